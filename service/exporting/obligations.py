"""A scope as a table: what its acts set, one row an obligation and bearer.

act          label                     ordinal  text            role     body_name                 due
…/1169-…     Quyết định 1169/QĐ-UBND   II.3     Rà soát, sửa …  chủ trì  Sở Khoa học và Công nghệ  2025-12-31
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal

from ontology.namespaces import CANCU, DCTERMS, ELI, RDFS
from queries.engine import Term
from service.exporting.said import Names, Said, act_said
from service.exporting.scope import Scope, acts_of
from service.exporting.tables import Row, Sheet
from service.store import Reader

COLUMNS: Final = {
    "act": "IRI văn bản",
    "label": "Văn bản",
    "number": "Số, ký hiệu",
    "date": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "obligation": "IRI nhiệm vụ",
    "kind": "Loại",
    "ordinal": "Số thứ tự",
    "text": "Nội dung",
    "role": "Vai trò",
    "body": "IRI cơ quan",
    "body_name": "Cơ quan",
    "deadline": "Thời hạn",
    "due": "Hạn",
    "page": "Trang",
}
"""The columns' names, with their heads for people."""

KINDS: Final = {"Task": "nhiệm vụ", "Duty": "trách nhiệm", "ReportingDuty": "báo cáo"}
_ROLES: Final = ("leadAgency", "coordinatingAgency", "directingAgency")


def obligations_sheet(reader: Reader, scope: Scope) -> Sheet:
    """The table of a scope; its rows are read act by act as they are asked for."""
    return Sheet("Nhiệm vụ", tuple(COLUMNS), tuple(COLUMNS.values()), _rows(reader, scope))


def _rows(reader: Reader, scope: Scope) -> Iterator[Row]:
    names = Names(reader.engine)
    for act in acts_of(scope, reader.engine):
        yield from _of_act(act, act_said(act, reader), names)


def _of_act(act: str, said: Said, names: Names) -> Iterator[Row]:
    issuer = said.text(act, ELI.passed_by)
    head: tuple[Term | None, ...] = (
        _word(act),
        said.term(act, RDFS.label),
        said.term(act, ELI.number),
        said.term(act, ELI.date_document) or said.term(act, DCTERMS.date),
        _word(names.of(issuer)),
    )
    for kind, name in KINDS.items():
        for node in said.of_class(kind):
            what = (_word(node), _word(name), said.term(node, CANCU.ordinal), said.term(node, DCTERMS.description))
            limit = said.text(node, CANCU.hasDeadline)
            when = said.term(limit, CANCU.endDate) or said.term(limit, CANCU.dueMonthDay)
            rest = (said.term(limit, RDFS.label), when, said.term(node, CANCU.page))
            for role, body in bearers(node, said) or [("", "")]:
                who = (_word(names.of(role)), _word(body), _word(names.of(body)))
                yield (*head, *what, *who, *rest)


def bearers(obligation: str, said: Said) -> list[tuple[str, str]]:
    """Who bears an obligation: (IRI of the role, IRI of the body), in the order of the text."""
    assignments = said.pointing(CANCU.assigns, obligation)
    return [(said.text(node, CANCU.role), said.text(node, CANCU.assignee)) for node in sorted(assignments, key=_role)]


def _role(assignment: str) -> int:
    """Lead before coordinating before directing; their order inside a role is the text's, which the sort keeps."""
    return next((place for place, role in enumerate(_ROLES) if f"/{role.removesuffix('Agency')}/" in assignment), 3)


def _word(text: str) -> Literal | None:
    return Literal(text) if text else None
