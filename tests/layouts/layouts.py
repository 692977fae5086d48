"""How a plan's tables are printed: columns, widths, gaps, pages. One layout holds for the whole act, as in print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

from tests.layouts.columns import HEADS
from tests.layouts.plans import ROLES, Plan, plan

_WIDTHS: Final[Mapping[str, tuple[int, int]]] = {
    "task": (32, 62),
    "lead": (11, 26),
    "coordinating": (12, 28),
    "directing": (9, 18),
    "deadline": (9, 18),
    "result": (13, 28),
    "note": (9, 18),
}


@dataclass(frozen=True)
class Layout:
    """One way to print one plan; `seed` draws what differs from row to row."""

    seed: int
    plan: Plan
    order: tuple[str, ...]
    """Roles in the order of the columns, the number column, which is first, left out."""
    heads: Mapping[str, str]
    widths: Mapping[str, int]
    gaps: str
    """Blank lines: "none", "cells" (between cells), "noisy" (between cells and here and there), "lines" (all)."""
    inline: float
    """How often two cells that meet on one height are printed on one line."""
    label_inline: bool
    label_mark: str
    page_height: int
    """Lines of a page; rows break over its end where `rows_break`."""
    rows_break: bool
    repeated: str
    """The head at the top of further pages: "whole", "short" (its first words lost), "missing"."""
    page_mark: str
    """"feed", "space", "feed+number", "space+number"."""
    nfd: bool
    centred: bool
    """Whether the cells stand in the middle of their row's height: where a page breaks a row, low cells are on one
    side of it only."""

    @property
    def hardness(self) -> str:
        """What is lost of the table: "easy" has gaps between cells, "hard" neither gaps nor all line ends."""
        lost = (self.gaps in ("none", "lines")) + (self.inline > 0)
        return ("easy", "middle", "hard")[lost]


def layout(seed: int) -> Layout:
    """The layout that belongs to a seed."""
    random = Random(seed)
    drawn = plan(random)
    used = {role for table in drawn.tables for role in table.roles}
    order = _order(random, [role for role in ROLES if role in used])
    return Layout(
        seed=seed,
        plan=drawn,
        order=order,
        heads=_heads(random, order),
        widths={role: random.randint(*_WIDTHS[role]) for role in order},
        gaps=random.choice(("none", "cells", "cells", "noisy", "lines")),
        inline=random.choice((0.0, 0.0, 0.3)),
        label_inline=random.random() < 0.5,
        label_mark=random.choice(("", "", ".")),
        page_height=random.randint(28, 60),
        rows_break=random.random() < 0.7,
        repeated=random.choice(("whole", "short", "missing")),
        page_mark=random.choice(("feed", "space", "feed+number", "space+number")),
        nfd=random.random() < 0.2,
        centred=random.random() < 0.2,
    )


def _order(random: Random, roles: list[str]) -> tuple[str, ...]:
    """Mostly the usual order; else the task first and the rest mixed, or all mixed. The note stays last."""
    rest = [role for role in roles if role not in ("task", "note")]
    kind = random.random()
    if kind > 0.4:
        random.shuffle(rest)
    mixed = ["task", *rest]
    if kind > 0.85:
        random.shuffle(mixed)
    return (*mixed, *(role for role in roles if role == "note"))


def _heads(random: Random, order: tuple[str, ...]) -> dict[str, str]:
    """A name for each column; the number column's under "number"."""
    return {role: random.choice(HEADS[role]) for role in ("number", *order)}
