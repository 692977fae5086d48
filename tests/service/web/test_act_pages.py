"""An act's text with its marks, and what its page does in a browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest
from playwright.sync_api import Browser, expect

from service.loading import load
from service.store import Store
from service.web.views.act_text import act_text, text_digest
from tests.corpus import plan
from tests.service.conftest import running
from tests.service.web.axe import violations

CENTRE: Final = "doc/ttg/2024/1703-qd-ttg"
DIRECTIVE: Final = "doc/tw/2024/38-ct-tw"
QUOTES: Final = """PREFIX cancu: <https://w3id.org/cancu/ontology#>
SELECT ?node ?quote { ?node cancu:quote ?quote ; cancu:sourceStart ?start }"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with 1703/QĐ-TTg and Bình Dương's decision, read from their files: so with places in their text."""
    folder = tmp_path_factory.mktemp("texts") / "store"
    with Store.open(folder, writable=True) as store:
        load([plan("003"), plan("000")], store)
    return folder


@pytest.fixture(scope="module")
def site(loaded: Path) -> Iterator[str]:
    with running(loaded) as where:
        yield where


def test_the_text_is_whole_and_each_mark_covers_the_words_that_were_read(loaded: Path) -> None:
    reader = Store.open(loaded).reader()
    quotes = {str(row[0]).strip("<>"): getattr(row[1], "value", "") for row in reader.engine.select(QUOTES).rows}
    seen = 0
    for act in {node.partition("/task/")[0] for node in quotes if "/task/" in node}:
        digest = text_digest(reader.engine, act)
        assert digest is not None
        text = reader.text(digest)
        assert text is not None
        view = act_text(reader.engine, act, text)
        assert "".join(piece.text for piece in view.pieces) == text
        opened = [mark.number for piece in view.pieces for mark in piece.opens]
        assert opened == [mark.number for mark in view.marks]
        for mark in view.marks:
            # Between the words may stand what is no part of them: the number of a page, the sign of a footnote.
            covered, quoted = (re.sub(r"\W", "", words) for words in (text[mark.start : mark.end], quotes[mark.node]))
            assert covered[:2] == quoted[:2]
            assert quoted[-2:] in covered[-8:]
        seen += len(view.marks)
    assert seen > 200


def test_what_is_marked_leads_to_what_was_read_and_back(site: str) -> None:
    page = httpx.get(f"{site}/toan-van/{CENTRE}", trust_env=False).text
    mark = re.search(r'id="task/II\.3"></span><a class="m task" href="#(n-\d+)">', page)
    assert mark
    note = re.search(rf'<li id="{mark[1]}".*?</li>', page, re.DOTALL)
    assert note
    assert "Nhiệm vụ II.3" in note[0]
    assert 'href="#task/II.3"' in note[0]


def test_an_act_known_only_by_citation_has_no_text_and_says_so(client: httpx.Client) -> None:
    page = client.get(f"/toan-van/{DIRECTIVE}")
    assert page.status_code == 200
    assert "kho chưa có toàn văn" in page.text


@pytest.mark.parametrize("path", ["doc/khong/co", "role/lead", "doc/a<b"])
def test_what_is_no_act_has_no_text(client: httpx.Client, path: str) -> None:
    assert client.get(f"/toan-van/{path}").status_code == 404


def test_a_mark_shows_its_note_beside_it_and_escape_hides_it(browser: Browser, site: str) -> None:
    tab = browser.new_page()
    faults: list[str] = []
    tab.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    tab.goto(f"{site}/toan-van/{CENTRE}")
    tab.locator("a.m.assignment").first.click()
    expect(tab.locator(".note-at")).to_contain_text("Giao cho")
    tab.keyboard.press("Escape")
    expect(tab.locator(".note-at")).to_be_hidden()
    assert faults == []
    tab.close()


def test_tasks_are_filtered_without_marks_and_sorted_by_their_deadline(browser: Browser, address: str) -> None:
    tab = browser.new_page()
    tab.goto(f"{address}/{CENTRE}")
    rows = tab.locator("#bang-nhiem-vu tbody tr:not(.section)")
    everything = rows.count()
    tab.get_by_label("Lọc nhiệm vụ").fill("tuyen truyen")
    left = rows.locator("visible=true").count()
    assert 0 < left < everything
    expect(tab.locator("[data-tools] [role=status]")).to_have_text(f"Còn {left} nhiệm vụ")
    tab.get_by_label("Lọc nhiệm vụ").fill("")
    tab.get_by_role("button", name="Thời hạn").click()
    expect(tab.locator("#bang-nhiem-vu th.when").first).to_have_attribute("aria-sort", "ascending")
    bodies = tab.locator("#bang-nhiem-vu tbody").all()
    assert rows.count() == everything
    for body in bodies:
        keys = [cell.get_attribute("data-key") or "" for cell in body.locator("td.when").all()]
        assert keys == sorted(keys)
    tab.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [CENTRE, f"toan-van/{CENTRE}", "cau-hoi", "cau-hoi/legal-bases?document=38-CT/TW", ""])
def test_the_pages_are_accessible(browser: Browser, site: str, path: str, scheme: str) -> None:
    tab = browser.new_page(color_scheme="dark" if scheme == "dark" else "light", viewport={"width": 390, "height": 800})
    tab.goto(f"{site}/{path}")
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.close()
