"""What the symbol of an act's number tells of its issuer.

    symbol_of(("QĐ", "TTg"))     scope ttg, issuer thu-tuong-chinh-phu
    symbol_of(("KH", "UBND"))    scope local: the number alone never says which province or level

The table is `symbols.csv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ontology.names import CACHED, slug, table


@dataclass(frozen=True)
class Symbol:
    """A row of the table."""

    symbol: str
    scope: str
    """ "ttg", "tw"; "local" where the province decides."""
    issuer: str | None
    """Name of a central body in `agencies.csv`, where the symbol alone tells it."""

    @property
    def local(self) -> bool:
        return self.scope == "local"


@cache
def _symbols() -> dict[str, Symbol]:
    return {slug(row["symbol"]) + ("#" if "#" in row["symbol"] else ""): _symbol(row) for row in table("symbols.csv")}


def _symbol(row: dict[str, str]) -> Symbol:
    return Symbol(row["symbol"], row["scope"], row["issuer"] or None)


@lru_cache(maxsize=CACHED)
def symbol_of(parts: tuple[str, ...]) -> Symbol | None:
    """The row that fits a number's symbols; of several issuers the first ("NQLT-UBTVQH-CP")."""
    keys = [re.sub(r"[0-9]+$", "#", slug(part)) for part in parts]
    for start in range(len(keys)):
        for end in range(len(keys), start, -1):
            found = _symbols().get("-".join(keys[start:end]))
            if found:
                return found
    return None
