"""A faultless plan of a province, as the words of its parts, and the Word file made of them.

    as_docx(PLAN)                                   the plan
    as_docx(PLAN.without("8. Nơi nhận"))            …

A mutation (`mutants.py`) changes the words of one part; everything else stays as it is.
"""

# ruff: noqa: E501  (the words of a part stay on one line)

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import Any, Final

import docx

HEADS: Final = (
    "TT",
    "Nội dung nhiệm vụ",
    "Cơ quan chủ trì",
    "Cơ quan phối hợp",
    "Cơ quan chỉ đạo",
    "Thời gian thực hiện",
)
Row = tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """The words of a draft, part by part; a row of two cells is a group's."""

    issuer: str
    number: str
    dateline: str
    type: str
    title: str
    body: tuple[str, ...]
    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    signer: str
    annex: tuple[str, ...]
    rows: tuple[Row, ...]
    heads: Row = HEADS

    def line(self, old: str, *new: str) -> Draft:
        """With the paragraph that begins with `old` replaced, or taken out where there is nothing new."""
        found = [text for text in self.body if text.startswith(old)]
        assert len(found) == 1, f"{len(found)} paragraphs begin with {old!r}"
        at = self.body.index(found[0])
        return replace(self, body=(*self.body[:at], *new, *self.body[at + 1 :]))

    def words(self, old: str, new: str) -> Draft:
        """With `old`, which stands in one paragraph only, replaced inside it."""
        found = [text for text in self.body if old in text]
        assert len(found) == 1, f"{old!r} stands in {len(found)} paragraphs"
        return self.line(found[0], found[0].replace(old, new))

    def cell(self, row: str, column: int, new: str) -> Draft:
        """With one cell of a row replaced; `row` is the task's number, "II.3"."""
        at = self._row(row)
        changed = (*self.rows[at][:column], new, *self.rows[at][column + 1 :])
        return replace(self, rows=(*self.rows[:at], changed, *self.rows[at + 1 :]))

    def without_rows(self, *rows: str) -> Draft:
        """Without these rows; the numbers of the others stay."""
        gone = {self._row(row) for row in rows}
        return replace(self, rows=tuple(row for at, row in enumerate(self.rows) if at not in gone))

    def _row(self, number: str) -> int:
        group, _, task = number.rpartition(".")
        above = ""
        for at, row in enumerate(self.rows):
            above = row[0] if len(row) == 2 else above
            if (above, row[0]) == (group, task) or (not group and row[0] == number and len(row) == 2):
                return at
        raise AssertionError(f"no row {number}")


_SKHCN: Final = "Sở Khoa học và Công nghệ"
_OTHERS: Final = "Các sở, ban, ngành; UBND các xã, phường"
_CHAIR: Final = "Chủ tịch UBND tỉnh"

