"""What is in the graph and how whole it is: the acts of each province, what is only cited, findings, newest changes.

overview(engine).provinces[12]     ProvinceRow(unit=…"Tỉnh Thanh Hóa", acts=2, communes=166, communes_read=160)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Literal

from ontology.namespaces import path_of
from queries.engine import Engine
from service.web.views.asking import Link, Row, View, act_link, link, names_of, rows
from service.web.views.home import counts
from shapes.rules import Severity, rules


class ProvinceRow(View):
    """A province: the acts of its own bodies that were read, its communes, and those of which an act was read."""

    unit: Link
    acts: int
    communes: int
    communes_read: int


class CitedAct(View):
    """An act known only by citation, and how many acts cite it."""

    act: Link
    title: str | None
    citing: int


class Change(View):
    act: Link
    time: str
    """Of the first load of this reading, as xsd:dateTime."""


class RuleRow(View):
    """How often a rule fired, and in how many acts."""

    id: str
    name_vi: str
    name_en: str
    severity: Severity
    findings: int
    acts: int


class ProvinceFindings(View):
    """The findings in the acts of a province; `province` is None of acts that belong to none."""

    province: Link | None
    by_severity: dict[Literal["violation", "warning", "hint"], int]


class Overview(View):
    """The state of the graph."""

    counts: dict[str, int]
    gaps: dict[str, int]
    provinces: tuple[ProvinceRow, ...]
    cited: tuple[CitedAct, ...]
    changes: tuple[Change, ...]
    rules: tuple[RuleRow, ...]
    findings: tuple[ProvinceFindings, ...]

    @property
    def bare(self) -> tuple[ProvinceRow, ...]:
        """The provinces of whose own bodies no act was read."""
        return tuple(row for row in self.provinces if not row.acts)


def overview(engine: Engine) -> Overview:
    """The state of the graph behind `engine`."""
    found = rows(engine, "overview-findings")
    return Overview(
        counts=counts(engine),
        gaps={row["what"]: int(row["number"]) for row in rows(engine, "overview-gaps")},
        provinces=_provinces(engine),
        cited=tuple(
            CitedAct(act=act, title=row.get("title"), citing=int(row["number"]))
            for row in rows(engine, "overview-cited")
            if (act := act_link(row, "act"))
        ),
        changes=_changes(engine),
        rules=_by_rule(found),
        findings=_by_province(found),
    )


def _provinces(engine: Engine) -> tuple[ProvinceRow, ...]:
    numbers: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for row in rows(engine, "overview-acts"):
        numbers[row["what"]][row["unit"]] = int(row["number"])
    return tuple(
        ProvinceRow(
            unit=unit,
            acts=numbers["own"].get(unit.iri, 0),
            communes=int(row["communes"]),
            communes_read=numbers["communes"].get(unit.iri, 0),
        )
        for row in rows(engine, "overview-provinces")
        if (unit := link(row, "unit", "name"))
    )


def _changes(engine: Engine) -> tuple[Change, ...]:
    found = rows(engine, "overview-changes")
    names = names_of(engine, [row["act"] for row in found])
    return tuple(
        Change(act=Link(iri=row["act"], name=names.get(row["act"], path_of(row["act"]))), time=row["time"])
        for row in found
    )


def _by_rule(found: list[Row]) -> tuple[RuleRow, ...]:
    findings: Counter[str] = Counter()
    acts: Counter[str] = Counter()
    for row in found:
        findings[row["shape"]] += int(row["number"])
        acts[row["shape"]] += int(row["acts"])
    known = {str(rule.iri): rule for rule in rules().values()}
    return tuple(
        RuleRow(
            id=rule.id,
            name_vi=rule.name.vi,
            name_en=rule.name.en,
            severity=rule.severity,
            findings=number,
            acts=acts[shape],
        )
        for shape, number in findings.most_common()
        if (rule := known.get(shape))
    )


def _by_province(found: list[Row]) -> tuple[ProvinceFindings, ...]:
    severities: Mapping[str, Severity] = {str(rule.iri): rule.severity for rule in rules().values()}
    sums: defaultdict[str, Counter[Severity]] = defaultdict(Counter)
    names: dict[str, Link | None] = {}
    for row in found:
        if row["shape"] in severities:
            place = row.get("province", "")
            sums[place][severities[row["shape"]]] += int(row["number"])
            names[place] = link(row, "province", "provinceName")
    ordered = sorted(sums, key=lambda place: (-sums[place]["violation"], -sums[place].total(), place))
    return tuple(ProvinceFindings(province=names[place], by_severity=dict(sums[place])) for place in ordered)
