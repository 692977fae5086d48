"""`cancu search` and `cancu index`: finding acts, tasks, bodies and places by words.

$ cancu search truy xuat nguon goc
$ cancu search --kind unit ham rong --format csv
$ cancu index
"""

from __future__ import annotations

import sys
import time
from enum import StrEnum
from typing import Annotated, Final

import typer

from service.commands.answers import as_cells, as_csv, as_json
from service.commands.tables import print_table
from service.commands.terminal import StoreOption, filled, say
from service.searching.asking import Asked, Found
from service.searching.asking import search as find
from service.searching.keeping import index_file, index_of, make_index
from service.searching.rows import COLUMNS, rows
from service.settings import DEFAULT_STORE

SHOWN: Final = 20


class Kind(StrEnum):
    """What is looked for."""

    act = "act"
    task = "task"
    body = "body"
    unit = "unit"


class AnswerFormat(StrEnum):
    """How hits are written."""

    table = "table"
    csv = "csv"
    json = "json"


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help='With or without accents; "…" is a phrase.')],
    kind: Annotated[Kind | None, typer.Option(help="Only things of this kind.", show_default=False)] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many hits of the table; csv and json have all.")] = SHOWN,
    answer_format: Annotated[AnswerFormat, typer.Option("--format")] = AnswerFormat.table,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Find acts, tasks, bodies and places by words; the best hit first."""
    index = index_of(filled(store))
    found = find(index, Asked(" ".join(words), kind=kind or ""))
    _tell(found)
    places = found.places
    if answer_format is AnswerFormat.csv:
        sys.stdout.write(as_csv(COLUMNS, rows(index, places)))
    elif answer_format is AnswerFormat.json:
        sys.stdout.write(as_json(COLUMNS, rows(index, places)))
    else:
        shown = ("kind", "name", "document", "by", "iri")
        picked = [COLUMNS.index(column) for column in shown]
        lines = ([as_cells(row)[at] for at in picked] for row in rows(index, places[:limit]))
        print_table(shown, lines, sys.stdout)
        if len(places) > limit:
            say(f"{limit} of {len(places)} hits shown; --limit shows more.")


def index(store: StoreOption = DEFAULT_STORE) -> None:
    """Make the search index anew from the graph. Searching makes it where it is missing."""
    reader = filled(store)
    start = time.monotonic()
    count = make_index(reader)
    size = index_file(reader).stat().st_size / 1e6
    say(f"{count} things indexed in {time.monotonic() - start:.1f} s ({size:.1f} MB).")


def _tell(found: Found) -> None:
    if found.way == "corrected":
        say(f"Nothing holds all the words as typed; looked up instead: {found.tried}")
    elif found.way == "fewer":
        say("Nothing holds all the words; these hold most of them.")
    elif found.way == "none":
        say("Nothing was found.")
