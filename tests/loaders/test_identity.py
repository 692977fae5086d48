from __future__ import annotations

import pytest

from loaders.graph.setting import setting_of
from loaders.identity import CitedActs, Mention, draft_path, key, mentions_of, own_path, text_path
from loaders.record import DocumentHead, LegalBasis, Record


def record(**head: str) -> Record:
    return Record(document=DocumentHead(**head))  # type: ignore[arg-type]


BINH_DUONG = record(
    type="Quyết định", number="1169/QĐ-UBND", date="2025-04-28", issuer="Ủy ban nhân dân tỉnh Bình Dương", title="x"
)
BAC_NINH = record(type="Kế hoạch", date="2025-08", issuer="Ủy ban nhân dân tỉnh Bắc Ninh", title="Đẩy mạnh công tác")
CENTRE = record(type="Quyết định", number="1703/QĐ-TTg", date="2024-12-31", issuer="Thủ tướng Chính phủ", title="x")


def own(act: Record) -> str:
    return own_path(act.document, setting_of(act.document))


def cited(act: Record, mention: Mention, known: tuple[str, ...] = ()) -> str | None:
    return CitedActs(act, own(act), setting_of(act.document), known).path(mention)


@pytest.mark.parametrize(
    ("head", "path"),
    [
        (BINH_DUONG.document, "doc/binh-duong/2025/1169-qd-ubnd"),
        (CENTRE.document, "doc/ttg/2024/1703-qd-ttg"),
        (
            DocumentHead(type="Chỉ thị", number="38-CT/TW", date="2024-07-30", issuer="Ban Bí thư Trung ương Đảng"),
            "doc/tw/2024/38-ct-tw",
        ),
        (
            DocumentHead(type="Kế hoạch", number="100/QĐ-UBND", date="2025-06-30", issuer="UBND tỉnh Ninh Bình"),
            "doc/ninh-binh-2004/2025/100-qd-ubnd",
        ),
        (
            DocumentHead(type="Quyết định", number="05/2025/QĐ-UBND", issuer="UBND tỉnh Thanh Hóa"),
            "doc/thanh-hoa/2025/5-2025-qd-ubnd",
        ),
        (
            DocumentHead(type="Luật", title="Tổ chức Chính phủ", date="2015-06-19", issuer="Quốc hội"),
            "doc/qh/2015/luat-to-chuc-chinh-phu-2015-06-19",
        ),
    ],
)
def test_an_act_is_named_by_scope_year_and_number(head: DocumentHead, path: str) -> None:
    assert own_path(head, setting_of(head)) == path


def test_a_draft_is_the_same_act_when_it_is_read_again() -> None:
    path = own(BAC_NINH)
    assert path.startswith("doc/bac-ninh/draft/ke-hoach-") and len(path.rpartition("-")[2]) == 8
    again = BAC_NINH.document.model_copy(update={"title": "Đẩy mạnh  công tác"})
    assert draft_path(again, setting_of(again)) == path
    other = BAC_NINH.document.model_copy(update={"title": "Đẩy mạnh công tác khác"})
    assert draft_path(other, setting_of(other)) != path


@pytest.mark.parametrize(
    "mention",
    [
        Mention("Chỉ thị", "38-CT/TW", "2024-07-30", "Ban Bí thư Trung ương Đảng"),
        Mention("Chỉ thị", "38- CT/TW", "2024-07-30", "Ban Bí thư"),
        Mention("Chỉ thị", "38-CT/TW"),
        Mention(number="38-CT/TW"),
        Mention("Chỉ thị", "38"),
    ],
)
def test_every_way_of_writing_a_citation_means_one_act(mention: Mention) -> None:
    basis = LegalBasis(
        citation="Chỉ thị số 38-CT/TW ngày 30/7/2024", type="Chỉ thị", number="38-CT/TW", date="2024-07-30",
        relation="based_on",
    )  # fmt: skip
    act = BINH_DUONG.model_copy(update={"legal_bases": [basis]})
    assert cited(act, mention) == "doc/tw/2024/38-ct-tw"


