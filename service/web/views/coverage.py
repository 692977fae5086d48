"""How far provinces took up an act's tasks: the matrix, one cell of it, and the acts that have one.

Of Quyết định 1703/QĐ-TTg: task II.3 in Bình Dương is "taken up", by task II.3 of Quyết định 1169/QĐ-UBND.

The state of a cell is that of the question `coverage`, with two kinds of "part" that the links of the graph show:
"point", where the task repeats several points of its own act, and the province answers only some of those and not the
task itself; "communes", where no act of the province answers, though acts of its communes do, directly.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from ontology.namespaces import BASE
from ontology.places import units
from queries.engine import Engine
from service.web.views.answers import answers
from service.web.views.asking import Link, Row, View, act_link, rows

State = Literal["taken", "part", "missing", "unloaded"]
STATES: Final[tuple[State, ...]] = ("taken", "part", "missing", "unloaded")
_ASKED: Final[Mapping[str, State]] = {"taken up": "taken", "missing": "missing", "not loaded": "unloaded"}


class CoveredAct(View):
    """An act of the centre, how many tasks it sets, and how many provinces answer any of it."""

    act: Link
    title: str | None
    date: str | None
    tasks: int
    provinces: int


class Item(View):
    """A task of the act, or a point of its body."""

    iri: str
    ordinal: str | None
    text: str | None


class Cell(View):
    """What became of an item in a province."""

    state: State
    part: Literal["point", "communes"] | None = None
    answers: tuple[str, ...] = ()
    """IRIs of the province's obligations."""
    score: str | None = None
    review: str | None = None
    reviewer: str | None = None


class Column(View):
    """A province: its unit, and its name without its kind."""

    iri: str
    name: str
    short: str

    @property
    def key(self) -> str:
        return self.iri.rpartition("/")[2]


class Matrix(View):
    """The items of an act by the provinces; `cells[i][j]` is item i in province j."""

    items: tuple[Item, ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def of_item(self, i: int) -> Counter[State]:
        """How many provinces are in which state, of item i."""
        return Counter(cell.state for cell in self.cells[i])

    def of_province(self, j: int) -> Counter[State]:
        """How many items are in which state, in province j."""
        return Counter(row[j].state for row in self.cells)

    def whole(self) -> Counter[State]:
        """How many cells are in which state."""
        return Counter(cell.state for row in self.cells for cell in row)


def covered_acts(engine: Engine) -> list[CoveredAct]:
    """The acts of the centre that set tasks or that provinces answer, the newest first."""
    return [
        CoveredAct(
            act=act,
            title=row.get("title"),
            date=row.get("date"),
            tasks=int(row.get("tasks", 0)),
            provinces=int(row.get("provinces", 0)),
        )
        for row in rows(engine, "coverage-acts")
        if (act := act_link(row, "act"))
    ]


def matrix(engine: Engine, act: str, province: str | None = None) -> Matrix:
    """The matrix of the act (an IRI), or the one column of a province (an IRI). Empty where the act sets nothing.

    The whole is asked for either way: the engine remembers it for all provinces.
    """
    found = [row for row in answers(engine, "coverage", document=act) if province in (None, row["unit"])]
    items = {row["task"]: Item(iri=row["task"], ordinal=row.get("ordinal"), text=row.get("text")) for row in found}
    columns = {row["unit"]: _column(row) for row in found}
    cells = {(row["task"], row["unit"]): row for row in found}
    parts = _Parts(engine, act)
    return Matrix(
        items=tuple(items.values()),
        columns=tuple(columns.values()),
        cells=tuple(
            tuple(_cell(cells.get((item, unit), {}), parts.of(item, unit)) for unit in columns) for item in items
        ),
    )


def _column(row: Row) -> Column:
    name = row.get("province") or row["unit"].removeprefix(BASE)
    listed = units().get(row["unit"].rpartition("/")[2])
    return Column(iri=row["unit"], name=name, short=listed.label if listed else name)


def _cell(row: Row, part: Literal["point", "communes"] | None) -> Cell:
    state = _ASKED[row.get("state", "not loaded")]
    if (state, part) in (("taken", "point"), ("missing", "communes")):
        state = "part"
    return Cell(
        state=state,
        part=part if state == "part" else None,
        answers=tuple(row["tasks"].split("; ")) if row.get("tasks") else (),
        score=row.get("score"),
        review=row.get("review"),
        reviewer=row.get("reviewer"),
    )


class _Parts:
    """Which items of an act are answered in part; see the module."""

    def __init__(self, engine: Engine, act: str) -> None:
        self._points = points_of(engine, act)
        self._own: defaultdict[str, set[str]] = defaultdict(set)
        self._below: defaultdict[str, set[str]] = defaultdict(set)
        for row in rows(engine, "coverage-ties", act=act):
            (self._own if row["own"] == "true" else self._below)[row["province"]].add(row["target"])

    def of(self, item: str, province: str) -> Literal["point", "communes"] | None:
        points, own = self._points.get(item, set()), self._own[province]
        if len(points) > 1 and item not in own and points & own and not points <= own:
            return "point"
        return None if ({item} | points) & own or not ({item} | points) & self._below[province] else "communes"


def points_of(engine: Engine, act: str) -> dict[str, set[str]]:
    """The points of its own text that each obligation of the act repeats."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows(engine, "coverage-repeats", act=act):
        found[row["task"]].add(row["point"])
    return dict(found)


def share(states: Mapping[State, int]) -> int | None:
    """The share of what was taken up, wholly or in part, in per cent; None where nothing is loaded."""
    known = states.get("taken", 0) + states.get("part", 0) + states.get("missing", 0)
    return round(100 * (states.get("taken", 0) + states.get("part", 0)) / known) if known else None


def in_state(grid: Matrix, state: str | None) -> Iterable[int]:
    """The numbers of the items of which some cell is in the state; all where none is asked for."""
    return (i for i, row in enumerate(grid.cells) if not state or any(cell.state == state for cell in row))
