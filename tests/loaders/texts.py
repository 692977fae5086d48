"""Short texts and the corpus as sources, for the tests of the stages."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from loaders.layout.zones import Zones, find_zones
from loaders.read.text import read_text
from loaders.reading import read_source
from loaders.source import Source
from tests.corpus import plan

RECORDS = Path(__file__).resolve().parents[1] / "gold"
GOLD = ("000", "002", "003")


def source_of(text: str) -> Source:
    """A plain text as a reader gives it."""
    clean, lines = read_text(text.encode(), "act.txt")
    return Source("act.txt", "0" * 64, "text/plain", clean, lines)


@cache
def corpus(number: str) -> tuple[Source, Zones]:
    """A real plan of the corpus, by the first digits of its file's name."""
    source = read_source(plan(number))
    return source, find_zones(source)


@cache
def gold(number: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((RECORDS / f"{number}.json").read_text("utf-8"))
    return record
