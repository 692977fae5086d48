"""`cancu diff`: what is different between two versions of an act's graph.

$ cancu diff 1169/QĐ-UBND                         the last two versions
$ cancu diff 1169/QĐ-UBND --from 1 --to 2026-11-20 --format json
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from service.commands.terminal import StoreOption, filled, write_result
from service.exporting.said import Names
from service.feeds.changes import act_of
from service.feeds.difference import difference
from service.settings import DEFAULT_STORE

_VERSION = "A version's number, the day on which it stood (2026-11-20), or the beginning of its digest."


class DiffFormat(StrEnum):
    """How a difference is written."""

    text = "text"
    json = "json"


def diff(
    act: Annotated[str, typer.Argument(metavar="ACT", help="The act, by number or IRI.")],
    before: Annotated[str | None, typer.Option("--from", help=_VERSION)] = None,
    after: Annotated[str | None, typer.Option("--to", help=_VERSION)] = None,
    diff_format: Annotated[DiffFormat, typer.Option("--format")] = DiffFormat.text,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """What went and what came between two versions of an act's graph; the last two unless named."""
    reader = filled(store)
    found = difference(act_of(act, reader), reader, before, after)
    if diff_format is DiffFormat.text:
        write_result(found.as_text(Names(reader.engine)), None)
        return
    write_result(json.dumps(found.as_json(), ensure_ascii=False, indent=2), None)
