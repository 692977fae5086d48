"""A graph as an HTTP answer: in one of the forms of data, with a tag by which a client asks whether it changed.

    graph_answer(request, "12-0.1.0", triples, FORMS["ttl"], links={…})     200, or 304 where the client has it

The tag changes with the generation of the store and the version of the program: the same two give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import Final

from fastapi import Response
from pyoxigraph import Triple, serialize

from service.store import Reader
from service.web.linked.context import prefixes
from service.web.linked.jsonld import as_json_ld
from service.web.negotiation import GRAPHS, Form
from service.web.problems import Problem

FORMS: Final[dict[str, Form]] = {form.extension: form for form in GRAPHS}
"""The forms of data by the end of their address: ttl, nt, jsonld, rdf."""

VERSION: Final = version("cancu")
_KEPT: Final = "public, max-age=60"
"""For how long a client need not ask again; what `cancu load` publishes is seen a minute later at most."""


def file_form(extension: str, what: str = "Data comes") -> Form:
    """The form of data whose addresses end so. Problem 404 for another: "`what` as ttl, …"."""
    form = FORMS.get(extension)
    if form is None:
        raise Problem(404, "No such form", f"{what} as {', '.join(FORMS)}, not as {extension}.")
    return form


def tag(reader: Reader) -> str:
    """The entity tag of whatever is made of this generation alone (RFC 9110, section 8.8.3)."""
    return f'"{reader.generation}-{VERSION}"'


def fresh_headers(entity: str) -> dict[str, str]:
    """What an answer that bears a tag says of its keeping."""
    return {"ETag": entity, "Cache-Control": _KEPT}


def not_modified(entity: str) -> Response:
    """The answer to a client that has it already."""
    return Response(status_code=304, headers=fresh_headers(entity))


def written(triples: Iterable[Triple], form: Form) -> bytes:
    """Statements in one of the FORMS."""
    found = list(triples)
    if form.extension == "jsonld":
        return as_json_ld(found)
    return serialize(found, format=form.rdf, prefixes=prefixes()) or b""


def graph_answer(triples: Iterable[Triple], form: Form, entity: str, more: Mapping[str, str] | None = None) -> Response:
    """Statements as an answer; `more` headers go with it."""
    headers = {**fresh_headers(entity), **(more or {})}
    return Response(written(triples, form), media_type=form.content_type, headers=headers)
