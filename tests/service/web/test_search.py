"""The search page and /api/search, as a server gives them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Final, Literal

import httpx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect

from service.searching.keeping import make_index
from service.store import Store
from tests.service.conftest import running
from tests.service.gold_store import fill
from tests.service.web.axe import violations

HTML: Final = {"Accept": "text/html"}
BINH_DUONG: Final = 'input[name="province"][value="unit/binh-duong"]'


@pytest.fixture(scope="module")
def searching(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a service over three plans, whose index is there."""
    store = tmp_path_factory.mktemp("search") / "store"
    fill(store, "000", "002", "003")
    make_index(Store.open(store).reader())
    with running(store) as where, httpx.Client(base_url=where, trust_env=False, headers=HTML, timeout=60) as one:
        yield one


def words(page: httpx.Response) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", page.text).split())


def test_typed_words_are_marked_in_what_is_found(searching: httpx.Client) -> None:
    page = searching.get("/tra-cuu", params={"q": "truy xuat nguon goc"})
    assert page.status_code == 200
    assert "<mark>truy xuất nguồn gốc</mark>" in page.text
    assert "Quyết định 1169/QĐ-UBND" in words(page)


def test_an_act_that_is_only_cited_says_so(searching: httpx.Client) -> None:
    page = searching.get("/tra-cuu", params={"q": "chi thi 38"})
    assert "chỉ biết qua trích dẫn" in words(page)


def test_the_number_of_an_act_leads_straight_to_it(searching: httpx.Client) -> None:
    answer = searching.get("/tra-cuu", params={"q": "1703/qd-ttg"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/doc/ttg/2024/1703-qd-ttg")


def test_slips_are_mended_and_said(searching: httpx.Client) -> None:
    page = searching.get("/tra-cuu", params={"q": "truy xuatt nguonn goc"})
    assert "Tìm với: truy xuất nguồn gốc" in words(page)


def test_nothing_found_says_what_to_type(searching: httpx.Client) -> None:
    page = searching.get("/tra-cuu", params={"q": "qqqqqqqq"})
    assert page.status_code == 200
    assert "Không tìm thấy gì cho “qqqqqqqq”" in words(page)
    assert "mã năm chữ số" in words(page)


def test_what_is_typed_is_only_text(searching: httpx.Client) -> None:
    page = searching.get("/tra-cuu", params={"q": "<script>alert(1)</script>"})
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_a_chosen_value_stays_in_the_address_and_narrows(searching: httpx.Client) -> None:
    params = {"q": "tiêu chuẩn", "kind": "task", "province": "unit/binh-duong"}
    page = searching.get("/tra-cuu", params=params)
    assert re.search(r'name="province" value="unit/binh-duong" form="tim" checked', page.text)
    every = searching.get("/api/search", params={"q": "tiêu chuẩn", "kind": "task"}).json()
    narrowed = searching.get("/api/search", params=params).json()
    assert 0 < narrowed["total"] < every["total"]
    province = next(facet for facet in every["facets"] if facet["name"] == "province")
    assert {one["value"]: one["count"] for one in province["choices"]}["unit/binh-duong"] == narrowed["total"]
    assert {hit["act"]["iri"].rpartition("/")[2] for hit in narrowed["hits"]} == {"1169-qd-ubnd"}


def test_conditions_that_nothing_fits_can_be_taken_back(searching: httpx.Client) -> None:
    page = searching.get("/tra-cuu", params={"q": "tiêu chuẩn", "province": "unit/nowhere"})
    assert "Không có mục nào khớp với mọi điều kiện đã chọn" in words(page)
    assert 'href="/tra-cuu?q=ti%C3%AAu+chu%E1%BA%A9n"' in page.text


def test_pages_of_a_kind_hold_each_hit_once(searching: httpx.Client) -> None:
    found: list[str] = []
    first = searching.get("/api/search", params={"q": "tiêu chuẩn", "kind": "task"}).json()
    for number in range(1, first["pages"] + 1):
        answer = searching.get("/api/search", params={"q": "tiêu chuẩn", "kind": "task", "trang": number}).json()
        found += [hit["iri"] for hit in answer["hits"]]
    assert len(found) == len(set(found)) == first["total"] > 20


def test_csv_and_xlsx_hold_every_filtered_row(searching: httpx.Client) -> None:
    params = {"q": "tiêu chuẩn", "kind": "task", "province": "unit/binh-duong"}
    total = searching.get("/api/search", params=params).json()["total"]
    table = searching.get("/api/search", params={**params, "format": "csv"})
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(StringIO(table.text)))
    assert len(rows) == total
    assert {row["document"] for row in rows} == {"Quyết định 1169/QĐ-UBND"}
    book = load_workbook(BytesIO(searching.get("/api/search", params={**params, "format": "xlsx"}).content))
    sheet = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[-1] for row in sheet[1:]] == [row["iri"] for row in rows]


