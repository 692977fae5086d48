"""The `meta` of an Akoma Ntoso document: what the act is, by our own IRIs.

<FRBRthis value="https://w3id.org/cancu/id/doc/ttg/2024/1703-qd-ttg"/> <FRBRdate date="2024-12-31" name="ban-hanh"/> …
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from ontology.namespaces import CANCU, ELI, PROV, graph, path_of
from service.exporting.akn.words import add
from service.exporting.said import Names, Said

_US: Final = "can-cu"


@dataclass(frozen=True)
class Head:
    """What the meta blocks of all parts of one act share."""

    act: str
    number: str
    date: str
    """ISO date: of the act, else of its reading."""
    date_name: str
    read: str
    """ISO date and time of the reading."""
    issuer: str
    issuer_name: str


def head_of(act: str, said: Said, names: Names) -> Head:
    """The head of an act."""
    read = said.text(str(graph(path_of(act))), PROV.generatedAtTime) or "1970-01-01T00:00:00Z"
    date = said.text(act, ELI.date_document)
    issuer = said.text(act, ELI.passed_by)
    return Head(
        act=act,
        number=said.text(act, ELI.number),
        date=date or read[:10],
        date_name="ban-hanh" if date else "doc",
        read=read,
        issuer=issuer or act,
        issuer_name=names.of(issuer) or "không rõ",
    )


def write_meta(parent: etree._Element, head: Head, this: str, name: str) -> None:
    """The meta of the act (`this` is its IRI) or of a part attached to it; `name` says what it is, in ASCII."""
    meta = add(parent, "meta")
    identification = add(meta, "identification", source=f"#{_US}")
    expression = f"{head.act}/expr/vi"
    below = this.removeprefix(head.act)
    work = add(identification, "FRBRWork")
    _begin(work, this, head.act, head.date, head.date_name, "#ban-hanh")
    add(work, "FRBRcountry", value="vn")
    if head.number:
        add(work, "FRBRnumber", value=head.number)
    add(work, "FRBRname", value=name)
    _begin(part := add(identification, "FRBRExpression"), expression + below, expression, head.date, head.date_name)
    add(part, "FRBRlanguage", language="vie")
    file = f"{expression}/akn"
    _begin(add(identification, "FRBRManifestation"), file + below, file, head.read, "tao-ban", f"#{_US}")
    if below:  # whom these metadata name stands once, in the act's own
        return
    references = add(meta, "references", source=f"#{_US}")
    add(references, "TLCOrganization", eId=_US, href=str(CANCU), showAs="Căn Cứ")
    add(references, "TLCOrganization", eId="ban-hanh", href=head.issuer, showAs=head.issuer_name)


def _begin(parent: etree._Element, this: str, uri: str, date: str, date_name: str, author: str = "#ban-hanh") -> None:
    add(parent, "FRBRthis", value=this)
    add(parent, "FRBRuri", value=uri)
    add(parent, "FRBRdate", date=date, name=date_name)
    add(parent, "FRBRauthor", href=author)
