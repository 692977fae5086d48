"""The report on an act: what was found, where it stands, and what to write instead.

    Finding(rule="task.lead", severity="violation", place=Place(id="II.3", path="II", page=9, …), …)

`Report.model_dump(mode="json")` is the public JSON of `cancu check`, described by docs/check-report.schema.json
(shapes/report_schema.py prints it); `report_quads` says the same as RDF, to be stored beside the act.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from hashlib import sha256
from typing import Any, Final

import pyoxigraph as ox
from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer
from rdflib.namespace import DCTERMS, RDF, SH, XSD

from ontology.namespaces import CANCU, data, graph, path_of
from shapes.rules import SEVERITY_IRIS, Severity, Words, is_shape, rule

_RANK: Final[dict[Severity, int]] = {"violation": 0, "warning": 1, "hint": 2}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(_Part):
    """Where a finding stands in the source; all null where it is about the act as a whole."""

    id: str | None = None
    """The number of the task, as printed: "II.3"."""
    path: str | None = None
    """The subdivision, as in the record: "II/2/đ"."""
    page: int | None = None
    quote: str | None = None
    start: int | None = None
    """Character offsets into the text that the reader read, half-open."""
    end: int | None = None


class Finding(_Part):
    rule: str
    severity: Severity
    message: Words
    place: Place = Place()
    node: str
    """IRI of the task, the deadline, the act … that the finding is about."""
    fix: Words | None = None
    component: str | None = Field(default=None, exclude=True)
    """IRI of the SHACL constraint component, for the RDF form only."""


class Acceptance(_Part):
    """A person's word that a finding may stand."""

    reason: str
    who: str
    date: date


class AcceptedFinding(Finding):
    """A finding that was accepted: shown, and not counted."""

    accepted: Acceptance


class NotChecked(_Part):
    """A rule that could not be held against this act, and why."""

    rule: str
    reason: Words


