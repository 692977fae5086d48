"""Each rule finds what it is for, and leaves alone what is well."""

from __future__ import annotations

import pytest
from rdflib.namespace import RDF

from shapes import by_pyshacl, engine
from shapes.rules import is_shape, rule, rules
from shapes.validate import validate
from tests.shapes.acts import EXAMPLES, example

SHAPES = [rule.id for rule in rules().values() if is_shape(rule)]


@pytest.mark.parametrize("rule_id", SHAPES)
def test_the_bad_example_breaks_the_rule(rule_id: str) -> None:
    act = example(rule_id, "bad")
    findings = [finding for finding in validate(act, store=act) if finding.rule == rule_id]
    assert findings
    assert {finding.severity for finding in findings} == {rule(rule_id).severity}


@pytest.mark.parametrize("rule_id", SHAPES)
def test_the_good_example_is_looked_at_and_passes(rule_id: str) -> None:
    act = example(rule_id, "good")
    target = str(rule(rule_id).target)
    assert any(quad.predicate.value == target for quad in act) or any(
        quad.predicate.value == str(RDF.type) and getattr(quad.object, "value", None) == target for quad in act
    )
    assert [finding for finding in validate(act, store=act) if finding.rule == rule_id] == []


@pytest.mark.parametrize("rule_id", SHAPES)
def test_pyshacl_and_the_engine_give_the_same_verdict(rule_id: str) -> None:
    act = example(rule_id, "bad")
    assert set(validate(act, store=act, run=by_pyshacl.results)) == set(validate(act, store=act, run=engine.results))


def test_every_example_belongs_to_a_rule() -> None:
    expected = {f"{rule_id}-{kind}.ttl" for rule_id in SHAPES for kind in ("good", "bad")}
    assert {path.name for path in EXAMPLES.iterdir()} == expected
