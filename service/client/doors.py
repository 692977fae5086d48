"""Two ways to the same graph: a store on this machine, read straight, and a service, over HTTP.

door = StoreDoor(".cancu/store")
door.ask("lineage-down", {"document": "38-CT/TW"})       Table(…)
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Protocol

from pyoxigraph import QueryBoolean, QuerySolutions
from pyoxigraph import Store as Graph

from ontology.namespaces import PREFIXES
from queries.binding import ask
from queries.catalogue import catalogue
from queries.engine import names_its_graphs, syntax_error
from queries.errors import AmbiguousParameter, BadQuery, QueryError, UnknownParameter
from service.client.errors import Refused
from service.client.tables import Table, graph_table, question_table, sparql_table
from service.store import Reader, Store
from service.web.views.act_page import ActPage, act_page


class Door(Protocol):
    """A way to the graph."""

    def questions(self) -> list[dict[str, Any]]:
        """The named questions, as /api/questions describes them."""
        ...

    def ask(self, name: str, parameters: Mapping[str, str]) -> Table:
        """The answer to a named question, complete. Raises Refused."""
        ...

    def sparql(self, query: str) -> Table | bool:
        """The answer to a query; True or False to an ASK. Raises Refused."""
        ...

    def act(self, iri: str) -> ActPage | None:
        """All that is known of an act; None where the graph has none of this IRI."""
        ...


class StoreDoor:
    """A store in a folder. What is loaded meanwhile is seen by the next question."""

    def __init__(self, folder: str | Path) -> None:
        self._store: Final = Store.open(folder)
        self._reader = self._store.reader()

    def questions(self) -> list[dict[str, Any]]:
        """See `Door.questions`."""
        return [question.model_dump(mode="json") for question in catalogue().values()]

    def ask(self, name: str, parameters: Mapping[str, str]) -> Table:
        """See `Door.ask`."""
        try:
            answer = ask(name, parameters, self._newest().engine)
        except QueryError as error:
            raise refused(error) from error
        columns = [(column.name, column.type) for column in answer.columns]
        return question_table(columns, [[_text(term) for term in row] for row in answer.rows])

    def sparql(self, query: str) -> Table | bool:
        """See `Door.sparql`."""
        return _answered(self._newest().graph, query)

    def act(self, iri: str) -> ActPage | None:
        """See `Door.act`."""
        return act_page(self._newest().engine, iri)

    def _newest(self) -> Reader:
        self._reader = self._store.refreshed(self._reader)
        return self._reader


def refused(error: QueryError) -> Refused:
    """The error of a question, with what else could be meant."""
    found = (
        error.candidates if isinstance(error, AmbiguousParameter)
        else error.near if isinstance(error, UnknownParameter) else ()
    )  # fmt: skip
    return Refused(str(error), tuple((one.label, one.iri) for one in found))


def _answered(graph: Graph, query: str) -> Table | bool:
    try:
        # The switch overrides FROM in Oxigraph, so a query that names its graphs goes without.
        answer = graph.query(query, prefixes=PREFIXES, use_default_graph_as_union=not names_its_graphs(query))
        if isinstance(answer, QueryBoolean):
            return bool(answer)
        if isinstance(answer, QuerySolutions):
            names = [variable.value for variable in answer.variables]
            return sparql_table(names, [tuple(solution) for solution in answer])
        return graph_table(dict.fromkeys(answer))
    except SyntaxError as error:
        raise refused(syntax_error(str(error))) from error
    except (ValueError, RuntimeError) as error:
        raise refused(BadQuery(f"The query cannot be answered: {error}.")) from error


def _text(term: Any) -> str | None:
    return None if term is None else str(getattr(term, "value", term))
