"""From one duty up to the roots: the tasks and points that it carries out, with what changed in the wording, and the
acts that it rests on.

Kế hoạch 33/KH-UBND, mục I.1 → Quyết định 2015/QĐ-UBND, mục I.1 → Quyết định 1703/QĐ-TTg, mục I.1 → Chỉ thị 38-CT/TW.
"""

from __future__ import annotations

from queries.engine import Engine
from service.web.views.answers import answers
from service.web.views.asking import Link, Row, View, names_of
from service.web.views.coverage_cell import Piece, pieces


class Member(View):
    """An act, task or point of the chain; `depth` is the number of steps up to it."""

    depth: int
    thing: Link
    kind: str | None
    via: str | None
    """By which relations a member below rests on it."""
    why: str | None
    """The citing line in its own words, or method and score of the link."""
    review: str | None
    reviewer: str | None
    act: Link | None
    """Of a task or point: the act that it stands in."""
    ordinal: str | None
    wording: tuple[Piece, ...]
    """Of a task or point: its text, with what the duty at the start left out of it."""


class Chain(View):
    """All that stands above a thing."""

    start: Member
    tasks: tuple[Member, ...]
    acts: tuple[Member, ...]


def chain(engine: Engine, iri: str) -> Chain | None:
    """The chain up from an obligation or an act (an IRI); None where the question knows nothing of it."""
    found = answers(engine, "lineage-up", resource=iri)
    if not found:
        return None
    texts = {row["upstream"]: row for row in answers(engine, "lineage-text", task=iri)}
    names = names_of(engine, [row["document"] for row in texts.values() if "document" in row])
    members = [_member(row, texts.get(row["resource"]), names) for row in found]
    return Chain(
        start=next(one for one in members if one.thing.iri == iri),
        tasks=tuple(one for one in members if one.thing.iri in texts),
        acts=tuple(one for one in members if one.thing.iri not in texts and one.thing.iri != iri),
    )


def _member(row: Row, text: Row | None, names: dict[str, str]) -> Member:
    act = text.get("document") if text else None
    return Member(
        depth=int(row["depth"]),
        thing=Link(iri=row["resource"], name=row.get("label") or row["resource"]),
        kind=row.get("kind"),
        via=row.get("via"),
        why=row.get("why"),
        review=row.get("review"),
        reviewer=row.get("reviewer"),
        act=Link(iri=act, name=names.get(act, act)) if act else None,
        ordinal=text.get("ordinal") if text else None,
        wording=_upper(text) if text else (),
    )


def _upper(text: Row) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces(text.get("changes", text.get("upstreamText", ""))) if piece.kind != "come")
