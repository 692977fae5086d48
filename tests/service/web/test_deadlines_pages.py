"""The timeline: what falls due when, of all, of an act, of a body, of a province, as seen from a day."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

import httpx
import pytest
from playwright.sync_api import Browser, expect

from service.store import Store
from service.web.views.deadlines import BUCKETS, Pool, chosen, everything, span
from tests.service.gold_store import fill
from tests.service.web.axe import violations
from tests.service.web.browsing import words

TODAY: Final = date(2025, 9, 10)
HERE: Final = "/thoi-han?ngay=2025-09-10"


@pytest.fixture(scope="module")
def pools(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pool]:
    """All, and the same act by act."""
    folder = tmp_path_factory.mktemp("deadlines") / "store"
    fill(folder, "000", "002", "003")
    engine = Store.open(folder).reader().engine
    base = "https://w3id.org/cancu/id/"
    acts = ("doc/ttg/2024/1703-qd-ttg", "doc/bac-ninh/draft/ke-hoach-9834f009", "doc/binh-duong/2025/1169-qd-ubnd")
    parts = {path: chosen(engine, act=base + path) for path in acts}
    province = chosen(engine, province=f"{base}unit/binh-duong")
    both = chosen(engine, act=base + acts[0], province=f"{base}unit/binh-duong")
    return {"all": everything(engine), **parts, "province": province, "both": both}


def numbers(page: httpx.Response) -> dict[str, int]:
    """The sums at the top of the page."""
    found = re.findall(r"<dt>(?:<a [^>]*>)?([^<]+)(?:</a>)?</dt><dd>([\d.]+)</dd>", page.text)
    return {name: int(number.replace(".", "")) for name, number in found}


def test_the_acts_together_are_all(pools: dict[str, Pool]) -> None:
    """Counted by sums in the graph, and row by row: both must say the same."""
    sums = pools["all"].tally(TODAY)
    parts = [pools[name].tally(TODAY) for name in pools if name.startswith("doc/")]
    for bucket in BUCKETS:
        assert sums.by_standing[bucket] == sum(part.by_standing[bucket] for part in parts), bucket
    for month, number in sums.by_month.items():
        assert number == sum(part.by_month[month] for part in parts)


@pytest.mark.parametrize("bucket", [name for name in BUCKETS if name != "none"])
def test_a_list_holds_as_many_as_its_sum_says(pools: dict[str, Pool], bucket: str) -> None:
    for name in ("all", "province"):
        assert len(pools[name].listed(bucket, TODAY)) == pools[name].tally(TODAY).by_standing[bucket]


def test_a_month_and_a_quarter_hold_their_days_only(pools: dict[str, Pool]) -> None:
    tally = pools["all"].tally(TODAY)
    (year, number) = tally.quarters()[0]
    listed = pools["all"].listed(f"{year}-q{number}", TODAY)
    first, last = span(f"{year}-q{number}", TODAY) or (TODAY, TODAY)
    assert len(listed) == tally.of_quarter(year, number) > 0
    assert all(day is not None and first.isoformat() <= day <= last.isoformat() for _, day in listed)
    assert [day for _, day in listed] == sorted(day for _, day in listed if day)


def test_filters_narrow_each_other(pools: dict[str, Pool]) -> None:
    assert pools["both"].tally(TODAY).by_standing.total() == 0, "the Prime Minister's act is of no province"
    province, act = pools["province"].tally(TODAY), pools["doc/binh-duong/2025/1169-qd-ubnd"].tally(TODAY)
    assert province.by_standing == act.by_standing


@pytest.mark.parametrize("wrong", ["2026-13", "2026-q5", "yesterday", "26-01"])
def test_a_part_that_is_none_is_refused(wrong: str, client: httpx.Client) -> None:
    with pytest.raises(ValueError, match="no month"):
        span(wrong, TODAY)
    assert client.get(f"/thoi-han?muc={wrong}").status_code == 400


def test_the_page_counts_as_seen_from_the_day(client: httpx.Client) -> None:
    now, later = numbers(client.get(HERE)), numbers(client.get("/thoi-han?ngay=2031-01-01"))
    assert now["sau 30 ngày"] > 0 and later["sau 30 ngày"] == 0
    assert later["đã qua hạn"] >= now["đã qua hạn"] + now["sau 30 ngày"]
    assert "xem ngày 10/09/2025" in words(client.get(HERE))


def test_a_filter_takes_what_people_write(client: httpx.Client) -> None:
    page = client.get(HERE, params={"van-ban": "1169/QĐ-UBND", "muc": "later", "ngay": "2025-05-01"})
    assert page.status_code == 200
    assert 'href="/doc/binh-duong/2025/1169-qd-ubnd#task/' in page.text
    assert "#task/" in client.get("/thoi-han?tinh=binh-duong&muc=past&ngay=2031-01-01").text


def test_a_name_that_fits_several_is_answered_with_them(client: httpx.Client) -> None:
    page = client.get("/thoi-han", params={"co-quan": "Sở Khoa học và Công nghệ"})
    assert page.status_code == 409
    assert "/thoi-han?co-quan=agency/" in page.text
    assert client.get("/thoi-han", params={"co-quan": "Sở Không Có"}).status_code == 404
    assert client.get("/thoi-han", params={"tinh": "nowhere"}).status_code == 404


def test_what_is_written_into_a_filter_is_never_markup(client: httpx.Client) -> None:
    assert "<script>" not in client.get("/thoi-han", params={"van-ban": "<script>alert(1)</script>"}).text


def test_one_goes_from_a_quarter_to_a_task(address: str, browser: Browser) -> None:
    tab = browser.new_page()
    tab.goto(address + HERE)
    tab.locator("table.timeline tbody tr td a.strong").first.click()
    expect(tab.get_by_role("heading", name="Hạn cuối từ")).to_be_visible()
    tab.locator("table.duties tbody a[href*='#']").first.click()
    assert "/doc/" in tab.url and "#" in tab.url
    tab.close()


@pytest.mark.parametrize("path", [HERE, f"{HERE}&muc=later", "/thoi-han?co-quan=Sở Khoa học và Công nghệ"])
@pytest.mark.parametrize("width", [390, 1280])
def test_anyone_can_use_the_page(address: str, browser: Browser, path: str, width: int) -> None:
    tab = browser.new_page(viewport={"width": width, "height": 900})
    tab.goto(address + path)
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()
