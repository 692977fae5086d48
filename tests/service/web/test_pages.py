"""The pages, as a server gives them and as a browser shows them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import httpx
import pytest
from playwright.sync_api import Browser, expect

from service.store import Store
from service.web.access import current_graph
from service.web.app import create_app
from service.web.views.asking import Link
from service.web.views.home import roots
from service.web.views.lineage_tree import Node, first_opened, lineage_tree
from tests.service.conftest import running
from tests.service.gold_store import fill
from tests.service.web.browsing import words

ACT: Final = "/doc/binh-duong/2025/1169-qd-ubnd"
DECISION: Final = "/doc/ttg/2024/1703-qd-ttg"
DIRECTIVE: Final = "/doc/tw/2024/38-ct-tw"
AGENCY: Final = "/agency/binh-duong/so-khoa-hoc-va-cong-nghe"

LINEAGE: Final = "/cau-hoi/lineage-down?document=38-CT/TW"

HTML: Final = {"Accept": "text/html"}


# --- what the server gives ---


def test_home_says_what_is_in_the_graph(client: httpx.Client) -> None:
    page = client.get("/")
    numbers = dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page.text))
    assert numbers["văn bản đã đọc"] == "3"
    assert numbers["nhiệm vụ"] == "80"
    assert "Từ Chỉ thị 38-CT/TW xuống" in words(page)


def test_the_tree_shows_each_act_once_below_the_lowest_act_that_it_rests_on(tmp_path: Path) -> None:
    fill(tmp_path / "store", "000", "002", "003")
    engine = Store.open(tmp_path / "store").reader().engine
    root = roots(engine)[0].act.iri
    drawn = lineage_tree(engine, root, first_opened(engine, root))
    assert drawn is not None

    def walk(node: Node, depth: int = 0) -> Iterator[tuple[int, str, tuple[Link, ...]]]:
        assert node.head is not None
        yield depth, node.head.act.name, node.also
        for below in node.below:
            yield from walk(below, depth + 1)

    shown = {name: (depth, [other.name for other in also]) for depth, name, also in walk(drawn)}
    assert len(shown) == len(list(walk(drawn)))
    assert shown["Chỉ thị 38-CT/TW"] == (0, [])
    assert shown["Quyết định 1703/QĐ-TTg"] == (1, [])
    assert shown["Quyết định 1169/QĐ-UBND"][0] >= 2


def test_an_acts_page_shows_who_does_what_by_when(client: httpx.Client) -> None:
    page = client.get(ACT)
    row = re.search(r'<tr role="row" id="task/I\.1">.*?</tr>', page.text, re.DOTALL)
    assert row is not None
    told = " ".join(re.sub(r"<[^>]*>", " ", row[0]).split())
    assert "Tổ chức nghiên cứu, quán triệt, tuyên truyền" in told
    assert "Các sở, ban, ngành" in told
    assert "Quý II/2025 01/04/2025 – 30/06/2025" in told
    text = words(page)
    assert "25 nhiệm vụ theo Quyết định 1169/QĐ-UBND" in text
    assert "28/04/2025" in text
    assert "Võ Văn Minh" in text
    assert "Chế độ báo cáo" in text
    assert f'href="{DECISION}"' in page.text


@pytest.mark.parametrize("path", ["/", "/static/style.css", "/api/documents", "/data/doc/ttg/2024/1703-qd-ttg.ttl"])
def test_what_is_long_comes_packed_for_who_takes_that(client: httpx.Client, path: str) -> None:
    packed = client.get(path, headers={"Accept-Encoding": "gzip"})
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert packed.num_bytes_downloaded < plain.num_bytes_downloaded


def found(client: httpx.Client, wanted: str) -> str:
    """The page of the first act that the search finds."""
    return str(client.get("/api/search", params={"q": wanted, "kind": "act"}, timeout=60).json()["hits"][0]["page"])


def test_an_act_without_a_number_is_called_by_its_type_and_its_title_stands_below(client: httpx.Client) -> None:
    page = client.get(found(client, "kế hoạch đẩy mạnh bắc ninh"))
    assert "<h1>Kế hoạch (chưa có số)</h1>" in page.text
    assert "Đẩy mạnh công tác tiêu chuẩn, đo lường, chất lượng quốc gia đến năm 2030" in words(page)


def test_an_act_known_only_by_citation_says_so_and_names_who_rests_on_it(client: httpx.Client) -> None:
    page = client.get(DIRECTIVE)
    assert "chỉ biết qua trích dẫn" in words(page)
    assert f'href="{DECISION}"' in page.text
    assert f'href="{ACT}"' in page.text


def test_the_checks_findings_stand_on_the_acts_page(client: httpx.Client) -> None:
    page = client.get(found(client, "kế hoạch đẩy mạnh bắc ninh"))
    assert "Thời gian ban hành chưa đủ: mới có tháng hoặc năm." in words(page)
    assert "để trống" in words(page)


def test_an_agencys_page_shows_its_duties_by_role(client: httpx.Client) -> None:
    text = words(client.get(AGENCY))
    assert "Sở Khoa học và Công nghệ tỉnh Bình Dương" in text
    assert text.index("Chủ trì") < text.index("Phối hợp")
    assert "Ủy ban nhân dân tỉnh Bình Dương" in text
    assert "Quyết định 1169/QĐ-UBND, mục" in text


@pytest.mark.parametrize("number", ["1169/QĐ-UBND", "số 1169/qđ-ubnd", "1169/QD - UBND", "Quyết định 1169/QĐ-UBND"])
def test_an_act_is_found_by_its_number_however_it_is_typed(client: httpx.Client, number: str) -> None:
    answer = client.get("/tra-cuu", params={"q": number})
    assert (answer.status_code, answer.headers.get("location")) == (303, ACT)


def test_a_search_without_or_with_several_answers_is_a_page(client: httpx.Client) -> None:
    assert "Không có mục nào có đủ các từ" in words(client.get("/tra-cuu", params={"q": "9999/QĐ-TTg"}))
    several = words(client.get("/tra-cuu", params={"q": "do luong chat luong"}))
    assert "Chỉ thị 38-CT/TW" in several
    assert "Quyết định 1169/QĐ-UBND" in several


def test_a_question_is_asked_in_a_form_and_answered_below_it(client: httpx.Client) -> None:
    assert "Văn bản gốc" in words(client.get("/cau-hoi/lineage-down"))
    page = client.get("/cau-hoi/lineage-down", params={"document": "38-CT/TW"})
    assert f'<a href="{DECISION}">' in page.text
    sparql = re.search(r'href="/sparql\?query=([^"]+)"', page.text)
    assert sparql is not None
    rows = client.get(f"/sparql?query={sparql[1]}").json()["results"]["bindings"]
    assert f"{len(rows)} dòng kết quả" in words(page)


def test_an_ambiguous_answer_in_the_form_offers_what_can_be_meant(client: httpx.Client) -> None:
    page = client.get("/cau-hoi/agency-duties", params={"agency": "Sở Khoa học và Công nghệ"})
    assert page.status_code == 409
    links = re.findall(r'<li><a href="(\?agency=[^"]+)">([^<]+)</a>', page.text)
    chosen = next(link for link, name in links if "Bình Dương" in name)
    assert "dòng kết quả" in words(client.get(f"/cau-hoi/agency-duties{chosen.replace('&amp;', '&')}"))


def test_a_column_that_says_nothing_is_left_out_of_the_page(client: httpx.Client) -> None:
    page = client.get("/cau-hoi/agency-duties", params={"agency": "agency/tw/bo-khoa-hoc-va-cong-nghe"})
    heads = re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', page.text)
    assert "Nội dung" in heads and "Vai trò" in heads
    assert "Cơ quan cũ" not in heads, "no duty came to it from a former body"


def test_what_a_visitor_types_is_never_markup(client: httpx.Client) -> None:
    assert "<script>" not in client.get("/tra-cuu", params={"q": "<script>alert(1)</script>"}).text
    assert "<script>" not in client.get("/sparql", params={"query": "</textarea><script>"}, headers=HTML).text


def test_every_answer_forbids_scripts_frames_and_guessing(client: httpx.Client) -> None:
    for path in ("/", "/nothing-here", "/api/documents", "/static/style.css"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_head_is_answered_like_get_without_a_body(client: httpx.Client) -> None:
    answer = client.head(DECISION)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"].startswith("text/html")


def test_an_unknown_page_says_so_in_vietnamese(client: httpx.Client) -> None:
    answer = client.get("/doc/ttg/2024/9999-qd-ttg", headers=HTML)
    assert answer.status_code == 404
    assert "Không tìm thấy" in words(answer)
    assert client.get("/?goc=doc/ttg/2024/9999-qd-ttg", headers=HTML).status_code == 404


def test_an_empty_store_is_served_with_a_word_on_how_to_fill_it(tmp_path: Path) -> None:
    with running(tmp_path / "none") as address:
        assert "cancu load" in words(httpx.get(address, trust_env=False))
        assert httpx.get(address + "/healthz", trust_env=False).json() == {"status": "ok", "generation": 0}


def test_a_new_generation_is_seen_without_a_restart(tmp_path: Path) -> None:
    store = tmp_path / "store"
    fill(store, "003")
    with running(store) as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        before = client.get("/healthz").json()["generation"]
        assert client.get(ACT).status_code == 404
        fill(store, "003", "000")
        assert client.get(ACT).status_code == 200
        assert client.get("/healthz").json()["generation"] > before


def test_a_store_that_cannot_be_read_is_told_plainly(tmp_path: Path) -> None:
    store = tmp_path / "store"
    fill(store, "003")
    with running(store) as address:
        (store / "current").write_text("999", encoding="ascii")
        page = httpx.get(address, headers=HTML, trust_env=False)
        assert page.status_code == 503
        assert "Chưa đọc được kho dữ liệu" in words(page)
        told = httpx.get(address + "/api/documents", trust_env=False)
        assert told.status_code == 503
        assert "damaged" in told.json()["detail"]


def test_a_fault_of_the_program_is_a_plain_page_without_its_insides(tmp_path: Path) -> None:
    app = create_app(tmp_path / "none")

    def broken() -> None:
        raise ZeroDivisionError("secret")

    app.dependency_overrides[current_graph] = broken

    async def visit() -> httpx.Response:
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.get("/", headers=HTML)

    page = asyncio.run(visit())
    assert page.status_code == 500
    assert "Có lỗi trong chương trình" in words(page)
    assert "secret" not in page.text
    assert "content-security-policy" in page.headers


class _Addresses(HTMLParser):
    """The addresses that a page makes a browser fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        fetched = {"img": "src", "script": "src", "iframe": "src", "link": "href"}.get(tag)
        if fetched and given.get(fetched) and given.get("rel") != "alternate":
            self.found.append(given[fetched] or "")