def test_suggestions_are_of_all_kinds(searching: httpx.Client) -> None:
    answer = searching.get("/api/search", params={"q": "so khoa hoc", "each": 2}).json()
    kinds = [hit["kind"] for hit in answer["hits"]]
    assert {"task", "body"} <= set(kinds)
    assert max(map(kinds.count, kinds)) == 2
    assert answer["total"] > len(kinds)


@pytest.mark.parametrize("params", [{"kind": "planet"}, {"trang": "0"}, {"ngay": "someday"}, {"format": "pdf"}])
def test_parameters_that_make_no_sense_are_refused(searching: httpx.Client, params: dict[str, str]) -> None:
    assert searching.get("/api/search", params=params, headers={"Accept": "application/json"}).status_code == 400


def test_deadlines_are_held_against_the_day_that_is_given(searching: httpx.Client) -> None:
    params = {"kind": "task", "deadline": "overdue"}
    assert searching.get("/api/search", params={**params, "ngay": "2024-01-01"}).json()["total"] == 0
    assert searching.get("/api/search", params={**params, "ngay": "2040-01-01"}).json()["total"] > 0


def test_the_page_is_in_english_on_request(searching: httpx.Client) -> None:
    page = searching.get("/tra-cuu", params={"q": "truy xuatt nguonn goc", "lang": "en"})
    searching.cookies.clear()
    assert "Searched for: truy xuất nguồn gốc" in words(page)
    assert "Filter the results" in words(page)


def test_an_empty_store_says_so(tmp_path: Path) -> None:
    with running(tmp_path / "none") as where:
        page = httpx.get(f"{where}/tra-cuu?q=x", headers=HTML, trust_env=False)
    assert page.status_code == 200
    assert "Kho chưa có văn bản nào" in words(page)


# --- what a browser makes of it ---


def test_hits_are_offered_while_one_types_and_chosen_by_keys(searching: httpx.Client, browser: Browser) -> None:
    with browser.new_context(base_url=str(searching.base_url)) as context:
        page = context.new_page()
        page.goto("/tra-cuu?q=x")
        field = page.get_by_role("combobox")
        field.fill("")
        field.press_sequentially("1703")
        expect(page.get_by_role("option").first).to_contain_text("Quyết định 1703/QĐ-TTg")
        field.press("ArrowDown")
        expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
        field.press("Enter")
        page.wait_for_url("**/doc/ttg/2024/1703-qd-ttg")


def test_a_ticked_value_counts_at_once(searching: httpx.Client, browser: Browser) -> None:
    with browser.new_context(base_url=str(searching.base_url)) as context:
        page = context.new_page()
        page.goto("/tra-cuu?q=tiêu chuẩn&kind=task")
        page.locator(BINH_DUONG).check()
        page.wait_for_url("**province=unit%2Fbinh-duong**")
        expect(page.locator(BINH_DUONG)).to_be_checked()


@pytest.mark.parametrize("width", [390, 1280])
def test_it_works_without_scripts_and_fits_a_phone(searching: httpx.Client, browser: Browser, width: int) -> None:
    with browser.new_context(
        base_url=str(searching.base_url), java_script_enabled=False, viewport={"width": width, "height": 900}
    ) as context:
        page = context.new_page()
        page.goto("/tra-cuu?q=tiêu chuẩn")
        page.locator(BINH_DUONG).check()
        page.get_by_role("button", name="Lọc", exact=True).click()
        page.wait_for_url("**province=unit%2Fbinh-duong**")
        widest = page.locator("main").bounding_box()
        assert widest is not None
        assert widest["width"] <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["q=tieu+chuan", "q=truy+xuatt+nguonn+goc&kind=task", "q=qqqqqqqq", "q=chi+thi+38"])
def test_the_page_breaks_no_rule_of_accessibility(
    searching: httpx.Client, browser: Browser, scheme: Literal["light", "dark"], query: str
) -> None:
    with browser.new_context(base_url=str(searching.base_url), color_scheme=scheme, bypass_csp=True) as context:
        page = context.new_page()
        page.goto(f"/tra-cuu?{query}")
        assert violations(page) == []
