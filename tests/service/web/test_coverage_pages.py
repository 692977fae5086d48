"""Coverage: what provinces and communes took up of an act, as a matrix, a cell, a province's page and a map."""

from __future__ import annotations

import re
from typing import Final

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect
from pyoxigraph import RdfFormat
from pyoxigraph import Store as Graph

from ontology.namespaces import BASE, PREFIXES
from queries.changes import marked_changes
from queries.engine import OxigraphEngine
from service.web.views.coverage import covered_acts, matrix, share
from service.web.views.coverage_cell import pieces
from service.web.views.coverage_communes import communes
from service.web.views.coverage_map import Place, drawn
from tests.service.web.axe import violations
from tests.service.web.browsing import words

DECISION: Final = "/doc/ttg/2024/1703-qd-ttg"
MATRIX: Final = f"/bao-phu{DECISION}"
PLACE: Final = f"{MATRIX}?tinh=binh-duong"
CELL: Final = f"{PLACE}&viec=task/II.2"

COUNTRY: Final = """
<level/province> skos:prefLabel "cấp tỉnh"@vi . <level/commune> skos:prefLabel "cấp xã"@vi .
<unit/north> a cancu:AdministrativeUnit ; cancu:level <level/province> ;
  skos:prefLabel "Tỉnh Bắc"@vi ; cancu:unitCode "1" .
<unit/south> a cancu:AdministrativeUnit ; cancu:level <level/province> ;
  skos:prefLabel "Tỉnh Nam"@vi ; cancu:unitCode "2" .
<unit/00001> a cancu:AdministrativeUnit ; cancu:level <level/commune> ; cancu:partOf <unit/north> ;
  skos:prefLabel "Xã Một"@vi ; cancu:unitCode "00001" .
<unit/00002> a cancu:AdministrativeUnit ; cancu:level <level/commune> ; cancu:partOf <unit/north> ;
  skos:prefLabel "Xã Hai"@vi ; cancu:unitCode "00002" .

<level/central> skos:prefLabel "trung ương"@vi . <agency/tw> cancu:level <level/central> .
<doc/law> a cancu:Document ; eli:passed_by <agency/tw> . <doc/law/text/1> eli:is_part_of <doc/law> .
<doc/top> a cancu:Document ; eli:passed_by <agency/tw> .
<doc/top/text/1> eli:is_part_of <doc/top> . <doc/top/text/2> eli:is_part_of <doc/top> .
<doc/top/task/1> a cancu:Task ; cancu:setBy <doc/top> ; cancu:ordinal "1" ; cancu:order 1 ;
  cancu:elaborates <doc/top/text/1> , <doc/top/text/2> .
<doc/top/task/2> a cancu:Task ; cancu:setBy <doc/top> ; cancu:ordinal "2" ; cancu:order 2 .
<doc/top/task/3> a cancu:Task ; cancu:setBy <doc/top> ; cancu:ordinal "3" ; cancu:order 3 .

<doc/north> a cancu:Document ; eli:jurisdiction <unit/north> ; cancu:hangsOn <doc/top> ; eli:number "5/QĐ-UBND" .
<doc/north/text/a> eli:is_part_of <doc/north> .
<doc/north/task/1> a cancu:Task ; cancu:setBy <doc/north> ; cancu:elaborates <doc/top/text/1> , <doc/north/text/a> .
<tie/1> cancu:aligns <doc/north/task/1> ; cancu:alignedWith <doc/top/text/1> ; cancu:score 0.9 .

<doc/one> a cancu:Document ; eli:jurisdiction <unit/00001> ; cancu:hangsOn <doc/north> .
<doc/one/task/1> a cancu:Task ; cancu:setBy <doc/one> ; cancu:elaborates <doc/north/text/a> .
<doc/one/task/2> a cancu:Task ; cancu:setBy <doc/one> ; cancu:elaborates <doc/top/task/2> .
<tie/2> cancu:aligns <doc/one/task/2> ; cancu:alignedWith <doc/top/task/2> ; cancu:score 0.9 .
"""
"""North answers one of two points of task 1; only its commune answers task 2; nobody task 3. South has no act."""


