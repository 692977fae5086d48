"""Every body of the five plans, against the list that a careful reader made of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from loaders.graph.body_identity import acting_unit, known_body, resolve
from loaders.graph.setting import setting_of
from loaders.reading import read_record
from loaders.record import Record
from loaders.triples import act_graphs
from ontology.agencies import Body
from ontology.namespaces import BASE
from tests.corpus import plan

GOLD = Path(__file__).parents[2] / "gold" / "bodies.csv"
PLANS = ("000", "001", "002", "003", "004")
ACT = "{act}"

Name = tuple[str, str]
"""A name, and the unit in brackets behind it or ""."""


@cache
def gold(number: str) -> dict[Name, dict[str, str]]:
    """Of one plan: name -> path of each body that it means -> its kind."""
    with GOLD.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    found: dict[Name, dict[str, str]] = {}
    for row in rows:
        if row["plan"] == number:
            bodies = found.setdefault((row["name"], row["unit"]), {})
            bodies.update({row["path"]: row["kind"]} if row["path"] else {})
    return found


@cache
def record_of(number: str) -> Record:
    return read_record(plan(number))


def names(record: Record) -> Iterator[Name]:
    """Every name that the record takes for a body, the lines of "Nơi nhận" aside."""
    yield from ((issuer, "") for issuer in (record.document.issuer, *(b.issuer for b in record.legal_bases)) if issuer)
    for task in record.tasks:
        for body in (*task.lead, *task.coordinating, *task.directing):
            yield body.name, ""
            yield body.name, body.unit or ""
    for duty in record.duties:
        yield from ((name, "") for name in (*duty.bearers, *duty.with_, *duty.directed_by))
    for report in record.reporting:
        yield from ((name, "") for name in (*report.reporter, *report.to))


def meant(name: Name, record: Record) -> Body:
    setting = setting_of(record.document)
    body = resolve(name[0], setting, ACT)
    return acting_unit(name[1], body, setting, ACT) if name[1] else body


@pytest.mark.parametrize("number", PLANS)
def test_each_name_of_a_plan_is_the_body_that_a_careful_reader_takes_it_for(number: str) -> None:
    record = record_of(number)
    found = {name: {body.path: body.kind} for name in names(record) for body in [meant(name, record)]}
    assert found == {name: gold(number)[name] for name in found}


@pytest.mark.parametrize("number", PLANS)
def test_the_list_names_what_the_record_names_and_no_more(number: str) -> None:
    record = record_of(number)
    assert {*names(record), *((line, "") for line in record.document.recipients)} == set(gold(number))


@pytest.mark.parametrize("number", PLANS)
def test_the_recipients_of_a_plan_are_the_bodies_in_the_lines_of_its_list(number: str) -> None:
    record = record_of(number)
    lines = [(line, "") for line in record.document.recipients]
    # An open group is no recipient in the graph: its line stands as words.
    wanted = {path for line in lines for path in gold(number)[line] if not path.startswith(ACT)}
    quads = act_graphs(record).quads
    given = {quad.object for quad in quads if quad.predicate.value.endswith("#recipient")}
    assert given == {NamedNode(BASE + path) for path in wanted}


@pytest.mark.parametrize("number", PLANS)
def test_no_collective_is_taken_for_a_body_and_no_body_for_a_collective(number: str) -> None:
    record = record_of(number)
    for name, bodies in gold(number).items():
        for path, kind in bodies.items():
            assert ("group" in path.split("/")) == (kind == "group"), name
            body = known_body(name[0], setting_of(record.document))
            assert body is None or name[1] or (body.kind == "group") == (kind == "group"), name


@pytest.mark.parametrize("number", PLANS)
def test_only_a_slip_of_the_source_is_unrecognised(number: str) -> None:
    record = record_of(number)
    unknown = {name[0] for name in names(record) if not meant(name, record).known}
    assert unknown <= {"Chính phủ địa phương"}
