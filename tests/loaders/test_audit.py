"""Nothing is silent: what became of each line, and what nobody took."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.audit import LONGEST_QUOTE, MOST_UNREAD, UNREAD, LineFate
from loaders.read.markdown import read_markdown
from loaders.reading import audit_of, read_source, record_of
from loaders.source import LeftOut, Source
from tests.corpus import plans
from tests.loaders.running.test_tasks import ACTS
from tests.loaders.texts import source_of

HEAD = "UBND TỈNH BÌNH AN\nSố: 12/KH-UBND\nBình An, ngày 05 tháng 02 năm 2026\nKẾ HOẠCH\nChuyển đổi số năm 2026\n\n"
BASIS = "Căn cứ Luật Giá số 16/2023/QH15;\n"
BODY = "I. MỤC ĐÍCH\n1. Nâng cao chất lượng.\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế chủ trì kiểm tra.\n"
CLOSING = "Trên đây là Kế hoạch chuyển đổi số năm 2026./.\n"
SIGNED = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An\n"


def unread(text: str) -> list[str]:
    return [one.quote for one in record_of(source_of(text)).unread]


def tags(text: str) -> dict[str, tuple[str, ...]]:
    return {fate.line.text.strip(): fate.tags for fate in audit_of(source_of(text)) if not fate.line.blank}


@pytest.mark.parametrize("path", plans(), ids=lambda path: path.name[:3])
def test_every_line_of_the_five_plans_was_taken(path: Path) -> None:
    assert record_of(read_source(path)).unread == []


def test_an_act_of_known_parts_leaves_nothing_unread() -> None:
    assert unread(HEAD + BASIS + BODY + CLOSING + SIGNED) == []


@pytest.mark.parametrize(
    "head",
    [
        "ỦY BAN NHÂN DÂN\nTỈNH BÌNH AN\nSỞ Y TẾ\nSố: 12/KH-SYT\n",
        "TỈNH ỦY BÌNH AN\nĐẢNG ỦY UBND TỈNH\n*\nSố 12-KH/ĐU\n",
        "ĐẢNG BỘ TỈNH BÌNH AN\nĐẢNG ỦY UBND TỈNH\n*\nSố 12-KH/ĐU\n",
    ],
)
def test_the_body_above_the_issuer_is_a_part_of_the_head(head: str) -> None:
    rest = HEAD.partition("KH-UBND\n")[2]
    assert unread(head + rest + BASIS + BODY + CLOSING + SIGNED) == []


def test_a_lines_fields_are_named_in_one_order_and_nothing_beside_them() -> None:
    found = tags(HEAD + BASIS + BODY + CLOSING + SIGNED)
    assert found["UBND TỈNH BÌNH AN"] == ("head.issuer",)
    assert found["Số: 12/KH-UBND"] == ("head.number",)
    assert found["Bình An, ngày 05 tháng 02 năm 2026"] == ("head.place", "head.date")
    assert found["1. Sở Y tế chủ trì kiểm tra."] == ("II/1", "task II.1")
    assert found["Nơi nhận:"] == ("signature",)


def test_a_row_too_long_to_be_cut_into_cells_is_unread_as_a_whole() -> None:
    rows = (
        "1\nTổ chức họp\nSở Y tế\nQuý I/2026\n",
        "2\n" + "Rà soát các văn bản,\n" * 500 + "Sở Nội vụ\nQuý II/2026\n",
    )
    text = HEAD + BASIS + BODY + "PHỤ LỤC\nTT\nNhiệm vụ\nCơ quan chủ trì\nThời gian\n" + "".join(rows)
    record = record_of(source_of(text))
    assert [(task.id, task.text) for task in record.tasks] == [("1", "Tổ chức họp"), ("2", "")]
    (one,) = record.unread
    assert (one.start, one.end) == (text.index("Rà soát"), len(text) - 1)


def test_a_page_that_gave_no_words_is_unread() -> None:
    source = replace(source_of(HEAD + BASIS + BODY), left_out=(LeftOut(1, ""),))
    assert [(one.page, one.quote) for one in record_of(source).unread] == [(1, "(cả trang)")]


STRAYS = {
    "in the head": (HEAD.replace("KẾ HOẠCH", "(Dự thảo lần 2)\nKẾ HOẠCH") + BASIS + BODY, "(Dự thảo lần 2)"),
    "a basis that cites no act": (
        HEAD + BASIS + "Căn cứ tình hình thực tế của tỉnh;\n" + BODY,
        "Căn cứ tình hình thực tế của tỉnh;",
    ),
    "behind the closing": (HEAD + BASIS + BODY + CLOSING + "Ghi chú nội bộ: xem lại số liệu.\n" + SIGNED,
                           "Ghi chú nội bộ: xem lại số liệu."),
    "behind the signature": (HEAD + BASIS + BODY + CLOSING + SIGNED + "Số điện thoại liên hệ 0900.\n",
                             "Số điện thoại liên hệ 0900."),
}  # fmt: skip


@pytest.mark.parametrize(("text", "stray"), STRAYS.values(), ids=STRAYS)
def test_a_line_that_no_stage_takes_is_unread_with_its_words(text: str, stray: str) -> None:
    assert unread(text) == [stray]
    assert tags(text)[stray] == (UNREAD,)


def test_an_unread_line_has_its_page_and_place() -> None:
    text = HEAD + BASIS + BODY + CLOSING + "\fGhi chú nội bộ: xem lại số liệu.\n"
    source = source_of(text)
    (one,) = record_of(source).unread
    assert source.text[one.start : one.end] == one.quote
    assert one.page == 2


def test_neighbouring_unread_lines_are_one_entry() -> None:
    stray = "Ghi chú nội bộ: xem lại\nsố liệu của các sở.\n"
    assert unread(HEAD + BASIS + BODY + CLOSING + stray) == ["Ghi chú nội bộ: xem lại số liệu của các sở."]


def test_a_table_that_assigns_no_tasks_is_not_silent() -> None:
    act = (
        "UBND TỈNH BÌNH AN\n\nSố: 12/KH-UBND\n\nKẾ HOẠCH\n\nChuyển đổi số năm 2026\n\n" + BASIS + "\n" + BODY
    ) + "\nTrên đây là Kế hoạch./.\n\nPHỤ LỤC\n\n| Tên xã | Dân số |\n|---|---|\n| Xã Tân Lập | 12.000 |\n"
    text, lines = read_markdown(act.encode(), "act.md")
    record = record_of(Source("act.md", "0" * 64, "text/markdown", text, lines))
    assert any("Xã Tân Lập" in one.quote for one in record.unread)


def test_each_line_says_what_it_was_taken_as() -> None:
    found = tags(HEAD + BASIS + BODY + CLOSING + SIGNED)
    assert found["KẾ HOẠCH"] == ("head.type",)
    assert found["Căn cứ Luật Giá số 16/2023/QH15;"] == ("basis 1 based_on",)
    assert found["II. TỔ CHỨC THỰC HIỆN"] == ("II heading",)
    assert found["1. Sở Y tế chủ trì kiểm tra."] == ("II/1", "task II.1")
    assert found[CLOSING.strip()] == ("closing",)
    assert found["- Lưu: VT."] == ("recipients.1",)


def test_a_directive_tells_why_before_it_tells_what() -> None:
    fates = audit_of(read_source(ACTS / "cong-dien.txt"))
    assert [fate.tags for fate in fates if fate.line.text.startswith("Theo dự báo")] == [("lead-in",)]


UNNUMBERED = (
    "UBND TỈNH BÌNH AN\nSố: 12/CT-UBND\nBình An, ngày 05 tháng 02 năm 2026\nCHỈ THỊ\nVề phòng cháy năm 2026\n\n"
    "Thời gian qua, tình hình cháy nổ diễn biến phức tạp. Chủ tịch UBND tỉnh yêu cầu:\n\n"
    "Sở Tài chính:\n\n- Chủ trì bố trí kinh phí năm 2026.\n\n- Kiểm tra việc chi.\n\n"
)


def test_a_head_of_an_unnumbered_list_is_who_must_act() -> None:
    assert tags(UNNUMBERED)["Sở Tài chính:"] == ("bearer",)
    assert unread(UNNUMBERED) == []


@pytest.mark.parametrize(
    "lines",
    [
        "CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do\n- Hạnh phúc",
        "Cộng hoà xã hội chủ  nghĩa Việt nam\nĐộc lập-Tự do-Hạnh phúc",
        "cộng hoà xã hội\n-0-      chủ nghĩa Việt nam",
    ],
)
def test_parts_of_a_broken_motto_are_a_motto(lines: str) -> None:
    text = HEAD.replace("\n", f"\n{lines}\n", 1) + BASIS + BODY
    assert unread(text) == []
    assert {tags(text)[line.strip()] for line in lines.split("\n")} == {("motto",)}


def test_words_of_a_motto_among_others_are_no_motto() -> None:
    stray = "Xã Hòa Bình, việt nam"
    assert unread(HEAD.replace("\n", f"\n{stray}\n", 1) + BASIS + BODY) == [stray]


def test_unread_is_bounded() -> None:
    strays = "".join(f"Dòng thừa {i} của văn bản.\n{CLOSING}" for i in range(3 * MOST_UNREAD))
    found = record_of(source_of(HEAD + BASIS + BODY + CLOSING + strays)).unread
    assert 0 < len(found) <= MOST_UNREAD
    assert found[-1].end >= len(strays)
    long = record_of(source_of(HEAD + BASIS + BODY + CLOSING + "thừa " * 5000 + "\n")).unread
    assert max(len(one.quote) for one in long) <= LONGEST_QUOTE


def words_left(fates: list[LineFate], source: Source) -> list[str]:
    return [source.text[start:end] for fate in fates for start, end in fate.unread]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 12), st.text("abcđêô XYZ().:;-\t", min_size=1, max_size=60))
def test_every_line_with_words_has_a_fate(place: int, stray: str) -> None:
    lines = (HEAD + BASIS + BODY + CLOSING + SIGNED).split("\n")
    source = source_of("\n".join([*lines[: place + 6], stray, *lines[place + 6 :]]))
    fates = audit_of(source)
    assert [fate.line for fate in fates] == list(source.lines)
    assert all(fate.tags for fate in fates if not fate.line.blank)
    quotes = " ".join(one.quote for one in record_of(source).unread)
    assert all(" ".join(words.split()) in quotes for words in words_left(fates, source))
