"""What the check found in the acts of the store: by province, by office, by rule.

    found = corpus_findings(reader.engine)
    tally(found)      [Row(province="Tỉnh Thanh Hóa", office="…", rule="task.lead", severity="violation", acts=3, …), …]

The findings are read from the reports that `cancu load` stores beside each act; service/rechecking.py checks anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from ontology.namespaces import BASE
from queries.beside import query_text
from queries.engine import Engine
from shapes.accepted import Line
from shapes.rules import SEVERITY_IRIS, Rule, Severity, rule, rules

_HERE: Final = Path(__file__).parent
_RANK: Final[dict[Severity, int]] = {severity: rank for rank, severity in enumerate(SEVERITY_IRIS)}


@dataclass(frozen=True)
class CheckedAct:
    """An act of the store; province and office are "" where the act's are not known."""

    act: str
    label: str
    office: str
    province: str


@dataclass(frozen=True)
class CorpusFinding(CheckedAct):
    """One finding in an act of the store."""

    rule: str
    severity: Severity
    place: str
    """The number of the task, or the path of the subdivision; "" for the act as a whole."""
    accepted: bool = False


@dataclass(frozen=True)
class Row:
    """How often one rule fired in the acts of one office; accepted findings are counted apart."""

    province: str
    office: str
    rule: str
    severity: Severity
    acts: int
    findings: int
    accepted: int


@dataclass(frozen=True)
class Total:
    """What was found in one province, in one office's acts, or by one rule."""

    name: str
    acts: int
    violations: int
    warnings: int
    hints: int
    accepted: int


COLUMNS: Final = tuple(Row.__dataclass_fields__)
"""The columns of the table and of the CSV."""


def acts_of(engine: Engine) -> list[CheckedAct]:
    """Every act of the store that was read, in the order of IRIs."""
    rows = _rows(engine, "checked-acts")
    return [CheckedAct(row["act"], row["label"], row["issuer"], row["province"]) for row in rows]


def corpus_findings(engine: Engine, accepted: Sequence[Line] = ()) -> list[CorpusFinding]:
    """Every finding of the store's reports, in the order of acts; what `accepted` names is marked so."""
    acts = {act.act: act for act in acts_of(engine)}
    found = []
    for row in _rows(engine, "findings"):
        if (fired := _by_shape().get(row["shape"])) is not None:
            found.append(finding_in(acts[row["act"]], fired.id, row["place"], accepted))
    return found


def finding_in(act: CheckedAct, rule_id: str, place: str, accepted: Sequence[Line]) -> CorpusFinding:
    """A finding of a rule at a place of an act, with whether the list accepts it."""
    listed = any(line.answers(rule_id, place) and line.is_about(act.act, act.label) for line in accepted)
    return CorpusFinding(**vars(act), rule=rule_id, severity=rule(rule_id).severity, place=place, accepted=listed)


def chosen(found: Iterable[CorpusFinding], least: Severity, only: Sequence[str]) -> list[CorpusFinding]:
    """Findings of `least` severity or worse, of the rules `only` (all where none is named)."""
    return [one for one in found if _RANK[one.severity] <= _RANK[least] and (not only or one.rule in only)]


def tally(found: Iterable[CorpusFinding]) -> list[Row]:
    """One row a province, office and rule; the worst and the most frequent first in each office."""
    groups: dict[tuple[str, str, str, Severity], list[CorpusFinding]] = defaultdict(list)
    for one in found:
        groups[one.province, one.office, one.rule, one.severity].append(one)
    rows = [
        Row(*key, len({one.act for one in some}), _standing(some), len(some) - _standing(some))
        for key, some in groups.items()
    ]
    return sorted(rows, key=lambda row: (row.province, row.office, _RANK[row.severity], -row.findings, row.rule))


def totals(found: Iterable[CorpusFinding], by: str) -> list[Total]:
    """The sums by "province", "office" or "rule"; most violations first."""
    groups: dict[str, list[CorpusFinding]] = defaultdict(list)
    for one in found:
        groups[getattr(one, by)].append(one)
    rows = [_total(name, some) for name, some in groups.items()]
    return sorted(rows, key=lambda row: (-row.violations, -row.warnings, -row.hints, row.name))


def _total(name: str, found: Sequence[CorpusFinding]) -> Total:
    standing = Counter(one.severity for one in found if not one.accepted)
    return Total(
        name=name,
        acts=len({one.act for one in found}),
        violations=standing["violation"],
        warnings=standing["warning"],
        hints=standing["hint"],
        accepted=len(found) - standing.total(),
    )


def _standing(found: Iterable[CorpusFinding]) -> int:
    return sum(not one.accepted for one in found)


def _rows(engine: Engine, query: str) -> Iterator[dict[str, str]]:
    """The answers to the query of that name beside this module; "" for what is not bound."""
    table = engine.select(f"BASE <{BASE}> {query_text(_HERE, query)}")
    for row in table.rows:
        yield {name: getattr(term, "value", "") for name, term in zip(table.columns, row, strict=True)}


@cache
def _by_shape() -> dict[str, Rule]:
    return {str(one.iri): one for one in rules().values()}
