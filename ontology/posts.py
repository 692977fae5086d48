"""The posts that head a body: "Giám đốc Sở Y tế", "Chủ tịch UBND xã Quan Sơn".

    post(head_called("giam-doc"), provincial("so-y-te", thanh_hoa))      agency/thanh-hoa/giam-doc-so-y-te

The table of the words is `heads.csv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ontology.agencies import Body, rows
from ontology.everywhere import posts
from ontology.names import slug, table


@dataclass(frozen=True)
class Head:
    """A row of `heads.csv`: slugs of the post and of the words that it swallows from its body's name."""

    label: str
    slug: str
    """By its words, which a name begins with: "thu-truong" of Thủ trưởng and of Thứ trưởng."""
    name: str
    """In its IRI, of one post alone."""
    swallows: str


@cache
def heads() -> tuple[Head, ...]:
    """The posts, the longest first. Two may have one slug: Thủ trưởng, Thứ trưởng."""
    found = (
        Head(row["head"], slug(row["head"]), row["name"] or slug(row["head"]), slug(row["body"]))
        for row in table("heads.csv")
    )
    return tuple(sorted(found, key=lambda head: -len(head.slug)))


@cache
def head_called(name: str) -> Head:
    """The post of that name in an IRI. KeyError where there is none."""
    return {head.name: head for head in heads()}[name]


def post(head: Head, agency: Body) -> Body:
    """The post that heads a body. It stands as long as the body does."""
    name = agency.name.removeprefix(f"{head.swallows}-") if head.swallows else agency.name
    label = agency.label
    if name != agency.name:
        label = " ".join(label.split()[len(head.swallows.split("-")) :])
    return Body(
        path=f"{agency.folder}/{head.name}-{name}",
        kind="office",
        label=f"{head.label} {label}",
        level=agency.level,
        territory=agency.territory,
        parent=agency,
        valid_from=agency.valid_from,
        valid_until=agency.valid_until,
        listed=agency.listed and _is_member(head, agency),
    )


def is_post(body: Body) -> bool:
    """Whether a body is a post made of a head and an agency, and no office that the table of bodies has."""
    return body.kind == "office" and body.name not in rows(body.level or "")


def _is_member(head: Head, agency: Body) -> bool:
    """Whether a group has that post in that body as a member, so that every store tells of it."""
    level = agency.level or ""
    told = posts(level)
    return f"{head.name}/{agency.name}" in told or f"{head.name}/kind={agency.classification}" in told
