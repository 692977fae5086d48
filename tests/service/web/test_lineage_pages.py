"""The diagram of what comes down from an act, and the page of a task."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import httpx
import pytest
from lxml import etree
from playwright.sync_api import Browser, expect
from pyoxigraph import Literal, NamedNode, Quad, Store

from ontology.namespaces import CANCU, RDFS, data
from queries.engine import OxigraphEngine
from service.web.views.lineage_picture import COLUMN, ROW, picture
from service.web.views.lineage_tree import BUNDLED, SHOWN, Node, family, first_opened, lineage_tree
from tests.service.web.axe import violations

ROOT: Final = "doc/tw/2024/38-ct-tw"
CENTRE: Final = "doc/ttg/2024/1703-qd-ttg"
TASK: Final = f"{CENTRE}/task/II.2"
SVG: Final = "{http://www.w3.org/2000/svg}"


def made(*ties: str) -> OxigraphEngine:
    """A graph in which acts hang on acts: "b > a" says that b hangs on a."""
    store = Store()
    for tie in ties:
        below, above = (NamedNode(str(data(f"doc/{name}"))) for name in tie.split(" > "))
        store.add(Quad(below, NamedNode(str(CANCU.hangsOn)), above, NamedNode("urn:graph")))
        for act in (below, above):
            store.add(Quad(act, NamedNode(str(RDFS.label)), Literal(act.value[-1]), NamedNode("urn:graph")))
    return OxigraphEngine(store)


def a_root() -> str:
    return str(data("doc/a"))


def drawn(engine: OxigraphEngine, opened: frozenset[str], more: int = 0) -> Node:
    tree = lineage_tree(engine, a_root(), opened, more)
    assert tree is not None
    return tree


def nodes(tree: Node) -> Iterator[Node]:
    yield tree
    for below in tree.below:
        yield from nodes(below)


def test_an_act_stands_below_the_lowest_act_that_it_hangs_on() -> None:
    known = family(made("b > a", "c > b", "c > a", "d > c", "d > b"), a_root())
    assert {act[-1]: [child[-1] for child in some] for act, some in known.children.items()} == {
        "a": ["b"],
        "b": ["c"],
        "c": ["d"],
    }
    assert known.total[a_root()] == 3


def test_the_other_acts_that_it_hangs_on_are_told_beside_it() -> None:
    tree = drawn(made("b > a", "c > b", "c > a"), frozenset({"doc/a", "doc/b"}))
    (third,) = [node for node in nodes(tree) if node.key == "doc/c"]
    assert [link.name for link in third.also] == ["a"]


@pytest.mark.parametrize("ring", [("b > c", "c > b"), ("a > b", "c > b"), ("c > b", "d > c", "b > d")])
def test_a_ring_of_acts_ends_and_each_act_stands_once(ring: tuple[str, ...]) -> None:
    engine = made("b > a", *ring)
    known = family(engine, a_root())
    standing = [child for some in known.children.values() for child in some]
    assert sorted(standing) == sorted(set(known.above) - {a_root()})


def test_many_acts_of_a_level_are_one_box_until_it_is_opened_and_then_some_at_a_time() -> None:
    many = SHOWN + 5
    assert many > BUNDLED
    engine = made("b > a", *(f"b{n:03} > b" for n in range(many)))
    opened = first_opened(engine, a_root())
    assert opened == {"doc/a", "doc/b"}
    bundle = drawn(engine, opened).below[0].below[0]
    assert (bundle.head, bundle.count, bundle.total, bundle.opened, bundle.below) == (None, many, many, False, ())
    some = drawn(engine, opened | {bundle.key}).below[0].below[0]
    assert (len(some.below), some.hidden) == (SHOWN, 5)
    everyone = drawn(engine, opened | {bundle.key}, more=1).below[0].below[0]
    assert (len(everyone.below), everyone.hidden) == (many, 0)


def test_no_two_boxes_of_a_picture_touch_and_each_level_is_a_column() -> None:
    engine = made("b > a", "c > a", "d > b", "e > b", "f > c")
    tree = drawn(engine, frozenset(f"doc/{name}" for name in "abcdef"))
    placed = picture(tree)
    assert len(placed.boxes) == 6
    assert {(box.x - 12) // COLUMN for box in placed.boxes} == {0, 1, 2}
    for column in {box.x for box in placed.boxes}:
        rows = sorted(box.y for box in placed.boxes if box.x == column)
        assert all(below - above >= ROW for above, below in pairwise(rows))


# --- over HTTP


def test_the_diagram_and_its_list_name_the_same_acts(client: httpx.Client) -> None:
    page = client.get(f"/so-do/{ROOT}")
    assert page.status_code == 200
    shape, listed = page.text.split('id="danh-sach"')
    for act in (f"/{CENTRE}", "/doc/binh-duong/2025/1169-qd-ubnd"):
        assert f'href="{act}"' in shape
        assert f'href="{act}"' in listed


def test_what_is_open_stands_in_the_address(client: httpx.Client) -> None:
    closed = client.get(f"/so-do/{ROOT}", params={"mo": ""})
    assert f'href="/{CENTRE}"' not in closed.text
    opening = re.search(rf'href="(/so-do/{ROOT}\?mo={ROOT})"', closed.text)
    assert opening
    assert f'href="/{CENTRE}"' in client.get(opening[1]).text


def test_the_picture_is_a_file_of_its_own(client: httpx.Client) -> None:
    answer = client.get(f"/so-do/{ROOT}.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["content-disposition"].endswith("doc-tw-2024-38-ct-tw.svg")
    drawing = etree.fromstring(answer.content)
    words = "".join(str(text) for one in drawing.iter(f"{SVG}text") for text in one.itertext())
    assert "Quyết định 1703/QĐ-TTg" in words
    assert not drawing.findall(f".//{SVG}a")


@pytest.mark.parametrize("path", ["doc/khong/co", "agency/tw/bo-khoa-hoc-va-cong-nghe", "doc/a<b"])
def test_what_is_no_act_has_no_diagram(client: httpx.Client, path: str) -> None:
    assert client.get(f"/so-do/{path}").status_code == 404


def test_a_task_tells_who_answers_for_it_and_what_was_made_of_it(client: httpx.Client) -> None:
    page = client.get(f"/nhiem-vu/{TASK}")
    assert page.status_code == 200
    assert "Bộ Khoa học và Công nghệ" in page.text
    assert 'href="/doc/binh-duong/2025/1169-qd-ubnd#task/' in page.text
    assert f'href="/nguon-goc/{TASK}"' in page.text


def test_tasks_of_the_same_act_are_not_below_a_task(client: httpx.Client) -> None:
    below = client.get(f"/nhiem-vu/{TASK}").text.partition('id="ben-duoi"')[2].partition("</ul>")[0]
    assert "#task/" in below
    assert f'href="/{CENTRE}#task/' not in below


def test_what_is_no_task_has_no_page_of_a_task(client: httpx.Client) -> None:
    assert client.get(f"/nhiem-vu/{CENTRE}").status_code == 404


# --- in a browser


def test_a_box_opens_and_closes_by_key_in_its_place_and_the_back_button_closes_it(
    browser: Browser, address: str
) -> None:
    tab = browser.new_page()
    faults: list[str] = []
    tab.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    tab.on("request", lambda request: None if request.url.startswith(address) else faults.append(request.url))
    tab.goto(f"{address}/so-do/{ROOT}?mo={ROOT}")
    act = tab.locator("svg").get_by_role("link", name="Quyết định 1169/QĐ-UBND")
    expect(act).to_have_count(0)
    handle = tab.locator(f"svg a[data-toggle='{CENTRE}']")
    handle.focus()
    handle.press("Space")
    expect(act).to_have_count(1)
    expect(handle).to_be_focused()
    expect(handle).to_have_attribute("aria-expanded", "true")
    tab.go_back()
    expect(act).to_have_count(0)
    assert faults == []
    tab.close()


def test_the_picture_can_be_saved_as_png(browser: Browser, address: str) -> None:
    tab = browser.new_page()
    tab.goto(f"{address}/so-do/{ROOT}")
    with tab.expect_download() as saved:
        tab.get_by_role("button", name="Tải hình PNG").click()
    assert saved.value.path().read_bytes().startswith(b"\x89PNG")
    tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [f"so-do/{ROOT}", f"nhiem-vu/{TASK}"])
def test_the_pages_are_accessible(browser: Browser, address: str, path: str, scheme: str) -> None:
    tab = browser.new_page(color_scheme="dark" if scheme == "dark" else "light", viewport={"width": 390, "height": 800})
    tab.goto(f"{address}/{path}")
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.close()
