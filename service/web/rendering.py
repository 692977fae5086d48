"""Pages from templates: service/web/templates/*.html, everything escaped.

    page("act.html", view=act_page(graph, iri))

The words of a template stand in {% trans %} or _("…") in Vietnamese; service/web/language.py puts another language in
their place.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ontology.namespaces import BASE, CANCU, ONTOLOGY_IRI, PREFIXES
from queries.catalogue import Bilingual
from service.web.language import in_language, language, say, say_number

HERE: Final = Path(__file__).parent
_PROJECT: Final = str(ONTOLOGY_IRI).removesuffix("/ontology")
_BELOW_ACT: Final = re.compile(
    r"^(doc/.+?)/((?:task|duty|reporting)/(?!.*/(?:lead|coordinating|directing|upstream|deadline)(?:/|$)).+)$"
)
"""An obligation, which is a row on its act's page. Its parts, citations and subdivisions have pages of their own."""


def act_and_anchor(path: str) -> tuple[str, str | None]:
    """The page of a path below the base, and the place on it: ("doc/ttg/2024/1703-qd-ttg", "task/II.3")."""
    match = _BELOW_ACT.match(path)
    return (match[1], match[2]) if match else (path, None)


def url(iri: str) -> str:
    """Where an IRI is shown: its page here for one of ours ("/doc/…#task/II.3"), itself for a foreign one.

    The words of the ontology and the rules are shown here too, wherever the base is.
    """
    if not iri.startswith(BASE):
        return iri.removeprefix(_PROJECT) if iri.startswith((str(CANCU), f"{_PROJECT}/shapes#")) else iri
    page_path, anchor = act_and_anchor(iri.removeprefix(BASE))
    return f"/{quote(page_path)}" + (f"#{quote(anchor)}" if anchor else "")


def day(value: str | None) -> str:
    """An ISO date as it is written in Vietnam: 28/04/2025; 08/2025 or 2025 where no more is known; 15/11 of --11-15."""
    parts = [part for part in re.split("[T+Z]", value or "")[0].lstrip("-").split("-") if part]
    return "/".join(reversed(parts))


def whole(value: int) -> str:
    """A number with dots between thousands: 3.391."""
    return f"{value:,}".replace(",", ".")


def short(iri: str) -> str:
    """An IRI as people write it: cancu:leadAgency, or the path below the data's base."""
    if iri.startswith(BASE):
        return iri.removeprefix(BASE)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def said(words: Bilingual) -> str:
    """Words that the data has in both languages, in the one of the request."""
    return words.en if language() == "en" else words.vi


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(say, say_number, newstyle=True)  # type: ignore[attr-defined]
    made.filters.update(url=url, day=day, whole=whole, short=short, said=said)
    made.globals.update(language=language, in_language=in_language)
    return made


_TEMPLATES: Final = _environment()


def text_of(template: str, /, **context: Any) -> str:
    """What a template makes; `context` are the template's names."""
    return _TEMPLATES.get_template(template).render(context)


def page(template: str, status: int = 200, /, **context: Any) -> HTMLResponse:
    """The page made from a template; `context` are the template's names."""
    return HTMLResponse(text_of(template, **context), status)
