"""The small queries by which words are found in a graph, one .rq file each.

rows("units-named", engine, _key=Literal("thanh-hoa"))      [("https://…/unit/thanh-hoa", "Tỉnh Thanh Hóa", …)]
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode

from queries.engine import Engine
from queries.markers import Value

HERE: Final = Path(__file__).parent


@cache
def _query(name: str) -> str:
    return (HERE / f"{name}.rq").read_text(encoding="utf-8")


def rows(name: str, engine: Engine, **values: Value) -> list[tuple[str, ...]]:
    """The answers to a lookup as strings, "" where nothing is bound."""
    table = engine.select(_query(name), values)
    return [tuple(cell.value if isinstance(cell, NamedNode | Literal) else "" for cell in row) for row in table.rows]
