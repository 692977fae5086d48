"""Where answers are cut: whole rows, no more than may be, and a document that can still be read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.answering.cutting import Cutter, closing, says_so

FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
WORDS = st.one_of(
    st.none(),
    st.text(st.sampled_from('aế"\\{}[]<>,;.\n\r\t/ '), max_size=12),
    st.sampled_from(
        ['}},{"n":{', '"},{', "</result><result>", "]},{", " .\n<a:b> ", 'a""b', '\\"', "</rdf:Description>"]
    ),
)
ROWS = st.lists(st.tuples(WORDS, WORDS), max_size=8)
SIZES = st.lists(st.integers(1, 40), min_size=1, max_size=20)


def table(rows: Sequence[tuple[str | None, str | None]], extension: str) -> bytes:
    lines = " ".join(
        f"({' '.join('UNDEF' if word is None else str(ox.Literal(word)) for word in row)})" for row in rows
    )
    answer = ox.Store().query(f"SELECT ?task ?text {{ VALUES (?task ?text) {{ {lines} }} }}")
    assert isinstance(answer, ox.QuerySolutions)
    return answer.serialize(format=FORMATS[extension]) or b""


def graph(texts: Sequence[str | None]) -> list[ox.Triple]:
    text = ox.NamedNode("http://purl.org/dc/terms/description")
    return [ox.Triple(ox.NamedNode(f"a:task/{n}"), text, ox.Literal(words or "")) for n, words in enumerate(texts)]


def pieces(data: bytes, sizes: Sequence[int]) -> list[bytes]:
    cut, start, turn = [], 0, 0
    while start < len(data):
        cut.append(data[start : start + sizes[turn % len(sizes)]])
        start += len(cut[-1])
        turn += 1
    return cut


def read(data: bytes, extension: str) -> list[tuple[str | None, ...]]:
    """The rows of a document, None for what is not bound (CSV: an empty text)."""
    if extension == "csv":
        return [tuple(row) for row in list(csv.reader(io.StringIO(data.decode(), newline="")))[1:]]
    if extension == "json":
        bindings = json.loads(data)["results"]["bindings"]
        return [tuple(row.get(name, {}).get("value") for name in ("task", "text")) for row in bindings]
    answer = ox.parse_query_results(data, format=FORMATS[extension])
    assert isinstance(answer, ox.QuerySolutions)
    return [tuple(getattr(term, "value", None) for term in row) for row in answer]


@pytest.mark.parametrize("extension", FORMATS)
@given(rows=ROWS, sizes=SIZES, most=st.integers(1, 9))
def test_an_answer_is_cut_behind_as_many_whole_rows_as_may_be(
    extension: str, rows: list[tuple[str | None, str | None]], sizes: list[int], most: int
) -> None:
    data = table(rows, extension)
    cutter = Cutter(extension, most)
    out = b"".join(cutter.whole(piece) for piece in pieces(data, sizes))
    assert cutter.full == (len(rows) > most)
    if cutter.full:
        closed = out + closing(extension, "rows", most, "CANCU_QUERY_ROWS")
        assert read(closed, extension) == read(data, extension)[:most]
        assert (b"truncated" in closed) == says_so(extension)
    else:
        assert out + cutter.rest() == data


@pytest.mark.parametrize("extension", FORMATS)
@given(rows=ROWS, sizes=SIZES, seen=st.floats(0, 1))
def test_an_answer_whose_process_was_ended_is_closed_behind_a_whole_row(
    extension: str, rows: list[tuple[str | None, str | None]], sizes: list[int], seen: float
) -> None:
    data = table(rows, extension)
    cutter = Cutter(extension)
    out = b"".join(cutter.whole(piece) for piece in pieces(data[: int(len(data) * seen)], sizes))
    if out:
        closed = read(out + closing(extension, "seconds", 1.5, "CANCU_QUERY_SECONDS"), extension)
        assert closed == read(data, extension)[: len(closed)]


@pytest.mark.parametrize("extension", GRAPHS)
@given(texts=st.lists(WORDS, max_size=8), sizes=SIZES, seen=st.floats(0, 1))
def test_a_graph_whose_process_was_ended_holds_whole_statements(
    extension: str, texts: list[str | None], sizes: list[int], seen: float
) -> None:
    triples = [triple for triple in graph(texts) if extension != "rdf" or _is_xml(triple)]
    data = ox.serialize(triples, format=GRAPHS[extension]) or b""
    cutter = Cutter(extension)
    out = b"".join(cutter.whole(piece) for piece in pieces(data[: int(len(data) * seen)], sizes))
    if out:
        closed = out + closing(extension, "seconds", 1, "CANCU_QUERY_SECONDS")
        found = [quad.triple for quad in ox.parse(closed, format=GRAPHS[extension])]
        assert found == triples[: len(found)]
        assert b"truncated" in closed


@pytest.mark.parametrize("extension", GRAPHS)
def test_a_graph_that_was_ended_early_by_its_writer_keeps_all_that_it_had(extension: str) -> None:
    triples = graph(["Lập kế hoạch", "Báo cáo"])
    cutter = Cutter(extension)
    out = cutter.whole(ox.serialize(triples, format=GRAPHS[extension]) or b"") + cutter.last()
    closed = out + closing(extension, "rows", 2, "CANCU_QUERY_ROWS")
    assert [quad.triple for quad in ox.parse(closed, format=GRAPHS[extension])] == triples
    assert b"truncated" in closed


def test_a_cut_answer_in_json_says_so_beside_its_results() -> None:
    cutter = Cutter("json", 1)
    out = cutter.whole(table([("II.1", None), ("II.2", None)], "json"))
    told = json.loads(out + closing("json", "rows", 1, "CANCU_QUERY_ROWS"))
    assert told["truncated"] == {"limit": "rows", "most": 1, "setting": "CANCU_QUERY_ROWS"}


def _is_xml(triple: ox.Triple) -> bool:
    """XML has no way to write some characters, and none of these is in our words but a carriage return."""
    return isinstance(triple.object, ox.Literal) and "\r" not in triple.object.value
