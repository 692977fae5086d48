"""`cancu analyse`: figures over the whole store, as tables and as files for spreadsheets and graph programs.

$ cancu analyse                        the tables, the first rows of the long ones
$ cancu analyse --top 50 -o phan-tich  … and each whole as CSV, the graphs as GraphML and GEXF

Exit code 1 where acts rest on each other in a cycle.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from loaders.reading import printable
from ontology.namespaces import BASE
from service.commands.tables import print_table
from service.commands.terminal import FINDINGS, StoreOption, filled, say
from service.errors import UnwritableFile
from service.settings import DEFAULT_STORE
from service.storage.files import write_whole

if TYPE_CHECKING:
    from queries.analysis.sheets import Cell, Sheet
    from queries.analysis.whole import Analysis

DEFAULT_TOP: Final = 10


def analyse(
    top: Annotated[int, typer.Option(min=1, help="How many rows of a long table are printed.")] = DEFAULT_TOP,
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Deadlines are open from here; else the newest act's date."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FOLDER", help="Where CSV, GraphML and GEXF are written.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Cycles of legal bases, acts that much rests on, load of bodies, deadlines by quarter. Exit code 1 for a cycle."""
    from queries.analysis import whole  # networkx takes a fifth of a second, which only this command needs

    analysis = whole.analyse(filled(store).engine, day.date().isoformat() if day else None)
    for sheet in analysis.sheets:
        _print(sheet, top)
    if output is not None:
        _write(analysis, output)
    if analysis.cycles:
        raise typer.Exit(FINDINGS)


def _print(sheet: Sheet, top: int) -> None:
    """The table under its title; a long one is cut, and says so."""
    shown = [number for number, column in enumerate(sheet.columns) if column.shown]
    rows = sheet.rows[:top] if sheet.long else sheet.rows
    sys.stdout.write(f"{sheet.title}\n")
    if rows:
        heads = [sheet.columns[number].head for number in shown]
        right = [column.head for column in sheet.columns if column.number]
        print_table(heads, ([_cell(row[number]) for number in shown] for row in rows), sys.stdout, right)
    else:
        sys.stdout.write("(không có)\n")
    if left_off := len(sheet.rows) - len(rows):
        sys.stdout.write(f"… còn {left_off} dòng: --top, hoặc -o để có tất cả.\n")
    sys.stdout.write("\n")


def _cell(cell: Cell) -> str:
    return printable(str(cell).replace(BASE, ""))


def _write(analysis: Analysis, folder: Path) -> None:
    """A CSV file for each table, a GraphML and a GEXF file for each graph; those of an earlier call are replaced."""
    from queries.analysis.files import as_csv, as_gexf, as_graphml

    contents = {f"{sheet.name}.csv": as_csv(sheet) for sheet in analysis.sheets}
    for name, graph in analysis.graphs.items():
        contents |= {f"{name}.graphml": as_graphml(graph), f"{name}.gexf": as_gexf(graph)}
    file = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in contents.items():
            file = folder / name
            write_whole(file, content)
    except OSError as error:
        raise UnwritableFile(f"{file}: cannot be written ({error.strerror or error}).") from error
    say(f"{len(contents)} files written to {folder}.")