@pytest.mark.parametrize(
    ("act", "mention", "path"),
    [
        (BINH_DUONG, Mention("Kế hoạch", "191-KH/TU", "2024-12-25", "Tỉnh ủy"), "doc/binh-duong/2024/191-kh-tu"),
        (BINH_DUONG, Mention("Tờ trình", "28/TTr-SKHCN", "2025-04-11"), "doc/binh-duong/2025/28-ttr-skhcn"),
        (
            BINH_DUONG,
            Mention("Tờ trình", "28/TTr-SKHCN", "2025-04-11", "Giám đốc Sở Khoa học và Công nghệ"),
            "doc/binh-duong/2025/28-ttr-skhcn",
        ),
        (
            BINH_DUONG,
            Mention("Quyết định", "10/QĐ-UBND", "2025-01-02", "UBND tỉnh Thanh Hóa"),
            "doc/thanh-hoa/2025/10-qd-ubnd",
        ),
        (
            BAC_NINH,
            Mention("Nghị quyết", "9/NQ-HĐND", "2024-12-01", "HĐND tỉnh"),
            "doc/bac-ninh-2004/2024/9-nq-hdnd",
        ),
        (BAC_NINH, Mention("Luật", "65/2025/QH15"), "doc/qh/2025/65-2025-qh15"),
        (BAC_NINH, Mention(number="08-NQ/TW"), "doc/tw/undated/8-nq-tw"),
        (BAC_NINH, Mention(number="44/2025/QĐ-TTg"), "doc/ttg/2025/44-2025-qd-ttg"),
        (CENTRE, Mention("Quyết định", "10/QĐ-UBND", "2024-01-02"), "doc/unknown/2024/10-qd-ubnd"),
        (
            CENTRE,
            Mention("Luật", None, "2019-11-22", None, "sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ"),
            "doc/qh/2019/luat-sua-doi-bo-sung-mot-so-dieu-cua-luat-to-chuc-chinh-phu-2019-11-22",
        ),
        (CENTRE, Mention("Tờ trình", None, None, "Bộ trưởng Bộ Khoa học và Công nghệ"), None),
        (CENTRE, Mention("Tờ trình", None, None, "Bộ Y tế", "về việc ban hành"), None),
    ],
)
def test_a_cited_act_stands_in_the_scope_of_its_symbol_or_of_the_act_that_cites_it(
    act: Record, mention: Mention, path: str | None
) -> None:
    assert cited(act, mention) == path


def test_a_citation_without_a_year_means_the_one_known_act_that_it_fits() -> None:
    known = ("doc/tw/2017/8-nq-tw", "doc/tw/2020/18-nq-tw")
    assert cited(BAC_NINH, Mention(number="08-NQ/TW"), known) == "doc/tw/2017/8-nq-tw"
    two = (*known, "doc/tw/2022/8-nq-tw")
    assert cited(BAC_NINH, Mention(number="08-NQ/TW"), two) == "doc/tw/undated/8-nq-tw"


def test_the_law_is_the_same_with_and_without_its_type_word_in_the_title() -> None:
    plain = Mention("Luật", None, "2015-06-19", None, "Tổ chức Chính phủ")
    worded = Mention("Luật", None, "2015-06-19", None, "Luật Tổ chức Chính phủ")
    assert cited(CENTRE, plain) == cited(CENTRE, worded) == "doc/qh/2015/luat-to-chuc-chinh-phu-2015-06-19"


def test_a_subdivision_of_an_attached_text_bears_its_type() -> None:
    assert text_path("II/2/đ", "Kế hoạch") == "ke-hoach/II/2/dd"
    assert text_path("Điều 1/2", None) == "dieu-1/2"
    assert text_path("Điều 1", "Quy chế") == "quy-che/dieu-1"


def test_the_key_of_a_target_is_its_path_without_the_first_segment() -> None:
    assert key("doc/tw/2024/38-ct-tw") == "tw-2024-38-ct-tw"
    assert key("agency/binh-duong/so-y-te") == "binh-duong-so-y-te"


def test_an_act_without_a_date_does_not_cite_itself() -> None:
    undated = BINH_DUONG.model_copy(
        update={
            "document": BINH_DUONG.document.model_copy(update={"date": None}),
            "cited_numbers": ["1169/QĐ-UBND", "38-CT/TW"],
        }
    )
    assert mentions_of(undated) == [Mention(number="38-CT/TW")]
