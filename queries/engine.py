"""What a question is put to: an engine that answers a SELECT, and the one for an embedded Oxigraph.

    engine = OxigraphEngine(store)
    table = engine.select(text, {"_document": NamedNode("https://w3id.org/cancu/id/doc/tw/2024/38-ct-tw")})
    table.columns, table.rows      # ("document", "number", …), [(<…/1703-qd-ttg>, "1703/QĐ-TTg", …), …]

Other engines (a SPARQL 1.1 server behind a URL) fulfil the same protocol.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store, Triple

from queries.errors import BadQuery
from queries.markers import Value, bind

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True)
class Table:
    """An answer: the columns in the order of the SELECT; in a row None stands where nothing is bound."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Term | None, ...]]


class Engine(Protocol):
    """Anything that answers a SELECT or a CONSTRUCT over all of its named graphs."""

    def select(self, query: str, bindings: Mapping[str, Value] = ...) -> Table:
        """The answer to a SELECT, complete. `bindings`: variable without "?" -> value, put in at the query's markers.

        Raises BadQuery where the query is no SELECT or is wrong.
        """
        ...

    def triples(self, query: str, bindings: Mapping[str, Value] = ...) -> list[Triple]:
        """The answer to a CONSTRUCT or DESCRIBE, complete, each triple once. `bindings` as for `select`.

        Raises BadQuery where the query is neither or is wrong.
        """
        ...

    def kept(self, question: str) -> Table | None:
        """The whole answer of a question of the catalogue, where it was kept when the data was loaded."""
        ...


class OxigraphEngine:
    """An embedded Oxigraph. The default graph is the union of all named graphs, unless the query has a FROM."""

    def __init__(self, store: Store, kept: Callable[[str], Table | None] = lambda question: None) -> None:
        self.store: Final = store
        self._kept: Final = kept

    def kept(self, question: str) -> Table | None:
        """See `Engine.kept`."""
        return self._kept(question)

    def select(self, query: str, bindings: Mapping[str, Value] | None = None) -> Table:
        """See `Engine.select`."""
        answer = self._answer(bind(query, bindings or {}))
        if not isinstance(answer, QuerySolutions):
            raise BadQuery("The query is no SELECT, so it gives no table.")
        columns = tuple(variable.value for variable in answer.variables)
        return Table(columns, [tuple(solution) for solution in answer])

    def triples(self, query: str, bindings: Mapping[str, Value] | None = None) -> list[Triple]:
        """See `Engine.triples`."""
        answer = self._answer(bind(query, bindings or {}))
        if not isinstance(answer, QueryTriples):
            raise BadQuery("The query is no CONSTRUCT or DESCRIBE, so it gives no graph.")
        return list(dict.fromkeys(answer))

    def _answer(self, text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        try:
            # The switch overrides FROM in Oxigraph, so a query that names its graphs goes without.
            return self.store.query(text, use_default_graph_as_union=not names_its_graphs(text))
        except SyntaxError as error:
            raise syntax_error(str(error)) from error
        except (ValueError, RuntimeError) as error:
            raise BadQuery(f"The query cannot be answered: {error}.") from error


_OPAQUE: Final = re.compile(
    r"""
      \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
    | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*'
    | <[^<>"{}|^`\\\s]*>
    | \#[^\r\n]*
    | [?$]\w+ | (?<![\w.-])[\w.-]*+:[\w.:%-]*
    """,
    re.VERBOSE | re.DOTALL,
)
"""Strings, IRIs, comments, variables, prefixed names: the word FROM in them is no clause."""


def names_its_graphs(query: str) -> bool:
    """True where the query has a FROM or FROM NAMED clause."""
    return re.search(r"\bfrom\b", _OPAQUE.sub(" : ", query), re.IGNORECASE) is not None


_PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def syntax_error(message: str) -> BadQuery:
    """The error for Oxigraph's message ("error at 2:15: expected one of …"), with its line and column."""
    found = _PLACE.match(message)
    if found is None:
        return BadQuery(f"The query has a syntax error: {message}.")
    line, column = int(found[1]), int(found[2])
    # Oxigraph lists every letter range that it would have taken; those help nobody.
    causes = [cause for cause in " ".join(found[3].split()).split(", ") if "[" not in cause]
    cause = ", ".join(causes).removeprefix("expected ").removeprefix("one of ") or "this cannot stand here"
    return BadQuery(f"The query has a syntax error at line {line}, column {column}: expected {cause}.", line, column)
