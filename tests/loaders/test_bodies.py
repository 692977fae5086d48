from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.bodies import bodies_in, known_share, list_shape
from loaders.language import grammar
from tests.loaders.passages import passage

GOLD = Path(__file__).parents[1] / "gold"


def names(text: str) -> list[str]:
    return [body.name for body in bodies_in(passage(text))]


@pytest.mark.parametrize(
    ("cell", "entries"),
    [
        (
            "Các sở, ban, ngành, UBND các xã, phường và các đơn vị có liên quan",
            ["Các sở, ban, ngành", "UBND các xã, phường", "Các đơn vị có liên quan"],
        ),
        (
            "Sở Khoa học và Công nghệ và UBND huyện, thành phố.",
            ["Sở Khoa học và Công nghệ", "UBND huyện, thành phố"],
        ),
        ("Sở Văn hóa, Thể thao và Du lịch, Sở Y tế", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"]),
        ("Các sở: Y tế, Nội vụ", ["Sở Y tế", "Sở Nội vụ"]),
        (
            "Các sở: Nông nghiệp và Môi trường, Công Thương; các doanh nghiệp và các đơn vị có liên quan",
            ["Sở Nông nghiệp và Môi trường", "Sở Công Thương", "Các doanh nghiệp", "Các đơn vị có liên quan"],
        ),
        ("Các sở ngành, hiệp hội, tổ chức, cá nhân", ["Các sở ngành", "Hiệp hội", "Tổ chức", "Cá nhân"]),
        (
            "Đài Phát thanh và Truyền hình An Giang, Báo An Giang",
            ["Đài Phát thanh và Truyền hình An Giang", "Báo An Giang"],
        ),
        ("Thủ trưởng các sở, ban, ngành; Sở Y tế", ["Thủ trưởng các sở, ban, ngành", "Sở Y tế"]),
        (
            "UBND các tỉnh, thành phố trực thuộc trung ương",
            ["UBND các tỉnh, thành phố trực thuộc trung ương"],
        ),
        ("Sở KH&CN, UBND cấp xã", ["Sở KH&CN", "UBND cấp xã"]),
        (
            "Liên đoàn Thương mại và Công nghiệp Việt Nam - VCCI",
            ["Liên đoàn Thương mại và Công nghiệp Việt Nam - VCCI"],
        ),
        ("", []),
    ],
)
def test_a_list_is_cut_where_a_new_body_begins(cell: str, entries: list[str]) -> None:
    assert names(cell) == entries


def test_what_stands_in_brackets_is_the_unit_that_acts() -> None:
    (body,) = bodies_in(passage("UBND tỉnh (Sở Khoa học và Công nghệ)"))
    assert (body.name, body.unit) == ("UBND tỉnh", "Sở Khoa học và Công nghệ")


def test_a_name_that_stands_in_brackets_alone_is_the_body() -> None:
    (body,) = bodies_in(passage("(Bộ Khoa học và Công nghệ)"))
    assert (body.name, body.unit) == ("Bộ Khoa học và Công nghệ", None)


def test_each_entry_can_be_shown_in_the_source() -> None:
    text = "Các sở: Y tế, Nội vụ và UBND cấp xã"
    places = [body.source for body in bodies_in(passage(text))]
    assert [text[place.start : place.end] for place in places if place] == ["Y tế", "Nội vụ", "UBND cấp xã"]


def test_the_bodies_of_real_plans_are_one_entry_each_and_known() -> None:
    written = {
        body["name"]
        for plan in GOLD.glob("*.json")
        for task in json.loads(plan.read_text("utf-8"))["tasks"]
        for role in ("lead", "coordinating", "directing")
        for body in task[role]
    }
    cut = {name: names(name) for name in written if names(name) != [name]}
    # A closed collective ("Các sở, ban, ngành") and an open one behind it are two; the gold keeps them together.
    assert set(cut) <= {"Các sở, ban, ngành, cơ quan có liên quan"}
    assert {name for name in written if known_share(name) < 1} == {"Đại Truyền hình Việt Nam"}


def test_two_bodies_without_a_separator_are_noticed() -> None:
    assert list_shape("Sở Khoa học và Công nghệ Các sở, ban, ngành")[1] == 1
    assert list_shape("Sở Khoa học và Công nghệ, các sở, ban, ngành")[1] == 0


def test_every_collective_is_found_by_its_opening() -> None:
    openings = tuple(grammar("bodies.yaml")["collective_openings"])
    bare = [form.replace("(?:các )?", "").lstrip("(?:") for form in grammar("bodies.yaml")["collectives"]]
    assert [form for form in bare if not form.startswith(openings)] == []


@given(st.text(alphabet="Các sởbannghUBDđYtế,;()và ", max_size=60))
def test_any_words_give_entries_in_their_order(text: str) -> None:
    places = [body.source for body in bodies_in(passage(text))]
    starts = [place.start for place in places if place]
    assert starts == sorted(starts)
    assert 0.0 <= known_share(text) <= 1.0


def test_bodies_without_a_separator_are_two() -> None:
    assert known_share("Sở Y tế Ban Dân tộc tỉnh") == 1.0
    assert [body.name for body in bodies_in(passage("Sở Y tế Ban Dân tộc tỉnh"))] == ["Sở Y tế", "Ban Dân tộc tỉnh"]


@pytest.mark.parametrize(
    "name", ["Văn phòng UBND tỉnh", "Báo và Đài Phát thanh, truyền hình tỉnh", "Chủ tịch UBND tỉnh"]
)
def test_a_body_inside_anothers_name_does_not_cut_it(name: str) -> None:
    assert [body.name for body in bodies_in(passage(name))] == [name]
    assert known_share(name) == 1.0


@pytest.mark.parametrize("part", ["Văn phòng", "Ban Thường vụ", "Chủ tịch UBND", "Sở Khoa học và", "Sở Văn"])
def test_a_name_that_breaks_off_is_no_known_body(part: str) -> None:
    assert known_share(part) < 1.0
