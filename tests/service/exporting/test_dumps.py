"""Linked-data exports: complete, isomorphic to the store, the same bytes each time, whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse

from ontology.namespaces import data, graph
from service.errors import UnknownFormat, UnwritableFile
from service.exporting.exports import Export, write_file
from service.exporting.formats import FORMS, form_named
from service.exporting.scope import Scope, graphs_of, one_act, one_province, whole
from service.store import Reader, Store
from tests.service.exporting.conftest import ACTS
from tests.service.readings import DECISION_1169, PLAN_239, content

GRAPHS = [name for name, form in FORMS.items() if form.kind == "graph"]


def written(reader: Reader, name: str, scope: Scope, file: Path) -> bytes:
    write_file(Export(reader, form_named(name), scope), file)
    return file.read_bytes()


def canonical(quads: list[Quad], with_graphs: bool) -> list[str]:
    """The quads with blank nodes named by RDFC 1.0, so that equal lists are isomorphic datasets."""
    dataset = Dataset(quads if with_graphs else [Quad(*quad.triple) for quad in quads])
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(str(quad) for quad in dataset)


def in_scope(reader: Reader, scope: Scope) -> list[Quad]:
    names = graphs_of(scope, reader)
    return [quad for name in names for quad in reader.graph.quads_for_pattern(None, None, None, NamedNode(name))]


@pytest.mark.parametrize("name", GRAPHS)
def test_every_format_holds_everything_in_the_store(small: Reader, tmp_path: Path, name: str) -> None:
    written(small, name, whole(), tmp_path / "out")
    read = list(parse(path=tmp_path / "out", format=form_named(name).rdf))
    with_graphs = name in ("nq", "trig", "jsonld")
    assert canonical(read, with_graphs) == canonical(list(small.graph), with_graphs)


@pytest.mark.parametrize("name", GRAPHS)
def test_an_act_of_the_corpus_comes_back_isomorphic(corpus: Reader, tmp_path: Path, name: str) -> None:
    scope = one_act("1703/QĐ-TTg", corpus)
    assert written(corpus, name, scope, tmp_path / "a") == written(corpus, name, scope, tmp_path / "b")
    read = list(parse(path=tmp_path / "a", format=form_named(name).rdf))
    with_graphs = name in ("nq", "trig", "jsonld")
    assert len(read) > 2000
    assert canonical(read, with_graphs) == canonical(in_scope(corpus, scope), with_graphs)


@pytest.mark.parametrize("name", ["nq", "ttl"])
def test_the_whole_corpus_comes_back_isomorphic(corpus: Reader, tmp_path: Path, name: str) -> None:
    written(corpus, name, whole(), tmp_path / "out")
    read = list(parse(path=tmp_path / "out", format=form_named(name).rdf))
    assert canonical(read, name == "nq") == canonical(list(corpus.graph), name == "nq")


def test_an_act_is_its_graph_its_lineage_and_its_report_alone(corpus: Reader) -> None:
    scope = one_act("1169/QĐ-UBND@Bình Dương", corpus)
    path = "doc/binh-duong/2025/1169-qd-ubnd"
    names = {quad.graph_name.value for quad in in_scope(corpus, scope) if isinstance(quad.graph_name, NamedNode)}
    assert names == {str(graph(kind + path)) for kind in ("", "lineage/", "report/")}


def test_a_province_is_its_acts_and_no_others(corpus: Reader) -> None:
    scope = one_province("Bình Dương", corpus)
    assert str(data(DECISION_1169)) in scope.acts
    assert all("/binh-duong" in act for act in scope.acts)


def test_nquads_come_graph_by_graph_and_sorted(small: Reader, tmp_path: Path) -> None:
    written(small, "nq", whole(), tmp_path / "graph.nq")
    quads = list(parse(path=tmp_path / "graph.nq", format=RdfFormat.N_QUADS))
    keys = [(str(quad.graph_name), str(quad)) for quad in quads]
    assert keys == sorted(keys)


def test_stores_loaded_in_another_order_export_the_same_but_for_times(small: Reader, tmp_path: Path) -> None:
    with Store.open(tmp_path / "other", writable=True) as store:
        for act in reversed(ACTS):
            store.put(act)
        store.publish()
        assert content(store.reader().graph) == content(small.graph)


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownFormat, match=r'"docx".*nq, trig, ttl'):
        form_named("docx")


def test_a_format_that_does_not_fit_is_refused_with_those_that_do(small: Reader) -> None:
    with pytest.raises(UnknownFormat, match=r'"akn".*nq.*xlsx'):
        Export(small, form_named("akn"), whole())


def test_a_file_that_cannot_be_written_leaves_nothing_behind(small: Reader, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    export = Export(small, form_named("nq"), whole())
    with pytest.raises(UnwritableFile, match="folder"):
        write_file(export, tmp_path / "folder")
    with pytest.raises(UnwritableFile, match="No such file"):
        write_file(export, tmp_path / "missing" / "graph.nq")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["folder", "store"]


def test_small_acts_are_told_apart_by_their_graphs(small: Reader) -> None:
    scope = Scope("act", "plan", str(data(PLAN_239)), (str(data(PLAN_239)),))
    assert {quad.graph_name.value for quad in in_scope(small, scope) if isinstance(quad.graph_name, NamedNode)} == {
        str(graph(PLAN_239)),
        str(graph("report/" + PLAN_239)),
    }