PLAN: Final = Draft(
    issuer="ỦY BAN NHÂN DÂN\nTỈNH BẮC NINH",
    number="Số: 215/KH-UBND",
    dateline="Bắc Ninh, ngày 15 tháng 9 năm 2025",
    type="KẾ HOẠCH",
    title="Triển khai thực hiện Chỉ thị số 38-CT/TW ngày 30/7/2024 của Ban Bí thư về đẩy mạnh công tác tiêu chuẩn, "
    "đo lường, chất lượng quốc gia đến năm 2030 và những năm tiếp theo",
    body=(
        "Căn cứ Chỉ thị số 38-CT/TW ngày 30/7/2024 của Ban Bí thư về đẩy mạnh công tác tiêu chuẩn, đo lường, chất lượng "
        "quốc gia đến năm 2030 và những năm tiếp theo;",
        "Căn cứ Quyết định số 1703/QĐ-TTg ngày 31/12/2024 của Thủ tướng Chính phủ ban hành Kế hoạch triển khai thực hiện "
        "Chỉ thị số 38-CT/TW;",
        "Theo đề nghị của Giám đốc Sở Khoa học và Công nghệ tại Tờ trình số 97/TTr-SKHCN ngày 05/9/2025;",
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch thực hiện Quyết định số 1703/QĐ-TTg ngày 31/12/2024 của Thủ tướng Chính "
        "phủ trên địa bàn tỉnh như sau:",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Mục đích",
        "a) Quán triệt, tổ chức thực hiện đầy đủ, hiệu quả các nhiệm vụ và giải pháp tại Chỉ thị số 38-CT/TW.",
        "b) Tạo chuyển biến mạnh mẽ về nhận thức và hành động của cán bộ, công chức và doanh nghiệp.",
        "2. Yêu cầu",
        "a) Các nhiệm vụ phải bám sát nội dung Quyết định số 1703/QĐ-TTg, bảo đảm thiết thực, khả thi.",
        "b) Bảo đảm sự phối hợp đồng bộ giữa các sở, ban, ngành và địa phương.",
        "II. NHIỆM VỤ VÀ GIẢI PHÁP",
        "1. Đẩy mạnh công tác tuyên truyền, nâng cao nhận thức",
        "a) Tổ chức nghiên cứu, quán triệt, phổ biến nội dung Chỉ thị số 38-CT/TW đến cán bộ, đảng viên.",
        "b) Xây dựng chuyên mục tuyên truyền về tiêu chuẩn, đo lường, chất lượng trên báo chí của tỉnh.",
        "c) Tổ chức đối thoại với doanh nghiệp về hoạt động tiêu chuẩn, đo lường, chất lượng.",
        "d) Tập huấn, bồi dưỡng kiến thức về năng suất, chất lượng cho doanh nghiệp.",
        "đ) Biên soạn tài liệu hướng dẫn áp dụng tiêu chuẩn quốc gia.",
        "e) Tuyên truyền, phổ biến kiến thức về mã số, mã vạch và truy xuất nguồn gốc.",
        "g) Tổ chức hưởng ứng Ngày Đo lường Việt Nam.",
        "2. Hoàn thiện cơ chế, chính sách, văn bản quản lý",
        "a) Rà soát, sửa đổi, bổ sung văn bản do địa phương ban hành về tiêu chuẩn, đo lường, chất lượng.",
        "b) Ban hành quy chuẩn kỹ thuật địa phương về an toàn, vệ sinh, môi trường.",
        "3. Tăng cường thanh tra, kiểm tra",
        "a) Thanh tra, kiểm tra việc chấp hành pháp luật về đo lường, chất lượng sản phẩm, hàng hóa.",
        "b) Khảo sát chất lượng sản phẩm, hàng hóa lưu thông trên thị trường.",
        "III. KINH PHÍ THỰC HIỆN",
        "Kinh phí thực hiện được bố trí từ ngân sách nhà nước theo phân cấp và các nguồn hợp pháp khác.",
        "IV. TỔ CHỨC THỰC HIỆN",
        "1. Sở Khoa học và Công nghệ: Chủ trì, phối hợp với các sở, ban, ngành hướng dẫn, đôn đốc việc thực hiện Kế hoạch.",
        "2. Sở Tài chính: Tham mưu bố trí kinh phí thực hiện Kế hoạch theo quy định.",
        "3. Sở Y tế: Phối hợp với Sở Khoa học và Công nghệ kiểm tra phương tiện đo dùng trong khám bệnh, chữa bệnh.",
        "4. Các sở, ban, ngành, UBND các xã, phường báo cáo kết quả thực hiện về Sở Khoa học và Công nghệ trước ngày 15/11 "
        "hằng năm.",
    ),
    recipients=(
        "- Bộ Khoa học và Công nghệ (để b/c);",
        "- Chủ tịch, các Phó Chủ tịch UBND tỉnh;",
        "- Các sở, ban, ngành;",
        "- UBND các xã, phường;",
        "- Lưu: VT, KGVX.",
    ),
    authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer="Nguyễn Văn An",
    annex=(
        "PHỤ LỤC",
        "CÁC NHIỆM VỤ TRIỂN KHAI THỰC HIỆN KẾ HOẠCH",
        "(Kèm theo Kế hoạch số 215/KH-UBND ngày 15/9/2025 của Ủy ban nhân dân tỉnh Bắc Ninh)",
    ),
    rows=(
        ("I", "Đẩy mạnh công tác tuyên truyền, nâng cao nhận thức"),
        (
            "1",
            "Tổ chức nghiên cứu, quán triệt, phổ biến nội dung Chỉ thị số 38-CT/TW",
            _SKHCN,
            _OTHERS,
            _CHAIR,
            "Quý IV/2025",
        ),
        (
            "2",
            "Xây dựng chuyên mục tuyên truyền về tiêu chuẩn, đo lường, chất lượng",
            _SKHCN,
            _OTHERS,
            _CHAIR,
            "Hằng năm",
        ),
        ("3", "Tập huấn, bồi dưỡng kiến thức về năng suất, chất lượng", _SKHCN, "Sở Tài chính", _CHAIR, "Năm 2026"),
        ("II", "Hoàn thiện cơ chế, chính sách, văn bản quản lý"),
        (
            "1",
            "Rà soát, sửa đổi, bổ sung văn bản do địa phương ban hành về tiêu chuẩn, đo lường, chất lượng",
            _SKHCN,
            "Sở Tư pháp; UBND các xã, phường",
            _CHAIR,
            "Quý II/2026",
        ),
        ("2", "Ban hành quy chuẩn kỹ thuật địa phương", _SKHCN, "Các sở, ban, ngành", _CHAIR, "Giai đoạn 2026-2030"),
        ("3", "Kiện toàn cơ quan quản lý về tiêu chuẩn, đo lường", _SKHCN, "Sở Nội vụ", _CHAIR, "Tháng 12/2025"),
        ("4", "Xây dựng hệ thống chuẩn đo lường của tỉnh", _SKHCN, "Sở Tài chính", _CHAIR, "Quý IV/2026"),
        ("III", "Tăng cường thanh tra, kiểm tra"),
        (
            "1",
            "Thanh tra việc chấp hành pháp luật về đo lường",
            _SKHCN,
            "Thanh tra tỉnh; Công an tỉnh",
            _CHAIR,
            "Hằng năm",
        ),
        ("2", "Kiểm tra phương tiện đo trong khám bệnh, chữa bệnh", "Sở Y tế", _SKHCN, _CHAIR, "Hằng năm"),
    ),
)

