"""What the words of a SPARQL query say before it is run: does it ask other servers, change data, ask for chance?

    SELECT * { SERVICE <https://query.wikidata.org/sparql> { ?s ?p ?o } }     asks another server: refused
    INSERT DATA { … }                                                         changes data: refused

Oxigraph answers SERVICE by a request of its own and has no switch for it, so the text decides.
"""

from __future__ import annotations

import re
from typing import Final

MAX_QUERY: Final = 100_000
"""Characters in a query; a longer one is refused."""

_BLANK = r"(?:\s|\#[^\r\n]*(?:[\r\n]|$))*+"
_SERVICE: Final = re.compile(
    rf"service {_BLANK} (?:silent {_BLANK})? (?: <[^<>]*+> | (?:[^\s{{}}<>\#\\]|\\.)++ ) {_BLANK} \{{",
    re.IGNORECASE | re.VERBOSE,
)
"""A SERVICE clause as it must stand in any text that has one. It is looked for in strings and comments too, on
purpose: a look past them could be led astray by what only looks like a string ("?a<?b#>'''")."""

_OPAQUE: Final = re.compile(
    r"""
      \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
    | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*'
    | <[^<>"{}|^`\\\s]*>
    | \#[^\r\n]*
    | [?$]\w+ | (?<![\w.-])[\w.-]*+:(?:[\w.:%-]|\\.)*
    """,
    re.VERBOSE | re.DOTALL,
)
"""Strings, IRIs, comments, variables, prefixed names: words in them are not keywords."""

_FIRST_WORD: Final = re.compile(r"\b(?!base\b|prefix\b|version\b)[a-z]+", re.IGNORECASE)
_UPDATES: Final = {
    "add", "clear", "copy", "create", "delete", "drop", "insert", "load", "move", "with",
}  # fmt: skip
_CHANGING: Final = re.compile(r"\b(?:now|rand|(?:str)?uuid)\b", re.IGNORECASE)
"""Functions that give something else each time. As names of other things they do no harm but that of a second look."""


def is_steady(query: str) -> bool:
    """False where the same query over the same data may have another answer: it asks for the time, or for chance."""
    return _CHANGING.search(query) is None


def asks_other_servers(query: str) -> bool:
    """True where the query has a SERVICE clause, or may have one."""
    return _SERVICE.search(query) is not None


def is_update(query: str) -> bool:
    """True where the text is a SPARQL update, not a query."""
    first = _FIRST_WORD.search(_keywords(query))
    return first is not None and first.group().lower() in _UPDATES


def _keywords(query: str) -> str:
    return _OPAQUE.sub(" : ", query)
