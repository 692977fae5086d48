"""The feed of changes and the difference of versions over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from lxml import etree

from service.feeds.atom import ATOM
from service.store import Store
from tests.service.conftest import running
from tests.service.elements import every
from tests.service.readings import DECISION_1169, PLAN_239, reading


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service over a decision that was loaded and corrected, and 150 plans."""
    folder: Path = tmp_path_factory.mktemp("feeds") / "store"
    with Store.open(folder, writable=True) as store:
        for number in range(150):
            store.put(reading(f"{PLAN_239}-{number}"), now=datetime(2026, 11, 1, 8, number % 60, tzinfo=UTC))
        for day, words in ((20, "Cũ"), (21, "Mới")):
            store.put(reading(DECISION_1169, words=words), now=datetime(2026, 11, day, 8, tzinfo=UTC))
        store.publish()
    with running(folder) as where:
        yield where


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as one:
        yield one


def test_the_feed_comes_in_pages_that_hold_every_change_once(client: httpx.Client) -> None:
    where: str | None = "/feed.atom"
    ids: list[str] = []
    while where:
        answer = client.get(where)
        assert answer.headers["content-type"] == "application/atom+xml"
        root = etree.fromstring(answer.content)
        ids += [str(one) for one in every(root, "a:entry/a:id/text()", a=ATOM)]
        where = next((str(one) for one in every(root, "a:link[@rel='next']/@href", a=ATOM)), None)
    assert len(ids) == len(set(ids)) == 152


def test_the_feed_of_one_act_has_its_changes_alone(client: httpx.Client) -> None:
    root = etree.fromstring(client.get("/feed.atom", params={"act": DECISION_1169}).content)
    updated = every(root, "a:entry/a:updated/text()", a=ATOM)
    assert updated == ["2026-11-21T08:00:00Z", "2026-11-20T08:00:00Z"]
    assert every(root, "a:updated/text()", a=ATOM) == updated[:1]


def test_changes_since_a_day_as_json(client: httpx.Client) -> None:
    found = client.get("/api/changes", params={"since": "2026-11-20"}).json()["changes"]
    assert [(one["change"], one["at"][:10]) for one in found] == [("replaced", "2026-11-21"), ("added", "2026-11-20")]


def test_the_difference_of_two_versions_as_triples_and_as_words(client: httpx.Client) -> None:
    found = client.get(f"/api/documents/{DECISION_1169.removeprefix('doc/')}/difference").json()
    assert (found["before"]["number"], found["after"]["number"]) == (1, 2)
    assert len(found["gone"]) == len(found["come"]) == 2
    assert "+ dcterms:title: Mới" in found["text"]
    assert [one["number"] for one in found["versions"]] == [1, 2]


@pytest.mark.parametrize(
    ("path", "status"), [("khong/co/difference", 404), (f"{DECISION_1169[4:]}/difference?from=7", 400)]
)
def test_what_has_no_such_version_is_refused(client: httpx.Client, path: str, status: int) -> None:
    assert client.get(f"/api/documents/{path}").status_code == status


def test_an_unknown_province_is_told(client: httpx.Client) -> None:
    assert client.get("/feed.atom", params={"province": "Atlantis"}).status_code == 404
