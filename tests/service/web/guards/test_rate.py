"""So many requests a minute and client: never more, never less, and who must wait is told how long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.web.guards import rate
from service.web.guards.clients import client
from service.web.guards.rate import Buckets
from tests.service.conftest import running


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@given(
    per_minute=st.integers(1, 100),
    pauses=st.lists(st.floats(0, 30, allow_nan=False), min_size=1, max_size=200),
)
def test_in_no_stretch_of_time_are_there_more_than_a_minutes_worth_and_what_flowed_in(
    per_minute: int, pauses: list[float]
) -> None:
    clock = Clock()
    buckets = Buckets(per_minute, clock)
    granted: list[float] = []
    for pause in pauses:
        clock.now += pause
        if not buckets.take("a"):
            granted.append(clock.now)
    for first, start in enumerate(granted):
        for last in range(first, len(granted)):
            most = per_minute + (granted[last] - start) * per_minute / 60
            assert last - first + 1 <= most + 1e-6


@given(per_minute=st.integers(1, 100), others=st.integers(0, 5))
def test_who_waits_as_long_as_it_is_told_is_let_in_whatever_others_do(per_minute: int, others: int) -> None:
    clock = Clock()
    buckets = Buckets(per_minute, clock)
    assert [buckets.take("a") for _ in range(per_minute)] == [0.0] * per_minute
    wait = buckets.take("a")
    assert 0 < wait <= 60 / per_minute + 1e-6
    for number in range(others):
        assert buckets.take(f"other {number}") == 0.0
    clock.now += wait / 2
    assert buckets.take("a") > 0
    clock.now += wait / 2 + 1e-6
    assert buckets.take("a") == 0.0


def test_clients_are_forgotten_so_that_many_addresses_fill_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate, "MOST_CLIENTS", 50)
    clock = Clock()
    buckets = Buckets(10, clock)
    for number in range(200):
        buckets.take(f"203.0.113.{number}")
    assert len(buckets) == 50
    clock.now += 61
    buckets.take("198.51.100.1")
    assert len(buckets) == 1


def test_one_client_is_an_address_or_a_customers_whole_network() -> None:
    assert client("203.0.113.5") == client("::ffff:203.0.113.5") == "203.0.113.5"
    assert client("2001:db8:1:2:3::4") == client("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert client("2001:db8:1:3::4") != client("2001:db8:1:2::4")


@pytest.fixture
def limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    """A service behind a proxy on this machine, five requests a minute."""
    monkeypatch.setenv("CANCU_REQUESTS_PER_MINUTE", "5")
    monkeypatch.setenv("CANCU_TRUSTED_PROXIES", "127.0.0.1")
    with running(tmp_path / "none") as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as one:
        yield one


def test_the_sixth_request_of_a_client_is_told_to_wait(limited: httpx.Client) -> None:
    def status(path: str, whose: str) -> int:
        return limited.get(path, headers={"X-Forwarded-For": whose}).status_code

    assert [status("/api/questions", "203.0.113.5") for _ in range(5)] == [200] * 5
    refused = limited.get("/api/questions", headers={"X-Forwarded-For": "203.0.113.5"})
    assert refused.status_code == 429
    assert refused.headers["content-type"] == "application/problem+json"
    assert 1 <= int(refused.headers["retry-after"]) <= 12
    assert "CANCU_REQUESTS_PER_MINUTE" in refused.json()["detail"]
    assert refused.headers["x-frame-options"] == "DENY"
    assert status("/api/questions", "203.0.113.6") == 200
    assert status("/static/mark.svg", "203.0.113.5") == 200
    assert status("/healthz", "203.0.113.5") == 200
    page = limited.get("/", headers={"X-Forwarded-For": "203.0.113.5", "Accept": "text/html"})
    assert page.status_code == 429
    assert "Quá nhiều yêu cầu" in page.text


def test_what_a_client_says_of_itself_before_the_proxy_counts_for_nothing(limited: httpx.Client) -> None:
    invented = [f"192.0.2.{number}, 203.0.113.7" for number in range(6)]
    answers = [limited.get("/api/questions", headers={"X-Forwarded-For": whose}) for whose in invented]
    assert [one.status_code for one in answers] == [200] * 5 + [429]


def test_this_machine_itself_is_not_limited_but_what_is_passed_on_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANCU_REQUESTS_PER_MINUTE", "5")
    with running(tmp_path / "none") as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as one:
        assert {one.get("/api/questions").status_code for _ in range(20)} == {200}
        passed_on = [one.get("/api/questions", headers={"X-Forwarded-For": "203.0.113.5"}) for _ in range(6)]
        assert [answer.status_code for answer in passed_on] == [200] * 5 + [429]
