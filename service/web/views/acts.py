"""The head of an act, wherever acts are listed: in the tree, in the API, on its own page.

Act(label="Quyết định 1703/QĐ-TTg", date="2024-12-31", issuers=(Thủ tướng Chính phủ,), tasks=28, …)
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from ontology.namespaces import path_of
from queries.engine import Engine
from service.web.views.asking import Link, Row, View, act_name, link, rows


class Act(View):
    """An act that was read, or that is known only because another one cites it."""

    iri: str
    path: str = Field(description="The IRI's path below the base, which is also the path of its page.")
    label: str = Field(description='Type and number: "Quyết định 1169/QĐ-UBND".')
    type: str | None = None
    number: str | None = None
    title: str | None = None
    date: str | None = Field(
        default=None, description="ISO date; only year and month, or the year, where no more is known."
    )
    issuers: tuple[Link, ...] = ()
    level: str | None = Field(default=None, description='Level of the issuer: "Trung ương".')
    known_only_by_citation: bool = False
    tasks: int = Field(default=0, description="How many tasks it sets.")

    @property
    def name(self) -> str:
        """What it is called where space is short: "Kế hoạch (chưa có số)"."""
        return act_name(self.iri, self.label, self.title)

    @property
    def subject(self) -> str | None:
        """The title, where the name does not say it already ("Luật Tổ chức Chính phủ")."""
        return self.title if self.title and self.title not in self.name else None


def acts(engine: Engine) -> list[Act]:
    """Every act in the graph, by date and number."""
    return from_rows(rows(engine, "acts"))


def act(engine: Engine, iri: str) -> Act | None:
    """The act of this IRI; None where the graph has no such act."""
    return next(iter(from_rows(rows(engine, "acts", act=iri))), None)


def from_rows(found: Iterable[Row]) -> list[Act]:
    """The acts in the answers to acts.rq or family.rq: one for each IRI, its issuers together."""
    by_iri: dict[str, list[Row]] = {}
    for row in found:
        by_iri.setdefault(row["act"], []).append(row)
    return [_act(group) for group in by_iri.values()]


def _act(group: list[Row]) -> Act:
    row = group[0]
    issuers = {row["issuer"]: link(row, "issuer", "issuerName") for row in group if "issuer" in row}
    path = path_of(row["act"])
    return Act(
        iri=row["act"],
        path=path,
        label=row.get("label") or " ".join(filter(None, [row.get("type"), row.get("number")])) or path,
        type=row.get("type"),
        number=row.get("number"),
        title=row.get("title"),
        date=row.get("date"),
        issuers=tuple(filter(None, issuers.values())),
        level=row.get("level"),
        known_only_by_citation=row.get("cited") == "true",
        tasks=int(row.get("tasks", 0)),
    )
