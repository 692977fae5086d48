"""Tables for people, complete: nothing is cut off, and off a terminal each row stays one line.

File                         Act                        Tasks   Findings   Status
000_ec071d2f4d4eea3c.txt     Quyết định 1169/QĐ-UBND       30          2   added
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import IO, Final

from rich.console import Console, JustifyMethod
from rich.table import Table
from rich.text import Text

from loaders.reading import printable
from service.loading import LoadOutcome

_UNBOUNDED: Final = 100_000
"""Width off a terminal, in columns: no cell is ever folded for grep and less."""


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]], out: IO[str], right: Iterable[str] = ()) -> None:
    """Print rows of cells under their heads; columns named in `right` are set to the right."""
    terminal = Console(file=out)
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="bold")
    for column in columns:
        justify: JustifyMethod = "right" if column in right else "left"
        table.add_column(Text(column), justify=justify, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    page = StringIO()
    width = terminal.width if terminal.is_terminal else _UNBOUNDED
    Console(file=page, width=width, force_terminal=terminal.is_terminal, highlight=False).print(table)
    out.writelines(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def print_outcomes(outcomes: Iterable[LoadOutcome], out: IO[str]) -> None:
    """What became of each file of `cancu load`."""
    columns = ("File", "Act", "Tasks", "Findings", "Status")
    print_table(columns, (_row(outcome) for outcome in outcomes), out, right=("Tasks", "Findings"))


def _row(outcome: LoadOutcome) -> tuple[str, ...]:
    if outcome.status in ("failed", "skipped"):
        return (printable(outcome.file), outcome.act or "", "", "", outcome.status)
    return (
        printable(outcome.file),
        outcome.act or "",
        str(outcome.tasks),
        str(outcome.findings),
        outcome.status,
    )
