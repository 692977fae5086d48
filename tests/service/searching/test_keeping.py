"""Where the index of a store stands, and that it is of the generation that is read."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from ontology.namespaces import data
from service.errors import StoreError
from service.searching.asking import Asked, search
from service.searching.keeping import Indexes, IndexNotReady, index_file, index_of, make_index
from service.store import Store
from tests.service.gold_store import fill, gold_reading


def found(store: Path, words: str) -> list[str]:
    index = index_of(Store.open(store).reader())
    return [entry.iri for entry in index.entries(search(index, Asked(words)).places)]


def test_an_index_stands_in_the_snapshot_that_it_is_made_from(tmp_path: Path) -> None:
    fill(tmp_path / "store", "000")
    reader = Store.open(tmp_path / "store").reader()
    assert make_index(reader) > 0
    assert index_file(reader).parent == tmp_path / "store" / "snapshots" / str(reader.generation)


def test_what_is_loaded_later_is_found(tmp_path: Path) -> None:
    fill(tmp_path / "store", "003")
    act = str(data("doc/binh-duong/2025/1169-qd-ubnd"))
    assert act not in found(tmp_path / "store", "1169/QĐ-UBND")
    with Store.open(tmp_path / "store", writable=True) as store:
        store.put(gold_reading("000"))
        store.publish()
    assert found(tmp_path / "store", "1169/QĐ-UBND")[0] == act


def test_an_index_can_stand_elsewhere_and_old_ones_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_SEARCH_INDEX", str(tmp_path / "elsewhere"))
    for name in ("003", "000", "002"):
        fill(tmp_path / "store", name)
        make_index(Store.open(tmp_path / "store").reader())
    assert len(list((tmp_path / "elsewhere").glob("*.sqlite"))) == 2
    assert not list((tmp_path / "store" / "snapshots").rglob("search.sqlite"))


def test_an_index_of_another_layout_is_made_anew(tmp_path: Path) -> None:
    fill(tmp_path / "store", "003")
    reader = Store.open(tmp_path / "store").reader()
    with sqlite3.connect(index_file(reader)) as old:
        old.execute("PRAGMA user_version = 99")
    assert search(index_of(reader), Asked("1703/QĐ-TTg")).places


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "store", "003")
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("CANCU_SEARCH_INDEX", str(tmp_path / "file" / "below"))
    with pytest.raises(StoreError, match="CANCU_SEARCH_INDEX"):
        make_index(Store.open(tmp_path / "store").reader())


def test_the_same_graph_gives_the_same_index(tmp_path: Path) -> None:
    fill(tmp_path / "store", "003", "000")
    reader = Store.open(tmp_path / "store").reader()
    make_index(reader)
    once = dump(index_file(reader))
    make_index(reader)
    assert dump(index_file(reader)) == once


def wait_for(file: Path) -> None:
    while not file.exists():
        time.sleep(0.05)


def dump(file: Path) -> list[tuple[object, ...]]:
    with sqlite3.connect(file) as index:
        return [
            row for table in ("item", "facet", "columns", "number") for row in index.execute(f"SELECT * FROM {table}")
        ]


def test_a_service_answers_from_the_last_index_while_a_newer_one_is_made(tmp_path: Path) -> None:
    fill(tmp_path / "store", "003")
    store = Store.open(tmp_path / "store")
    first, indexes = store.reader(), Indexes(tmp_path / "store")
    make_index(first)
    before = indexes.of(first)
    with Store.open(tmp_path / "store", writable=True) as writer:
        writer.put(gold_reading("000"))
        writer.publish()
    newer = store.reader()
    assert indexes.of(newer) is before
    wait_for(index_file(newer))
    assert indexes.of(newer) is not before
    assert indexes.of(newer).file == index_file(newer)


def test_an_index_begun_ahead_is_there_without_a_search(tmp_path: Path) -> None:
    fill(tmp_path / "store", "003")
    reader, indexes = Store.open(tmp_path / "store").reader(), Indexes(tmp_path / "store")
    indexes.begin(reader)
    wait_for(index_file(reader))
    assert search(indexes.of(reader, patience=0.0), Asked("1703/QĐ-TTg")).places


def test_a_service_makes_the_first_index_by_itself_or_says_that_it_will(tmp_path: Path) -> None:
    fill(tmp_path / "store", "003")
    reader, indexes = Store.open(tmp_path / "store").reader(), Indexes(tmp_path / "store")
    with pytest.raises(IndexNotReady):
        indexes.of(reader, patience=0.0)
    wait_for(index_file(reader))
    assert search(indexes.of(reader), Asked("1703/QĐ-TTg")).places
