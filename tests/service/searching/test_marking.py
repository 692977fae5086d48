"""The marked words of what is shown."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.searching.asking import Asked, search
from service.searching.folding import tidied
from service.searching.index import Index
from service.searching.marking import LONGEST, Marker


def marker(index: Index, text: str) -> Marker:
    return Marker(search(index, Asked(text)))


def test_words_are_marked_whatever_their_accents(index: Index) -> None:
    pieces = marker(index, "truy xuat nguon goc").pieces("Quản lý truy xuất nguồn gốc, mã số mã vạch")
    assert [piece.text for piece in pieces if piece.marked] == ["truy xuất nguồn gốc"]


def test_a_long_text_is_cut_to_where_the_words_stand(index: Index) -> None:
    text = "Tăng cường công tác quản lý nhà nước " * 30 + "về truy xuất nguồn gốc sản phẩm " + "và hàng hóa " * 40
    pieces = marker(index, "truy xuat nguon goc").pieces(text)
    assert [piece.text for piece in pieces if piece.marked] == ["truy xuất nguồn gốc"]
    assert sum(len(piece.text) for piece in pieces) < LONGEST + 10
    assert pieces[0].text == "… "
    assert pieces[-1].text == " …"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(text=st.text(max_size=200))
def test_nothing_is_lost_or_added(index: Index, text: str) -> None:
    assert "".join(piece.text for piece in marker(index, "tiêu chuẩn").pieces(text)) == tidied(text)
