"""The graph behind a service's address: /api and /sparql over HTTP."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import quote

import httpx
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse
from pyoxigraph import Literal as Words

from ontology.namespaces import path_of
from queries.engine import Term
from service.client.errors import CutAnswer, NoAnswer, Refused
from service.client.tables import Table, graph_table, question_table, sparql_table
from service.web.views.act_page import ActPage

_SECONDS: Final = 120.0
"""How long an answer is waited for."""
_RESULTS: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples"
_CUT: Final = "# truncated: "
"""How an answer in N-Triples says at its end that it was cut (service/answering/cutting.py)."""


class ServiceDoor:
    """A service, as `cancu serve` runs it. See `service.client.doors.Door`."""

    def __init__(self, address: str) -> None:
        self._address: Final = address.rstrip("/")
        self._http: Final = httpx.Client(base_url=self._address, timeout=_SECONDS, follow_redirects=True)

    def questions(self) -> list[dict[str, Any]]:
        """See `Door.questions`."""
        found: list[dict[str, Any]] = self._sent("GET", "/api/questions").json()["questions"]
        return found

    def ask(self, name: str, parameters: Mapping[str, str]) -> Table:
        """See `Door.ask`."""
        answer = self._sent("GET", f"/api/questions/{quote(name, safe='')}", params=dict(parameters)).json()
        columns = [(column["name"], column["type"]) for column in answer["columns"]]
        return question_table(columns, [[row[name] for name, _ in columns] for row in answer["rows"]])

    def sparql(self, query: str) -> Table | bool:
        """See `Door.sparql`. Warns with CutAnswer where the service gave only a part."""
        headers = {"Content-Type": "application/sparql-query", "Accept": f"{_RESULTS}, {_TRIPLES}"}
        answer = self._sent("POST", "/sparql", content=query.encode(), headers=headers)
        if answer.headers["content-type"].startswith(_TRIPLES):
            return graph_table(_triples(answer.text))
        found = answer.json()
        if "boolean" in found:
            return bool(found["boolean"])
        if cut := found.get("truncated"):
            _warn(json.dumps(cut))
        names = found["head"]["vars"]
        rows = found["results"]["bindings"]
        return sparql_table(names, [[_term(row.get(name)) for name in names] for row in rows])

    def act(self, iri: str) -> ActPage | None:
        """See `Door.act`."""
        answer = self._sent("GET", f"/api/documents/{quote(path_of(iri).removeprefix('doc/'))}", missing=True)
        return None if answer.status_code == 404 else ActPage.model_validate(answer.json())

    def _sent(self, method: str, path: str, *, missing: bool = False, **more: Any) -> httpx.Response:
        """The answer. Raises Refused for what the service calls wrong (404 unless `missing`), NoAnswer for the rest."""
        headers = {"Accept": "application/json", **more.pop("headers", {})}
        try:
            answer = self._http.request(method, path, headers=headers, **more)
        except httpx.HTTPError as error:
            raise NoAnswer(f"{self._address} cannot be reached ({error}). Is `cancu serve` running there?") from error
        if answer.is_success or (missing and answer.status_code == 404):
            return answer
        told = _problem(answer)
        if answer.status_code in (400, 403, 404, 409, 413):
            candidates = tuple((one["label"], one["iri"]) for one in told.get("candidates", ()))
            raise Refused(told["detail"], candidates)
        raise NoAnswer(f"{self._address} answers {answer.status_code}: {told['detail']}")


def _problem(answer: httpx.Response) -> dict[str, Any]:
    try:
        told = answer.json()
        return {"detail": answer.reason_phrase, **told}
    except (ValueError, TypeError):  # no service of ours, or a proxy before it
        return {"detail": answer.reason_phrase}


def _triples(text: str) -> dict[Triple, None]:
    *_, last = text.rstrip("\n").rpartition("\n")
    if last.startswith(_CUT):
        _warn(last.removeprefix(_CUT))
    return dict.fromkeys(quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES))


def _warn(told: str) -> None:
    warnings.warn(f"The answer is not complete: {told}", CutAnswer, stacklevel=4)


def _term(found: Mapping[str, str] | None) -> Term | None:
    """A term of SPARQL 1.1 Query Results JSON, section 3.2.2."""
    if found is None:
        return None
    if found["type"] == "uri":
        return NamedNode(found["value"])
    if found["type"] == "bnode":
        return BlankNode(found["value"])
    datatype = found.get("datatype")
    return Words(found["value"], datatype=NamedNode(datatype) if datatype else None, language=found.get("xml:lang"))
