"""People's corrections of task lineage: a table that is reviewed and kept like any other data, and loaded whole.

    task,upstream,verdict,by,date,reason
    1169/QĐ-UBND@Bình Dương#I.4,1703/QĐ-TTg#I.3,confirmed,Nguyễn Thị Lan,2026-11-20,Cùng một việc.
    1169/QĐ-UBND@Bình Dương#II.7,1703/QĐ-TTg#II/2/g,rejected,Nguyễn Thị Lan,2026-11-20,Việc riêng của tỉnh.

A task is an act "#" its number as printed, or an IRI; a point of an act's body is the act "#" its numbering, "II/2/g".
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final, get_args

from pyoxigraph import NamedNode

from loaders.lineage import Verdict
from loaders.reading import printable
from queries.binding import resolve
from queries.catalogue import Bilingual, Parameter
from queries.engine import Engine
from queries.errors import QueryError
from queries.lookup import rows
from service.errors import WrongUse
from service.storage.reviews import Review

COLUMNS: Final = ("task", "upstream", "verdict", "by", "date", "reason")
_VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)


def read_reviews(file: Path, engine: Engine) -> list[Review]:
    """The reviews in a CSV file, UTF-8, as spreadsheets write it.

    Raises WrongUse with the file, the line and the fault; a file with one faulty line gives nothing.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise WrongUse(f"{printable(file)}: cannot be opened ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise WrongUse(f"{printable(file)}: is not in UTF-8. Save it as CSV UTF-8.") from error
    reader = csv.DictReader(text.splitlines(keepends=True), restkey="", strict=True)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise WrongUse(f"{printable(file)}, line 1: the columns must be {', '.join(COLUMNS)}.")
    return list(_reviews(file, reader, engine))


def _reviews(file: Path, reader: csv.DictReader[str], engine: Engine) -> Iterator[Review]:
    try:
        for row in reader:
            yield _review(row, engine)
    except (csv.Error, ValueError, QueryError) as error:
        raise WrongUse(f"{printable(file)}, line {reader.line_num}: {error}") from error


def _review(row: Mapping[str, str | None], engine: Engine) -> Review:
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if "" in row or None in row.values():
        raise ValueError(f"it must have {len(COLUMNS)} cells.")
    if blank := [name for name, cell in cells.items() if not cell]:
        raise ValueError(f"{', '.join(blank)}: blank. Say who reviewed it, when and why.")
    verdict = next((one for one in _VERDICTS if one == cells["verdict"].lower()), None)
    if verdict is None:
        raise ValueError(f'verdict: "{cells["verdict"]}" is none of {", ".join(_VERDICTS)}.')
    obligation = _node("task", cells["task"], engine)
    act = _act_of(obligation, cells["task"], engine)
    return Review(
        act=act,
        obligation=obligation.value,
        target=_node("upstream", cells["upstream"], engine).value,
        verdict=verdict,
        reviewer=cells["by"],
        at=f"{_day(cells['date'])}T00:00:00Z",
        reason=cells["reason"],
    )


def _node(column: str, text: str, engine: Engine) -> NamedNode:
    parameter = Parameter(name=column, type="resource", required=True, label=Bilingual(vi=column, en=column))
    node = resolve(parameter, text, engine)
    if not isinstance(node, NamedNode):
        raise ValueError(f'{column}: "{text}" is no task.')
    return node


def _act_of(obligation: NamedNode, text: str, engine: Engine) -> str:
    acts = [act for (act,) in rows("act-of", engine, _obligation=obligation)]
    if len(acts) != 1:
        raise ValueError(f'task: "{text}" is no task or duty of an act in the store.')
    return acts[0]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f'date: "{text}" is no date of the form 2026-11-20.') from None
