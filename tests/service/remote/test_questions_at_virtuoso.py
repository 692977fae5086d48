"""Each question of the catalogue, put to a real Virtuoso, gives what the embedded store gives."""

from __future__ import annotations

from typing import Final

import pytest
from pyoxigraph import Literal, NamedNode

from queries.binding import bindings
from queries.catalogue import catalogue
from queries.engine import OxigraphEngine, Table, Term
from service.store import Reader

DIRECTIVE: Final = "38-CT/TW"
PLAN: Final = "1703/QĐ-TTg"
DECISION: Final = "1169/QĐ-UBND@Bình Dương"
DEPARTMENT: Final = "Sở Khoa học và Công nghệ@Bình Dương"

ASKED: Final = [
    ("agency-duties", {"agency": DEPARTMENT}),
    ("agency-duties", {"agency": "Sở Khoa học và Công nghệ@Hồ Chí Minh"}),
    ("agency-duties", {"agency": "Bộ Khoa học và Công nghệ", "role": "lead"}),
    ("agency-duties", {"agency": DEPARTMENT, "date": "2025-07-02"}),
    ("citing", {"document": DIRECTIVE}),
    ("citing", {"document": PLAN}),
    ("coverage", {"document": PLAN}),
    ("coverage", {"document": PLAN, "province": "Bình Dương"}),
    ("coverage", {"document": DECISION}),
    ("deadlines", {"from": "2025-01-01", "to": "2026-12-31"}),
    ("group-members", {"group": "group/tw/bo"}),
    ("incomplete-tasks", {"document": DECISION}),
    ("legal-bases", {"document": DECISION}),
    ("legal-bases", {"document": PLAN}),
    ("lineage-down", {"document": DIRECTIVE}),
    ("lineage-down", {"document": PLAN}),
    ("lineage-text", {"task": f"{DECISION}#I.1"}),
    ("lineage-up", {"resource": f"{DECISION}#I.1"}),
    ("lineage-up", {"resource": DECISION}),
    ("reporting", {"document": DECISION}),
    ("reporting", {"document": PLAN}),
    ("responsibility-chain", {"task": f"{DECISION}#I.1"}),
    ("succession", {"agency": DEPARTMENT}),
    ("task-lineage", {"resource": f"{PLAN}#II.1"}),
    ("uncovered", {"document": PLAN}),
    ("uncovered", {"document": PLAN, "province": "Bình Dương"}),
    ("unrecognised-bodies", {}),
]


def asked(name: str, parameters: dict[str, str], reader: Reader) -> list[tuple[str, ...]]:
    """The rows as words; the graph is asked, not what was kept at the load."""
    question = catalogue()[name]
    engine = OxigraphEngine(reader.graph) if "Embedded" in type(reader).__name__ else reader.engine
    table: Table = engine.select(question.text, bindings(question, parameters, reader.engine))
    return [tuple(map(words, row)) for row in table.rows]


def words(term: Term | None) -> str:
    """A cell without its language: SPARQL 1.1 lets GROUP_CONCAT drop it."""
    return term.value if isinstance(term, Literal | NamedNode) else ""


@pytest.mark.parametrize(("name", "parameters"), ASKED, ids=lambda one: one if isinstance(one, str) else "")
def test_a_question_gives_what_it_gives_in_a_folder(
    name: str, parameters: dict[str, str], remote: Reader, embedded: Reader
) -> None:
    expected = asked(name, parameters, embedded)
    assert asked(name, parameters, remote) == expected


def test_every_question_is_asked() -> None:
    assert {name for name, _ in ASKED} == {*catalogue()} - {"commune-duties", "search"}
