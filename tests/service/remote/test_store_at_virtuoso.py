"""Loading into a real Virtuoso: what stands there is what stands in a folder, and only its own ledger writes to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import Triple

from ontology.namespaces import graph
from service.errors import NotAStore
from service.remote.addresses import FOLDER_VARIABLE, PASSWORD_VARIABLE, addresses
from service.remote.identity import GRAPH
from service.remote.server import RemoteError, Server
from service.store import Reader, Store
from tests.service.gold_store import gold_reading

ACT = "https://w3id.org/cancu/id/doc/binh-duong/2025/1169-qd-ubnd"
DECISION = str(graph("doc/binh-duong/2025/1169-qd-ubnd"))


def lines(triples: Iterable[Triple]) -> set[str]:
    return {str(triple) for triple in triples}


def test_each_graph_holds_what_it_holds_in_a_folder(remote: Reader, embedded: Reader) -> None:
    assert {*remote.graph_names()} - {GRAPH} == {*embedded.graph_names()}
    for name in embedded.graph_names():
        assert lines(remote.triples_in(name)) == lines(embedded.triples_in(name)), name


def test_readers_see_the_generation_and_the_texts(remote: Reader, embedded: Reader) -> None:
    assert remote.generation == embedded.generation
    digest = gold_reading("002").text_digest
    assert remote.text(digest) == embedded.text(digest)
    assert remote.text(digest)


def test_what_is_said_of_an_act_comes_from_all_graphs(remote: Reader, embedded: Reader) -> None:
    assert lines(remote.about(ACT)) == lines(embedded.about(ACT))


def test_the_same_reading_again_changes_nothing(loaded: str, remote: Reader) -> None:
    with Store.open(loaded, writable=True) as store:
        assert store.put(gold_reading("002"), now=datetime(2027, 1, 1, tzinfo=UTC)) == "unchanged"
        assert store.publish() == remote.generation


def test_an_act_is_removed_and_comes_back(loaded: str, remote: Reader) -> None:
    before = lines(remote.triples_in(DECISION))
    with Store.open(loaded, writable=True) as store:
        store.remove([ACT])
        store.publish()
        gone = store.reader()
        assert not lines(gone.triples_in(DECISION)), "no other act cites it"
        assert gone.generation > remote.generation
        store.put(gold_reading("000"), now=datetime(2026, 11, 20, 8, tzinfo=UTC))
        store.publish()
    assert lines(Store.open(loaded).reader().triples_in(DECISION)) == before


def test_what_a_writer_noted_before_it_died_is_made_up_for(loaded: str, remote: Reader) -> None:
    with Store.open(loaded, writable=True) as store:
        _, ledger, _ = store._writing()
        with ledger.writing():
            ledger.add_steps([("update", f"DROP SILENT GRAPH <{graph('doc/x')}>")])
    server = Server(addresses(loaded))
    server.add(str(graph("doc/x")), "<a:a> <a:b> <a:c> .")
    with Store.open(loaded, writable=True) as store:
        assert not lines(store.reader().triples_in(str(graph("doc/x"))))


def test_another_ledger_is_refused(loaded: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "other"))
    with pytest.raises(NotAStore, match="another ledger"):
        Store.open(loaded, writable=True)


def test_a_wrong_password_is_told_in_plain_words(
    virtuoso: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "mine"))
    monkeypatch.setenv(PASSWORD_VARIABLE, "wrong")
    server = Server(addresses(virtuoso))
    with pytest.raises(RemoteError, match=r"CANCU_STORE_USER.*CANCU_STORE_PASSWORD") as told:
        server.update("DROP SILENT GRAPH <a:none>")
    assert "wrong" not in str(told.value)


def test_a_server_that_is_not_there_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "none"))
    with pytest.raises(RemoteError, match="cannot be reached"):
        Store.open("http://127.0.0.1:9/sparql").reader()
