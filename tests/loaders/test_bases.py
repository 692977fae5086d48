"""The legal bases of real acts, held against a list that was read by eye from their preambles."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from loaders.reading import read_record

TESTS = Path(__file__).parents[1]
Entry = tuple[str, str | None, str | None, str | None]


def gold_bases() -> Iterator[tuple[str, list[Entry]]]:
    """Each file's entries, in the order of its preamble."""
    text = (TESTS / "gold" / "bases.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    for name, entries in groupby(rows, lambda row: row["file"]):
        yield name, [(row["relation"], row["type"], row["number"] or None, row["date"] or None) for row in entries]


@pytest.mark.parametrize(("name", "expected"), [pytest.param(*one, id=one[0]) for one in gold_bases()])
def test_every_basis_of_a_preamble_is_read_and_no_other(name: str, expected: list[Entry]) -> None:
    (path,) = (TESTS / "real").glob(f"*/{name}.txt")
    record = read_record(path)
    found = [(basis.relation, basis.type, basis.number, basis.date) for basis in record.legal_bases]
    assert found == expected
