"""Answers that each load keeps, so that a question about the whole country need not read the whole graph.

    kept_of(quads)["incomplete-tasks"]      the rows that one act gives, as SPARQL results TSV, without the head

A question whose front matter says `kept: by-act` finds each of its rows inside one act's graph. It is put to that
graph alone when the act is loaded; the rows of all acts, in the order of their IRIs, are what it gives on the whole
graph. They lie in the snapshot that they belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from pyoxigraph import Quad, QueryResultsFormat, QuerySolutions, parse_query_results
from pyoxigraph import Store as Graph

from queries.catalogue import Question, catalogue
from queries.engine import Table
from service.storage.ledger import Ledger

FOLDER: Final = "answers"
"""In a snapshot: one file a question."""


@cache
def kept_questions() -> tuple[Question, ...]:
    """The questions whose answers are kept."""
    return tuple(question for question in catalogue().values() if question.kept)


def kept_of(quads: Iterable[Quad]) -> Mapping[str, str]:
    """What each kept question finds in the graph of one act: its rows, one a line; without those that find none."""
    graph = Graph()
    graph.extend(quads)
    rows = {question.name: _rows(question, graph) for question in kept_questions()}
    return {name: lines for name, lines in rows.items() if lines}


def write_kept(snapshot: Path, ledger: Ledger) -> None:
    """Write the kept answers of all acts into a snapshot."""
    (snapshot / FOLDER).mkdir()
    for question in kept_questions():
        with (snapshot / FOLDER / f"{question.name}.tsv").open("w", encoding="utf-8", newline="") as out:
            out.write("\t".join(f"?{column.name}" for column in question.columns) + "\n")
            out.writelines(ledger.kept(question.name))


def read_kept(snapshot: Path, question: str) -> Table | None:
    """The kept answer of a question; None where the snapshot has none."""
    try:
        data = (snapshot / FOLDER / f"{question}.tsv").read_bytes()
    except FileNotFoundError:
        return None
    answer = parse_query_results(BytesIO(data), format=QueryResultsFormat.TSV)
    if not isinstance(answer, QuerySolutions):
        raise ValueError(f"{question} is kept as something that is no table")
    return Table(tuple(variable.value for variable in answer.variables), [tuple(row) for row in answer])


def _rows(question: Question, graph: Graph) -> str:
    answer = graph.query(question.text, use_default_graph_as_union=True)
    if not isinstance(answer, QuerySolutions):
        raise ValueError(f"{question.name} gives no table")
    text = (answer.serialize(format=QueryResultsFormat.TSV) or b"").decode("utf-8")
    return text.partition("\n")[2]
