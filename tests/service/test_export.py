"""Linked-data exports: complete, the same bytes each time, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from service.errors import UnknownFormat, UnwritableFile
from service.export import FORMATS, export
from service.store import Reader, Store
from tests.service.readings import DECISION_1169, DECISION_1703, DIRECTIVE_38, PLAN_239, content, reading

ACTS = (
    reading(PLAN_239, (DIRECTIVE_38, DECISION_1703), ("thanh-hoa/ubnd",)),
    reading(DECISION_1169, (DIRECTIVE_38,), tasks=5),
)


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    with Store.open(tmp_path / "store", writable=True) as store:
        for act in ACTS:
            store.put(act)
        store.publish()
        return store.reader()


def lines(quads: list[Quad], with_graphs: bool) -> list[str]:
    return sorted(str(quad if with_graphs else quad.triple) for quad in quads)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_holds_everything_in_the_store(reader: Reader, tmp_path: Path, name: str) -> None:
    file = tmp_path / f"graph.{name}"
    count = export(reader, name, file)
    read = list(parse(path=file, format=FORMATS[name]))
    with_graphs = FORMATS[name].supports_datasets
    assert count == len(read)
    assert lines(read, with_graphs) == lines(list(reader.graph), with_graphs)


def test_nquads_come_graph_by_graph_and_sorted(reader: Reader, tmp_path: Path) -> None:
    export(reader, "nq", tmp_path / "graph.nq")
    quads = list(parse(path=tmp_path / "graph.nq", format=RdfFormat.N_QUADS))
    keys = [(str(quad.graph_name), str(quad)) for quad in quads]
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", FORMATS)
def test_two_exports_are_the_same_bytes(reader: Reader, tmp_path: Path, name: str) -> None:
    for copy in ("a", "b"):
        export(reader, name, tmp_path / copy)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_stores_loaded_in_another_order_export_the_same_but_for_times(reader: Reader, tmp_path: Path) -> None:
    with Store.open(tmp_path / "other", writable=True) as store:
        for act in reversed(ACTS):
            store.put(act)
        store.publish()
        assert content(store.reader().graph) == content(reader.graph)


def test_an_unknown_format_is_refused_with_those_there_are(reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match=r'"xlsx".*nq, trig, ttl'):
        export(reader, "xlsx", tmp_path / "graph.xlsx")
    assert not (tmp_path / "graph.xlsx").exists()


def test_a_file_that_cannot_be_written_leaves_nothing_behind(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UnwritableFile, match="folder"):
        export(reader, "nq", tmp_path / "folder")
    with pytest.raises(UnwritableFile, match="No such file"):
        export(reader, "nq", tmp_path / "missing" / "graph.nq")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["folder", "store"]


def test_an_earlier_export_stands_until_the_new_one_is_whole(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "graph.nq"
    file.write_text("old")
    with pytest.raises(UnknownFormat):
        export(reader, "nope", file)
    assert file.read_text() == "old"
    export(reader, "nq", file)
    assert file.read_text().count("\n") == len(reader.graph)
