"""The report for programs: JSON (docs/check-report.schema.json), and a SHACL validation report as Turtle."""

from __future__ import annotations

import json
from collections.abc import Iterable

import pyoxigraph as ox
from rdflib.namespace import SH

from ontology.namespaces import PREFIXES
from shapes.report import Report, report_quads


def as_json(reports: Iterable[Report]) -> str:
    """A JSON array, one object a file, letters as they are."""
    return json.dumps([report.model_dump(mode="json") for report in reports], ensure_ascii=False, indent=2) + "\n"


def as_turtle(reports: Iterable[Report]) -> str:
    """One sh:ValidationReport an act. What is accepted is no result of it: it does not keep the act from conforming."""
    triples = {
        quad.triple: None for report in reports for quad in report_quads(report.document, report.findings, whole=True)
    }
    return (
        ox.serialize(list(triples), format=ox.RdfFormat.TURTLE, prefixes={**PREFIXES, "sh": str(SH)}) or b""
    ).decode("utf-8")
