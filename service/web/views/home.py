"""The home page: how much the graph holds, and the acts at its roots."""

from __future__ import annotations

from queries.engine import Engine
from service.web.views.asking import Link, View, act_link, rows


class Root(View):
    """An act that rests on no other, and on which others rest."""

    act: Link
    title: str | None
    date: str | None
    below: int
    """How many acts come down from it, in however many steps."""
    carried_out: bool
    """Whether an act says that it carries it out; else it is only invoked, as a law is."""


def counts(engine: Engine) -> dict[str, int]:
    """How many acts, cited acts, tasks, duties, reports, bodies and deadlines there are."""
    return {row["what"]: int(row["number"]) for row in rows(engine, "counts")}


def roots(engine: Engine) -> list[Root]:
    """The roots of the graph, those that are carried out first, and of them the one with the most acts below it."""
    found = {row["root"]: row for row in reversed(rows(engine, "roots"))}
    return [
        Root(
            act=act,
            title=row.get("title"),
            date=row.get("date"),
            below=int(row["below"]),
            carried_out=row["carriedOut"] == "true",
        )
        for row in reversed(found.values())
        if (act := act_link(row, "root"))
    ]
