"""The small queries of the analysis, one .rq file each, and their answers row by row.

pairs("issuers", engine)      ("https://…/doc/ttg/2024/1703-qd-ttg", "https://…/agency/tw/thu-tuong"), …
fields("acts", engine)        {"number": {"https://…/doc/ttg/2024/1703-qd-ttg": "1703/QĐ-TTg"}, …}
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode

from queries.engine import Engine, Term

HERE: Final = Path(__file__).parent


def rows(name: str, engine: Engine) -> Iterator[tuple[str, ...]]:
    """The rows of a query as strings, in the engine's order; each distinct IRI is one string in memory."""
    query = (HERE / f"{name}.rq").read_text(encoding="utf-8")
    for row in engine.select(query).rows:
        yield tuple(map(_words, row))


def pairs(name: str, engine: Engine) -> list[tuple[str, str]]:
    """The rows of a query of two columns, sorted, each once."""
    return sorted({(one, other) for one, other in rows(name, engine)})


def fields(name: str, engine: Engine) -> Mapping[str, Mapping[str, str]]:
    """Field -> subject -> value, of a query whose rows are these three. Of several values the first by code points."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for field, subject, value in rows(name, engine):
        known = found[field].get(subject)
        if known is None or value < known:
            found[field][subject] = value
    return found


def _words(term: Term | None) -> str:
    if isinstance(term, NamedNode):
        return sys.intern(term.value)  # an act's IRI comes with each of its tasks
    return term.value if isinstance(term, Literal) else ""
