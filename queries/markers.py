"""How a value comes into a query: as a VALUES clause in the place of a marker, never as words pasted in.

A query names the place by a comment, and its text is plain SPARQL that any engine reads:

    # @bind _document
    ?document eli:based_on ?_document

`bind(text, {"_document": NamedNode("https://w3id.org/cancu/id/doc/tw/2024/38-ct-tw")})` makes of it

    VALUES (?_document) { (<https://w3id.org/cancu/id/doc/tw/2024/38-ct-tw>) }
    ?document eli:based_on ?_document

A sub-select is evaluated on its own, so each one that needs the value has a marker of its own. What is not given is
left out: the variable stays free. Why VALUES: docs/decisions/0003-binding-parameters.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode

Value = NamedNode | Literal

_MARKER: Final = re.compile(r"#[ \t]*@bind((?:[ \t]+\w+)+)[ \t]*$", re.MULTILINE)


def marked(query: str) -> frozenset[str]:
    """The names of the variables that the query's markers name, without "?"."""
    return frozenset(name for found in _MARKER.finditer(query) for name in found.group(1).split())


def bind(query: str, values: Mapping[str, Value]) -> str:
    """The query with each value in the place of its markers. Lines keep their numbers, so that errors fit the file.

    `values`: variable without "?" -> an IRI or a literal. ValueError where no marker names a variable.
    """
    if strangers := values.keys() - marked(query):
        raise ValueError(f"the query has no marker for ?{min(strangers)}")

    def clause(found: re.Match[str]) -> str:
        names = [name for name in found.group(1).split() if name in values]
        if not names:
            return found.group()
        # str() of a term is its N-Triples form: brackets, quotes and line breaks inside it are refused or escaped.
        # A clause for each: Virtuoso 7.2 compiles no VALUES of one row and several variables.
        return " ".join(f"VALUES (?{name}) {{ ({values[name]}) }}" for name in names)

    return _MARKER.sub(clause, query)