class Report(_Part):
    """All that was found in one file. `document` is the act's IRI."""

    file: str
    document: str
    findings: tuple[Finding, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    accepted: tuple[AcceptedFinding, ...] = ()
    """What a reviewed list accepts (shapes/accepted.py); in the JSON only where there is such a thing."""
    label: str | None = Field(default=None, exclude=True)
    """"Quyết định 1169/QĐ-UBND", for people; not part of the JSON."""

    def count(self, severity: Severity) -> int:
        """How many findings of this severity stand; accepted ones do not count."""
        return sum(finding.severity == severity for finding in self.findings)

    @model_serializer(mode="wrap")
    def _without_empty_accepted(self, serialise: SerializerFunctionWrapHandler) -> dict[str, Any]:
        said: dict[str, Any] = serialise(self)
        if not self.accepted:
            said.pop("accepted", None)
        return said


def has_violation(report: Report) -> bool:
    """True where the act may not go out as it is; the command line then ends with 1."""
    return report.count("violation") > 0


def selected(report: Report, least: Severity = "hint", rules: Collection[str] = ()) -> Report:
    """The report with only what is asked for: findings of `least` severity or worse, of these rules (all where none).

    What could not be checked is kept for the rules asked for.
    """

    def wanted(finding: Finding) -> bool:
        return _RANK[finding.severity] <= _RANK[least] and (not rules or finding.rule in rules)

    return report.model_copy(
        update={
            "findings": tuple(filter(wanted, report.findings)),
            "accepted": tuple(filter(wanted, report.accepted)),
            "not_checked": tuple(one for one in report.not_checked if not rules or one.rule in rules),
        }
    )


def finding_order(finding: Finding) -> tuple[int, int, str, str, str]:
    """Sort key: the act as a whole first, then down the text; at one place the worst first."""
    start = -1 if finding.place.start is None else finding.place.start
    return (start, _RANK[finding.severity], finding.rule, finding.node, finding.message.vi)


def reading_findings(
    act: str,
    unread: Sequence[tuple[int, str, int, int]] = (),
    remarks: Sequence[tuple[Place, str]] = (),
) -> tuple[Finding, ...]:
    """What the reader itself reports of an act, as findings.

    `act` is the act's IRI. `unread` holds (page, quote, start, end) of each line that no stage took;
    `remarks` (place, remark) of what a careful reader notices.
    """
    lines = [
        _reading("reading.unread", act, Place(page=page, quote=quote, start=start, end=end))
        for page, quote, start, end in unread
    ]
    noticed = [_reading("reading.remark", act, place, remark) for place, remark in remarks]
    return tuple(sorted(lines + noticed, key=finding_order))


def _reading(rule_id: str, act: str, place: Place, detail: str | None = None) -> Finding:
    found = rule(rule_id)
    return Finding(
        rule=rule_id,
        severity=found.severity,
        message=with_detail(found.message, detail),
        place=place,
        node=act,
        fix=found.fix,
    )


def with_detail(message: Words, detail: str | None) -> Words:
    """The message, and behind a colon what only this finding knows, where there is such a thing."""
    if detail is None:
        return message
    return Words(vi=f"{message.vi.rstrip('.')}: {detail}", en=f"{message.en.rstrip('.')}: {detail}")


def report_quads(act_iri: str, findings: Iterable[Finding], whole: bool = False) -> tuple[ox.Quad, ...]:
    """The findings as a sh:ValidationReport in the act's report graph, `graph/report/doc/…`, sorted.

    IRIs come from the act, the rule and the node, so that the same findings give the same graph. `whole`: each
    result bears its place, for a report that goes out without the act's graph, whose nodes bear it.
    """
    act_path = path_of(act_iri)
    where = ox.NamedNode(str(graph(f"report/{act_path}")))
    report = ox.NamedNode(str(data(f"report/{act_path}")))
    found = sorted(findings, key=finding_order)
    triples: list[tuple[ox.NamedNode, str, ox.NamedNode | ox.Literal]] = [
        (report, str(RDF.type), ox.NamedNode(str(SH.ValidationReport))),
        (report, str(DCTERMS.subject), ox.NamedNode(act_iri)),
        (report, str(SH.conforms), _typed(str(not found).lower(), str(XSD.boolean))),
    ]
    for finding in found:
        result = ox.NamedNode(f"{report.value}/{finding.rule}/{_key(act_iri, finding)}")
        triples.append((report, str(SH.result), result))
        triples.extend((result, predicate, value) for predicate, value in _result(finding, whole))
    quads = {ox.Quad(subject, ox.NamedNode(predicate), value, where) for subject, predicate, value in triples}
    return tuple(sorted(quads, key=str))


def noticed(rule_id: str) -> bool:
    """True for a rule that the reader fires: no node of the graph bears the place of what it noticed."""
    return not is_shape(rule(rule_id))


def _result(finding: Finding, whole: bool) -> Iterable[tuple[str, ox.NamedNode | ox.Literal]]:
    yield str(RDF.type), ox.NamedNode(str(SH.ValidationResult))
    yield str(SH.focusNode), ox.NamedNode(finding.node)
    yield str(SH.resultSeverity), ox.NamedNode(str(SEVERITY_IRIS[finding.severity]))
    yield str(SH.sourceShape), ox.NamedNode(str(rule(finding.rule).iri))
    yield str(SH.resultMessage), ox.Literal(finding.message.vi, language="vi")
    yield str(SH.resultMessage), ox.Literal(finding.message.en, language="en")
    if finding.component is not None:
        yield str(SH.sourceConstraintComponent), ox.NamedNode(finding.component)
    if whole or noticed(finding.rule):
        yield from _place(finding.place)


def _key(act_iri: str, finding: Finding) -> str:
    """The node below its act as one segment; a digest too where one node can bear two findings of a rule."""
    key = finding.node.removeprefix(act_iri).strip("/").replace("/", "-") or "act"
    if finding.message == rule(finding.rule).message and not noticed(finding.rule):
        return key
    told = f"{finding.message.vi}\n{finding.place.model_dump_json()}"
    return f"{key}-{sha256(told.encode()).hexdigest()[:8]}"


def _place(place: Place) -> Iterable[tuple[str, ox.Literal]]:
    """Only for what has no node of its own: elsewhere the node bears its place."""
    if named := place.id or place.path:
        yield str(DCTERMS.identifier), ox.Literal(named)
    if place.quote is not None:
        yield str(CANCU.quote), ox.Literal(place.quote)
    if place.page is not None:
        yield str(CANCU.page), _typed(str(place.page), str(XSD.integer))
    if place.start is not None and place.end is not None:
        yield str(CANCU.sourceStart), _typed(str(place.start), str(XSD.integer))
        yield str(CANCU.sourceEnd), _typed(str(place.end), str(XSD.integer))


def _typed(lexical: str, datatype: str) -> ox.Literal:
    return ox.Literal(lexical, datatype=ox.NamedNode(datatype))