DECISION: Final = replace(
    PLAN,
    number="Số: 1203/QĐ-UBND",
    type="QUYẾT ĐỊNH",
    title="Phê duyệt Kế hoạch triển khai thực hiện Chỉ thị số 38-CT/TW ngày 30/7/2024 của Ban Bí thư về đẩy mạnh công tác "
    "tiêu chuẩn, đo lường, chất lượng quốc gia",
    body=(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;",
        *PLAN.body[:2],
        "Theo đề nghị của Giám đốc Sở Khoa học và Công nghệ tại Tờ trình số 97/TTr-SKHCN ngày 05/9/2025.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Phê duyệt Kế hoạch triển khai thực hiện Chỉ thị số 38-CT/TW trên địa bàn tỉnh với các nhiệm vụ tại Phụ lục "
        "kèm theo Quyết định này.",
        "Điều 2. Sở Khoa học và Công nghệ chủ trì, phối hợp với các sở, ban, ngành hướng dẫn, đôn đốc việc thực hiện.",
        "Điều 3. Quyết định này có hiệu lực thi hành kể từ ngày ký. Chánh Văn phòng UBND tỉnh; Thủ trưởng các sở, ban, ngành; "
        "Chủ tịch UBND các xã, phường chịu trách nhiệm thi hành Quyết định này./.",
    ),
    recipients=("- Như Điều 3;", "- Bộ Khoa học và Công nghệ (để b/c);", "- Lưu: VT, KGVX."),
    annex=(
        "PHỤ LỤC",
        "CÁC NHIỆM VỤ TRIỂN KHAI THỰC HIỆN KẾ HOẠCH",
        "(Kèm theo Quyết định số 1203/QĐ-UBND ngày 15/9/2025 của Ủy ban nhân dân tỉnh Bắc Ninh)",
    ),
)


def as_docx(draft: Draft) -> bytes:
    """The Word file: head, text, signature, annex with the task table."""
    file = docx.Document()
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    _side_by_side(file, ((draft.issuer, motto), (draft.number, draft.dateline)))
    for text in (draft.type, draft.title, *draft.body):
        if text:
            file.add_paragraph(text)
    recipients = "\n".join(("Nơi nhận:", *draft.recipients)) if draft.recipients else ""
    _side_by_side(file, ((recipients, "\n".join((*draft.authority, "", draft.signer))),))
    for at, text in enumerate(draft.annex):
        file.add_paragraph(text).paragraph_format.page_break_before = at == 0
    _add_table(file, (draft.heads, *draft.rows))
    memory = io.BytesIO()
    file.save(memory)
    return memory.getvalue()


def _side_by_side(file: Any, texts: tuple[tuple[str, str], ...]) -> None:
    table = file.add_table(len(texts), 2)
    for i, row in enumerate(texts):
        for j, text in enumerate(row):
            table.cell(i, j).text = text


def _add_table(file: Any, rows: tuple[Row, ...]) -> None:
    table = file.add_table(0, len(rows[0]), style="Table Grid")
    for row in rows:
        cells = table.add_row().cells
        if len(row) == 2:
            cells[0].text = row[0]
            cells[1].merge(cells[-1]).text = row[1]
            continue
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