@pytest.fixture(scope="module")
def country() -> OxigraphEngine:
    graph = Graph()
    prologue = f"@base <{BASE}> . " + "".join(f"@prefix {prefix}: <{iri}> . " for prefix, iri in PREFIXES.items())
    graph.load((prologue + COUNTRY).encode(), format=RdfFormat.TURTLE)
    return OxigraphEngine(graph)


# --- states


def test_a_province_that_answers_one_of_two_points_took_the_task_up_in_part(country: OxigraphEngine) -> None:
    grid = matrix(country, f"{BASE}doc/top")
    north = [(row[0].state, row[0].part) for row in grid.cells]
    assert north == [("part", "point"), ("part", "communes"), ("missing", None)]


def test_a_province_without_an_act_is_not_told_to_lack_anything(country: OxigraphEngine) -> None:
    grid = matrix(country, f"{BASE}doc/top")
    assert {row[1].state for row in grid.cells} == {"unloaded"}
    assert share(grid.of_province(1)) is None
    assert share(grid.of_province(0)) == 67


def test_an_act_that_sets_nothing_and_that_nobody_answers_is_not_listed(country: OxigraphEngine) -> None:
    assert [(act.act.iri, act.tasks, act.provinces) for act in covered_acts(country)] == [(f"{BASE}doc/top", 3, 1)]


def test_a_commune_answers_through_its_province_and_directly(country: OxigraphEngine) -> None:
    items = {f"{BASE}doc/top/task/{number}" for number in (1, 2, 3)}
    one, two = communes(country, f"{BASE}doc/top", f"{BASE}unit/north", items)
    assert one.items == {f"{BASE}doc/top/task/1", f"{BASE}doc/top/task/2"}
    assert two.items == frozenset() and two.acts == ()


@given(st.text("abc ", max_size=30), st.text("abc ", max_size=30))
def test_the_two_sides_are_the_two_wordings(before: str, after: str) -> None:
    found = pieces(marked_changes(before, after))
    upper = "".join(piece.text for piece in found if piece.kind != "come").split()
    lower = "".join(piece.text for piece in found if piece.kind != "gone").split()
    assert "".join(upper) == "".join(before.split())
    assert "".join(lower) == "".join(after.split())


