"""The named questions as samples for the SPARQL page: each as a query that runs as it stands, on this very store.

samples(engine)["lineage-down"]     ("Các văn bản bắt nguồn …", "SELECT … VALUES (?_document) { (<…/38-ct-tw>) } …")

A parameter that must be given gets a thing that the store has (views/samples.rq); a question for which it has none is
left out.
"""

from __future__ import annotations

from typing import Final

from queries.binding import bindings
from queries.catalogue import Question, catalogue
from queries.engine import Engine
from queries.errors import QueryError
from queries.markers import bind
from service.web.questions import bare
from service.web.rendering import said
from service.web.views.asking import rows

_DATES: Final = {"from": "2026-01-01", "to": "2026-12-31"}
_ALIKE: Final = {"resource": "task"}
"""Parameters that take what another one takes."""


def samples(engine: Engine) -> dict[str, tuple[str, str]]:
    """The title, in the language of the request, and the text of each sample by the question's name."""
    things: dict[str, str] = dict(_DATES)
    for row in rows(engine, "samples"):
        things = {**row, **things}
    written = {name: _written(question, things, engine) for name, question in catalogue().items()}
    return {name: (said(catalogue()[name].title), text) for name, text in written.items() if text}


def _written(question: Question, things: dict[str, str], engine: Engine) -> str | None:
    required = [parameter.name for parameter in question.parameters if parameter.required]
    given = {name: things.get(_ALIKE.get(name, name), "") for name in required}
    try:
        return bare(bind(question.text, bindings(question, given, engine)))
    except QueryError:
        return None
