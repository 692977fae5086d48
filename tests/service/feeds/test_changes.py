"""The history of acts: one entry a change, at the time of the record; versions that can be compared."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from ontology.namespaces import DCTERMS, data
from queries.errors import UnknownParameter
from service.errors import WrongUse
from service.exporting.said import Names
from service.feeds.atom import ATOM, Feed, atom
from service.feeds.changes import act_of, changes_of, versions_of
from service.feeds.difference import difference
from service.storage import snapshots
from service.storage.history import FILE
from service.store import Reader, Store
from tests.service.elements import every
from tests.service.readings import DECISION_1169, DIRECTIVE_38, PLAN_239, reading, times

FIRST = datetime(2026, 11, 20, 8, tzinfo=UTC)
SECOND = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
THIRD = datetime(2026, 11, 22, 7, tzinfo=UTC)
PLAN = str(data(PLAN_239))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Plan 239 loaded, corrected, removed; decision 1169 loaded once, and the same again."""
    folder = tmp_path / "store"
    with Store.open(folder, writable=True) as opened:
        opened.put(reading(PLAN_239, (DIRECTIVE_38,)), now=FIRST)
        opened.put(reading(DECISION_1169), now=FIRST)
        opened.publish()
        opened.put(reading(PLAN_239, (DIRECTIVE_38,), words="Sửa"), now=SECOND)
        opened.put(reading(DECISION_1169), now=SECOND)
        opened.publish()
        opened.remove([PLAN], now=THIRD)
        opened.publish()
    return folder


def told(reader: Reader) -> list[tuple[str, str, str]]:
    return [(change.act, change.change, change.at) for change in changes_of(reader)]


def test_each_change_is_told_once_newest_first_at_its_time(store: Path) -> None:
    assert told(Store.open(store).reader()) == [
        (PLAN, "removed", "2026-11-22T07:00:00Z"),
        (PLAN, "replaced", "2026-11-21T09:30:00Z"),
        (str(data(DECISION_1169)), "added", "2026-11-20T08:00:00Z"),
        (PLAN, "added", "2026-11-20T08:00:00Z"),
    ]


def test_a_reader_sees_the_history_of_its_own_generation(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", writable=True) as opened:
        opened.put(reading(PLAN_239), now=FIRST)
        opened.publish()
        early = opened.reader()
        opened.put(reading(PLAN_239, words="Sửa"), now=SECOND)
        assert len(told(opened.reader())) == 1  # not published yet
        opened.publish()
        assert len(told(early)) == 1
        assert len(told(opened.reader())) == 2


def test_dates_agree_with_the_record(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", writable=True) as opened:
        opened.put(reading(PLAN_239), now=FIRST)
        opened.put(reading(PLAN_239, words="Sửa"), now=SECOND)
        opened.publish()
        reader = opened.reader()
    (stamp,) = times(reader.graph)
    assert changes_of(reader)[0].at in stamp


def test_a_store_of_before_tells_its_acts_as_added_when_they_were_read(store: Path) -> None:
    """As such a store was: no table, no file in the snapshot."""
    with sqlite3.connect(store / "ledger.sqlite") as db:
        db.execute("DROP TABLE history")
    reader = Store.open(store).reader()
    (snapshots.snapshot(store, reader.generation) / FILE).unlink()
    assert told(reader) == [(str(data(DECISION_1169)), "added", "2026-11-20T08:00:00Z")]
    with Store.open(store, writable=True) as opened:
        opened.put(reading(DECISION_1169, words="Sửa"), now=THIRD)
        opened.publish()
        assert [(kind, at) for _, kind, at in told(opened.reader())] == [
            ("replaced", "2026-11-22T07:00:00Z"),
            ("added", "2026-11-20T08:00:00Z"),
        ]
        assert len(versions_of(str(data(DECISION_1169)), opened.reader())[0].lines) > 0


def test_a_difference_is_what_went_and_what_came(store: Path) -> None:
    found = difference(PLAN, Store.open(store).reader(), "1", "2")
    assert len(found.gone) == len(found.come) == 2  # the title and the task
    assert all("Xây dựng" in line for line in found.gone)
    assert all("Sửa" in line for line in found.come)


def test_versions_are_named_by_number_by_day_and_by_digest(store: Path) -> None:
    reader = Store.open(store).reader()
    first, second, gone = versions_of(PLAN, reader)
    for name in ("2", "2026-11-21", second.change.version[:8]):
        assert difference(PLAN, reader, "1", name).after.number == 2
    assert difference(PLAN, reader).before.number == 2
    assert difference(PLAN, reader).come == ()
    assert not gone.lines
    assert first.change.version != second.change.version
    with pytest.raises(WrongUse, match="no version"):
        difference(PLAN, reader, "9")
    with pytest.raises(WrongUse, match="never loaded"):
        difference(str(data(DIRECTIVE_38)), reader)


def test_a_version_that_comes_back_is_kept_once(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", writable=True) as opened:
        for at, words in ((FIRST, "A"), (SECOND, "B"), (THIRD, "A")):
            opened.put(reading(PLAN_239, words=words), now=at)
        opened.publish()
        reader = opened.reader()
    first, _, third = versions_of(PLAN, reader)
    assert first.lines == third.lines
    assert len(list((tmp_path / "store" / "versions").iterdir())) == 2


def test_what_is_loaded_once_is_not_kept_a_second_time(tmp_path: Path) -> None:
    with Store.open(tmp_path / "store", writable=True) as opened:
        opened.put(reading(PLAN_239))
        opened.put(reading(PLAN_239))
        opened.publish()
    assert not (tmp_path / "store" / "versions").exists()


def test_people_read_a_difference_by_what_it_is_about(store: Path) -> None:
    reader = Store.open(store).reader()
    words = difference(PLAN, reader, "1", "2").as_text(Names(reader.engine))
    assert "bản 1 (2026-11-20T08:00:00Z) → bản 2 (2026-11-21T09:30:00Z)" in words
    assert "\ntask/0\n" in words
    assert "  − dcterms:title: Xây dựng\n  + dcterms:title: Sửa" in words
    assert str(DCTERMS.title) not in words


def test_a_removed_act_is_still_found_by_its_iri(store: Path) -> None:
    reader = Store.open(store).reader()
    assert act_of(PLAN, reader) == act_of(PLAN_239, reader) == PLAN
    assert [change.change for change in changes_of(reader, act=PLAN)] == ["removed", "replaced", "added"]
    with pytest.raises(UnknownParameter):
        act_of("doc/khong/co", reader)


def test_entries_have_ids_that_stay_and_the_times_of_the_changes(store: Path) -> None:
    changes = changes_of(Store.open(store).reader())
    feed = Feed("Thay đổi", "http://x.org/feed.atom", changes, {}, changes[0].at, "http://x.org/feed")
    root = etree.fromstring(atom(feed, lambda iri: iri))
    assert every(root, "a:updated/text()", a=ATOM) == [changes[0].at]
    ids = every(root, "a:entry/a:id/text()", a=ATOM)
    assert len(set(ids)) == len(changes)
    assert ids[0] == f"{PLAN}#removed-2026-11-22T07:00:00Z"
    assert every(root, "a:entry/a:updated/text()", a=ATOM) == [change.at for change in changes]