@pytest.mark.parametrize(
    "path",
    ["/", DECISION, AGENCY, "/sparql", "/cau-hoi", "/cau-hoi/lineage-down", "/api/docs", "/role/lead", "/nothing-here"],
)
def test_pages_fetch_nothing_from_elsewhere_and_every_link_of_theirs_works(client: httpx.Client, path: str) -> None:
    page = client.get(path, headers=HTML)
    reader = _Addresses()
    reader.feed(page.text)
    assert reader.found
    assert all(address.startswith("/static/") for address in reader.found)
    local = {unescape(link) for link in re.findall(r'href="(/[^"#]*)', page.text)}
    broken = {link: code for link in local if (code := client.get(link, headers=HTML).status_code) >= 400}
    assert broken == {}


# --- what a browser shows ---


def test_a_visitor_walks_from_the_tree_to_an_act_to_an_agency(browser: Browser, address: str) -> None:
    tab = browser.new_page()
    faults: list[str] = []
    tab.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    tab.on("request", lambda request: None if request.url.startswith(address) else faults.append(request.url))
    tab.goto(address)
    tab.locator(".tree").get_by_role("link", name="Quyết định 1703/QĐ-TTg").first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Quyết định 1703/QĐ-TTg")
    row = tab.get_by_role("row").filter(has_text="Xây dựng kế hoạch tuyển chọn")
    row.get_by_role("link", name="Bộ Khoa học và Công nghệ").first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Bộ Khoa học và Công nghệ")
    tab.get_by_role("link", name="Quyết định 1703/QĐ-TTg, mục I.2", exact=True).first.click()
    expect(tab.locator("tr:target")).to_contain_text("Xây dựng kế hoạch tuyển chọn")
    assert faults == []


@pytest.mark.parametrize("path", ["/", DECISION, ACT, AGENCY, "/sparql", "/api/docs", "/tra-cuu", LINEAGE])
def test_no_page_is_wider_than_a_phone(browser: Browser, address: str, path: str) -> None:
    tab = browser.new_page(viewport={"width": 390, "height": 844})
    tab.goto(address + path)
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert float(tab.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")) >= 16


def test_the_keyboard_reaches_the_content_first(browser: Browser, address: str) -> None:
    tab = browser.new_page()
    tab.goto(address + DECISION)
    tab.keyboard.press("Tab")
    skip = tab.get_by_role("link", name="Đến nội dung chính")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    tab.keyboard.press("Enter")
    expect(tab.locator("main")).to_be_focused()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
