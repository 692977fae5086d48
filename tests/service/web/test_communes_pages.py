"""What falls on a commune or a body, from where and by when; and from one duty up to the directive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from service.web.views.act_page import Due
from service.web.views.duties import next_time, standing
from service.web.views.paging import Paging
from tests.service.conftest import running
from tests.service.web.axe import violations
from tests.service.web.browsing import words
from tests.service.web.communal_store import fill_with_communes

TODAY: Final = date(2026, 11, 21)
COMMUNE: Final = "/unit/07210?ngay=2025-09-10"
PROVINCE: Final = "/unit/bac-ninh"
AGENCY: Final = "/agency/binh-duong/so-khoa-hoc-va-cong-nghe"
DUTY: Final = "/nguon-goc/doc/binh-duong/2025/1169-qd-ubnd/task/II.3"


@pytest.fixture(scope="module")
def communal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("communal") / "store"
    fill_with_communes(store)
    with running(store) as where:
        yield where


@pytest.fixture
def client(communal: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=communal, trust_env=False, timeout=60) as one:
        yield one


# --- where a deadline lies


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (Due(end="2026-11-20"), "past"),
        (Due(end="2026-11-21"), "soon"),
        (Due(end="2026-12-21"), "soon"),
        (Due(end="2026-12-22"), "later"),
        (Due(month_day="--12-15"), "soon"),
        (Due(month_day="--11-15"), "recurring"),
        (Due(text="Thường xuyên"), "undated"),
        (None, "undated"),
    ],
)
def test_today_and_the_thirty_days_after_it_are_soon(due: Due | None, said: str) -> None:
    assert standing(due, TODAY) == said


def test_what_comes_every_year_without_a_day_recurs() -> None:
    assert standing(Due(text="Hằng năm"), TODAY, recurs=True) == "recurring"


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_the_next_time_of_a_day_of_every_year_is_within_a_year(today: date, day: date) -> None:
    following = next_time(f"--{day:%m-%d}", today)
    assert 0 <= (following - today).days <= 366


@given(st.integers(0, 200), st.integers(1, 30), st.integers(1, 50))
def test_the_pages_of_a_list_hold_each_item_once(length: int, number: int, size: int) -> None:
    pages = [Paging.of(range(length), n, size) for n in range(1, Paging.of(range(length), 1, size).last + 1)]
    assert [item for one in pages for item in one.items] == list(range(length))
    assert Paging.of(range(length), number, size).number <= pages[-1].number


# --- a commune


def test_a_commune_is_told_its_work_through_which_group_and_from_where(client: httpx.Client) -> None:
    page = client.get(COMMUNE)
    text = words(page)
    asked = client.get("/api/questions/commune-duties", params={"commune": "07210"}).json()["rows"]
    assert f"{len({row['task'] for row in asked})} việc mà các văn bản" in text
    assert "Ủy ban nhân dân các xã, phường tỉnh Bắc Ninh" in text
    assert 'href="/group/bac-ninh/ubnd-cap-xa"' in page.text
    assert "Quyết định 1703/QĐ-TTg" in text and "Chỉ thị 38-CT/TW" in text
    assert 'href="/lich/unit/07210.ics"' in page.text
    assert 'href="/doc/bac-ninh/draft/ke-hoach-9834f009#task/II.6"' in page.text


def test_the_sheet_is_ordered_by_deadline_or_by_role(client: httpx.Client) -> None:
    assert 'id="past"' in client.get("/unit/07210?ngay=2030-01-01").text
    by_role = client.get(f"{COMMUNE}&nhom=vai-tro").text
    assert 'id="coordinating"' in by_role and 'id="past"' not in by_role


@pytest.mark.parametrize("path", ["/unit/99999", "/unit/a b", "/unit/07210?trang=0", "/unit/07210?ngay=hom-nay"])
def test_what_is_wrong_is_said(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code in (400, 404)


def test_a_province_shows_its_acts_its_communes_and_what_to_follow(client: httpx.Client) -> None:
    page = client.get(PROVINCE)
    assert "Phường Đa Mai" in page.text
    assert 'href="/thoi-han?tinh=bac-ninh"' in page.text
    assert 'href="/bao-phu/doc/ttg/2024/1703-qd-ttg?tinh=bac-ninh"' in page.text
    assert "Tỉnh Bắc Giang" in page.text or "Tỉnh Bắc Ninh" in page.text


def test_a_former_province_names_its_successor(client: httpx.Client) -> None:
    page = client.get("/unit/binh-duong")
    assert 'href="/unit/ho-chi-minh"' in page.text
    assert "30/06/2025" in page.text


# --- a body


def test_a_body_is_told_its_load_by_quarter(client: httpx.Client) -> None:
    page = client.get(f"{AGENCY}?ngay=2025-09-10")
    assert "Số việc đến hạn theo quý" in words(page)
    assert "<meter" in page.text
    assert 'href="/lich/agency/binh-duong/so-khoa-hoc-va-cong-nghe.ics"' in page.text


def test_a_body_of_a_former_province_names_who_follows_it(client: httpx.Client) -> None:
    page = client.get(AGENCY)
    assert 'href="/agency/ho-chi-minh/so-khoa-hoc-va-cong-nghe"' in page.text


def test_a_body_is_told_what_it_took_over(client: httpx.Client) -> None:
    page = client.get("/agency/ho-chi-minh/so-khoa-hoc-va-cong-nghe")
    assert "Nhận từ cơ quan cũ" in words(page)
    assert "thay Sở Khoa học và Công nghệ tỉnh Bình Dương" in words(page)


# --- up to the roots


def test_a_duty_leads_up_to_the_directive(client: httpx.Client) -> None:
    page = client.get(DUTY)
    assert 'href="/doc/ttg/2024/1703-qd-ttg#task/II.2"' in page.text
    assert 'href="/doc/tw/2024/38-ct-tw"' in page.text
    assert client.get("/nguon-goc/doc/nothing").status_code == 404


def test_one_goes_from_a_commune_by_a_duty_up_to_the_directive(communal: str, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto(f"{communal}{COMMUNE}")
    tab.get_by_role("link", name="Lên đến gốc").first.click()
    expect(tab.get_by_role("heading", name="Văn bản mà việc này dựa vào")).to_be_visible()
    tab.get_by_role("link", name="Chỉ thị 38-CT/TW").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("38-CT/TW")
    tab.close()


def test_the_sheet_prints_its_head_on_each_page_and_the_addresses_of_the_acts(communal: str, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto(f"{communal}{COMMUNE}")
    tab.emulate_media(media="print")
    tab.set_viewport_size({"width": 794, "height": 1123})  # A4
    head = tab.locator("table.duties thead").first
    assert head.evaluate("one => getComputedStyle(one).display") == "table-header-group"
    expect(tab.locator(".address").first).to_be_visible()
    expect(tab.get_by_role("navigation", name="Cách xếp")).to_be_hidden()
    tab.close()


@pytest.mark.parametrize("path", [COMMUNE, PROVINCE, AGENCY, DUTY, "/group/bac-ninh/ubnd-cap-xa"])
@pytest.mark.parametrize("width", [390, 1280])
def test_anyone_can_use_the_pages(communal: str, browser: Browser, path: str, width: int) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.goto(communal + path)
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()
