"""What an act rests on and who rests on it: the boxes around an act.

Of Quyết định 1703/QĐ-TTg: the lines "Căn cứ …" and "Thực hiện …" at its head, and the provinces' plans below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from ontology.namespaces import path_of
from queries.engine import Engine
from service.web.views.asking import Link, View, act_link, number, rows, rows_about

BASES: Final = ("based-on", "implements", "proposed-by")
"""The relations that an act rests on, in the order in which they are shown."""


class Basis(View):
    """One line by which the act names what it rests on."""

    relation: str
    relation_name: str
    act: Link | None
    title: str | None
    known_only_by_citation: bool
    quote: str | None
    page: int | None


class Follower(View):
    """An act that rests on this one."""

    act: Link
    title: str | None
    date: str | None
    issuer: str | None
    based: bool
    carries_out: bool


class Following(NamedTuple):
    """An act that rests on another one, by its IRI, and how."""

    act: str
    based: bool
    carries_out: bool


def citations(engine: Engine, iri: str) -> tuple[Basis, ...]:
    """Every line by which the act `iri` cites, in the order of the text."""
    found = {row["citation"]: row for row in reversed(rows(engine, "bases", act=iri))}
    return tuple(
        Basis(
            relation=path_of(row["relation"]).rpartition("/")[2],
            relation_name=row.get("relationName", ""),
            act=act_link(row, "cited"),
            title=row.get("title"),
            known_only_by_citation=row.get("onlyCited") == "true",
            quote=row.get("quote"),
            page=number(row, "page"),
        )
        for row in reversed(found.values())
    )


def following_acts(engine: Engine, iri: str) -> list[Following]:
    """The acts that rest on the act `iri` directly, by date; those without a date last."""
    found: dict[str, set[str]] = {}
    for row in rows(engine, "followers", act=iri):
        found.setdefault(row["other"], set()).add(row["how"])
    return [Following(act, "based" in how, "carries out" in how) for act, how in found.items()]


def followers(engine: Engine, following: Sequence[Following]) -> tuple[Follower, ...]:
    """These acts with their names, titles and issuers, in the same order."""
    heads = {row["act"]: row for row in reversed(rows_about(engine, "lineage-heads", [one.act for one in following]))}
    return tuple(
        Follower(
            act=act,
            title=row.get("title"),
            date=row.get("date"),
            issuer=row.get("issuerName"),
            based=one.based,
            carries_out=one.carries_out,
        )
        for one in following
        if (row := heads.get(one.act)) and (act := act_link(row, "act"))
    )
