"""What an export holds: everything, one act, or the acts of one province and its communes.

whole(reader)                             every named graph, reference data too
one_act("1703/QĐ-TTg", reader)            the act's own graph, its lineage and its report
one_province("Thanh Hóa", reader)         those of each act whose unit is the province or lies in it
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pyoxigraph import NamedNode

from ontology.namespaces import graph, path_of
from queries.beside import asked_beside
from queries.binding import resolve
from queries.catalogue import Bilingual, Parameter
from queries.engine import Engine, Table
from service.store import Reader

_HERE: Final = Path(__file__).parent
_ACT: Final = Parameter(name="act", type="act", required=True, label=Bilingual(vi="Văn bản", en="Act"))
_PROVINCE: Final = Parameter(
    name="province", type="province", required=True, label=Bilingual(vi="Tỉnh, thành phố", en="Province")
)


@dataclass(frozen=True)
class Scope:
    """A part of the store."""

    kind: Literal["whole", "act", "province"]
    name: str
    """What its file is called, without an ending: "cancu", "doc-ttg-2024-1703-qd-ttg", "unit-thanh-hoa"."""
    iri: str = ""
    """Of the act or the province."""
    acts: Sequence[str] = ()
    """IRIs of its acts, sorted; empty for the whole store, which has more than acts."""


def whole() -> Scope:
    """Everything in the store."""
    return Scope("whole", "cancu")


def one_act(text: str, reader: Reader) -> Scope:
    """The act that a person names. Raises QueryError where it is unknown or ambiguous."""
    iri = act_named(text, reader.engine)
    return Scope("act", _file_name(iri), iri, (iri,))


def one_province(text: str, reader: Reader) -> Scope:
    """The province that a person names, with its communes. Raises QueryError where it is unknown or ambiguous."""
    iri = province_named(text, reader.engine)
    found = ask("acts-of-province", reader.engine, _province=iri)
    return Scope("province", _file_name(iri), iri, tuple(str(getattr(act, "value", "")) for (act,) in found.rows))


def act_named(text: str, engine: Engine) -> str:
    """The IRI of the act that a person names. Raises QueryError."""
    return resolve(_ACT, text, engine).value


def province_named(text: str, engine: Engine) -> str:
    """The IRI of the province that a person names. Raises QueryError."""
    return resolve(_PROVINCE, text, engine).value


def graphs_of(scope: Scope, reader: Reader) -> list[str]:
    """The IRIs of the named graphs that the scope holds, sorted."""
    if scope.kind == "whole":
        return reader.graph_names()
    paths = (path_of(act) for act in scope.acts)
    return sorted(str(graph(kind + path)) for path in paths for kind in ("", "lineage/", "report/"))


def acts_of(scope: Scope, engine: Engine) -> Sequence[str]:
    """The IRIs of all acts of the scope, sorted; cited ones too."""
    return scope.acts if scope.kind != "whole" else _values(ask("acts", engine))


def ask(name: str, engine: Engine, **iris: str) -> Table:
    """The answer to the query `name`.rq beside this module, with IRIs at its "# @bind" markers."""
    return asked_beside(engine, _HERE, name, **iris)


def _values(table: Table) -> list[str]:
    return sorted({row[0].value for row in table.rows if isinstance(row[0], NamedNode)})


def _file_name(iri: str) -> str:
    return path_of(iri).replace("/", "-")
