"""The overview: what is in the graph, how whole it is, and what the numbers do not say."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Browser

from tests.service.web.axe import violations
from tests.service.web.browsing import words


def test_it_counts_what_is_read_and_what_is_only_cited(client: httpx.Client) -> None:
    acts = client.get("/api/documents").json()["documents"]
    cited = [act for act in acts if act["known_only_by_citation"]]
    page = client.get("/tong-quan")
    assert f"<dt>văn bản đã đọc</dt><dd>{len(acts) - len(cited)}</dd>" in page.text
    assert f"Văn bản chỉ biết qua trích dẫn: {len(cited)}" in words(page)


def test_provinces_without_an_act_are_named(client: httpx.Client) -> None:
    page = client.get("/tong-quan")
    before = page.text.partition('<details class="more">')[0]
    assert "33/34" in words(page)
    assert "Tỉnh Cà Mau" in before and "Tỉnh Bắc Ninh" not in before


def test_findings_are_summed_as_the_table_of_findings_does(client: httpx.Client) -> None:
    rows = client.get("/api/findings").json()["rows"]
    total = sum(row["findings"] + row["accepted"] for row in rows if row["rule"] == "document.number")
    assert total == 1
    assert "1 điểm trong 1 văn bản" in words(client.get("/tong-quan"))


def test_it_says_what_the_numbers_do_not_cover(client: httpx.Client) -> None:
    text = words(client.get("/tong-quan"))
    assert "Kho không có kết quả thực hiện" in text
    assert "What these numbers do not say" in words(client.get("/tong-quan?lang=en"))


def test_the_newest_acts_are_linked(client: httpx.Client) -> None:
    page = client.get("/tong-quan").text
    assert '<a class="strong" href="/doc/binh-duong/2025/1169-qd-ubnd">Quyết định 1169/QĐ-UBND</a>' in page
    assert 'href="/feed.atom"' in page


@pytest.mark.parametrize("width", [390, 1280])
def test_anyone_can_use_the_page(address: str, browser: Browser, width: int) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.goto(f"{address}/tong-quan")
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()