def test_names_on_the_map_meet_no_dot_and_dots_do_not_cover_each_other() -> None:
    crowd = [Place(str(i), "Tỉnh", 21.0 + i % 5 / 20, 105.5 + i // 5 / 20, 14.0) for i in range(25)]
    drawing = drawn([*crowd, Place("far", "Cà Mau", 9.0, 105.0, 14.0)])
    dots = drawing.dots
    for i, dot in enumerate(dots):
        for other in dots[i + 1 :]:
            assert (dot.x - other.x) ** 2 + (dot.y - other.y) ** 2 > 24**2
    assert [dot.place.name for dot in dots if dot.label_x is not None][-1] == "Cà Mau"
    assert drawn([]).dots == ()
    assert len(drawn([crowd[0]]).dots) == 1


# --- the pages


def test_acts_of_the_centre_are_listed_with_what_provinces_answer(client: httpx.Client) -> None:
    page = client.get("/bao-phu")
    assert "Quyết định 1703/QĐ-TTg" in words(page)
    assert f'href="{MATRIX}"' in page.text and f'href="/ban-do{DECISION}"' in page.text


def test_the_matrix_counts_what_the_question_says(client: httpx.Client) -> None:
    asked = client.get("/api/questions/coverage", params={"document": "1703/QĐ-TTg"}).json()["rows"]
    shown = client.get(MATRIX).text + client.get(MATRIX, params={"trang": 2}).text
    for state, said in (("taken", "taken up"), ("missing", "missing"), ("unloaded", "not loaded")):
        assert shown.count(f'<td role="cell" class="s-{state}">') == sum(row["state"] == said for row in asked)


def test_the_matrix_shows_one_state_only_where_it_is_asked_for(client: httpx.Client) -> None:
    page = client.get(MATRIX, params={"tinh-trang": "missing"})
    assert 'class="s-missing"' in page.text
    assert '<td role="cell" class="s-taken">' not in page.text
    assert client.get(MATRIX, params={"tinh-trang": "perhaps"}).status_code == 400


def test_a_cell_sets_the_wordings_side_by_side(client: httpx.Client) -> None:
    page = client.get(CELL)
    assert "<del>" in page.text and "<ins>" in page.text
    assert "[bỏ:" in page.text, "what is left out is told to those who do not see the line through it"
    assert 'href="/doc/binh-duong/2025/1169-qd-ubnd#task/II.3"' in page.text
    assert "[left out:" in client.get(f"{CELL}&lang=en").text


def test_a_cell_without_an_answer_says_that_none_was_found(client: httpx.Client) -> None:
    page = client.get(f"{PLACE}&viec=task/VI.1")
    assert "Không tìm thấy nhiệm vụ nào" in words(page)
    far = client.get(f"{MATRIX}?tinh=ca-mau&viec=task/VI.1")
    assert "Kho chưa có văn bản nào của tỉnh" in words(far)


@pytest.mark.parametrize(
    "path",
    [
        f"{MATRIX}?tinh=nowhere",
        f"{PLACE}&viec=task/XX.9",
        "/bao-phu/doc/ttg/2024/9999-qd-ttg",
        "/ban-do/doc/nothing",
        "/bao-phu/a b",
    ],
)
def test_what_is_not_there_is_not_found(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_map_says_the_same_as_its_list(client: httpx.Client) -> None:
    page = client.get(f"/ban-do{DECISION}").text
    dots = dict(re.findall(r'aria-label="([^":]+): ([^"]+)"><title>', page))
    listed = dict(re.findall(r"<li class=\"l-\w+\"><a [^>]*>([^<]+)</a> <span>([^<]+)</span>", page))
    assert len(dots) == 34
    assert dots.items() <= listed.items()
    assert dots["Cà Mau"] == "chưa nạp" and dots["Bắc Ninh"].endswith("%")


# --- in a browser


def test_one_finds_what_a_province_left_out_of_1703(address: str, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto(f"{address}/tong-quan")
    tab.get_by_role("link", name="Mức độ bao phủ").click()
    tab.get_by_role("link", name="Bảng bao phủ của Quyết định 1703/QĐ-TTg").click()
    tab.get_by_role("link", name="Bình Dương", exact=True).click()
    row = tab.get_by_role("row").filter(has=tab.get_by_role("rowheader", name="VI.1", exact=True))
    expect(row.get_by_text("chưa có")).to_be_visible()
    row.get_by_role("link", name="VI.1: chưa có").click()
    expect(tab.get_by_text("Không tìm thấy nhiệm vụ nào")).to_be_visible()
    tab.get_by_role("link", name="Xem trong Quyết định 1703/QĐ-TTg, VI.1").click()
    assert tab.url.endswith(f"{DECISION}#task/VI.1")
    tab.close()


def test_the_matrix_scrolls_by_keyboard_and_keeps_its_first_column(address: str, browser: Browser) -> None:
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    tab.goto(address + MATRIX)
    region = tab.get_by_role("region", name="nhiệm vụ và điểm")
    region.focus()
    tab.keyboard.press("End")
    for _ in range(20):
        tab.keyboard.press("ArrowRight")
    tab.wait_for_function("document.querySelector('.scroll.tall').scrollLeft > 0")
    first = region.get_by_role("columnheader", name="Nhiệm vụ")
    box, place = first.bounding_box(), region.bounding_box()
    assert box is not None and place is not None and abs(box["x"] - place["x"]) < 3
    tab.close()


@pytest.mark.parametrize("path", ["/bao-phu", MATRIX, PLACE, CELL, f"/ban-do{DECISION}"])
@pytest.mark.parametrize("width", [390, 1280])
def test_anyone_can_use_the_pages(address: str, browser: Browser, path: str, width: int) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.goto(address + path)
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()
