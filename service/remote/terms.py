"""Terms as XML Schema writes them, where a server gives them otherwise.

    as_written(Literal("1", datatype=XSD.boolean))      "true"^^xsd:boolean
    as_written(Literal("12", datatype=XSD.duration))    "P1Y"^^xsd:duration

Virtuoso 7.2 keeps booleans as numbers, months of a duration as a whole number, and its days and hours as seconds with a
point; a duration of months and days loses its days there. Blank text is no answer: servers differ in what
GROUP_CONCAT gives for nothing (SPARQL 1.1, section 18.5.1.7: a blank text).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ontology.namespaces import XSD

Term = NamedNode | BlankNode | Literal | Triple

_DAY: Final = 86_400


def as_written(term: Term) -> Term:
    """The term in the lexical form of XML Schema."""
    if not isinstance(term, Literal) or (form := _FORMS.get(term.datatype.value)) is None:
        return term
    text = form(term.value)
    return term if text == term.value else Literal(text, datatype=term.datatype)


def cell(term: Term | None) -> Term | None:
    """The term of an answer's cell; None for a blank text, which says nothing."""
    if term is None or (isinstance(term, Literal) and not term.value and not term.language):
        return None
    return as_written(term)


def _boolean(text: str) -> str:
    return {"1": "true", "0": "false"}.get(text, text)


def _duration(text: str) -> str:
    if re.fullmatch(r"\d+", text):
        years, months = divmod(int(text), 12)
        return "P" + (f"{years}Y" if years else "") + (f"{months}M" if months or not years else "")
    if re.fullmatch(r"\d+\.\d*(?:[eE][+-]?\d+)?", text):
        days, seconds = divmod(float(text), _DAY)
        return f"P{days:.0f}D" if not seconds else f"PT{float(text):g}S"
    return text


_FORMS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {str(XSD.boolean): _boolean, str(XSD.duration): _duration}
)
