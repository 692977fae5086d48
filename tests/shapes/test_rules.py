"""The shapes themselves: valid SHACL, whole in both languages, in terms that the ontology defines."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib import Literal as RdfLiteral
from rdflib.namespace import SH
from rdflib.term import URIRef

from ontology.namespaces import BASE, CANCU, DCTERMS, ELI, PROV
from ontology.vocabulary import concepts_graph, external_graph, ontology_graph
from shapes import rules as rules_module
from shapes.rules import owners, rules, shapes_graph
from shapes.rules_page import rules_page

DOCS = Path(__file__).parents[2] / "docs"


PREFIXED = {"cancu": str(CANCU), "eli": str(ELI), "shapes": str(rules_module.SHAPES)}


def defined() -> set[str]:
    vocabulary = (ontology_graph(), external_graph(), concepts_graph(), shapes_graph())
    return {str(subject) for graph in vocabulary for subject in graph.subjects()}


def used() -> set[str]:
    """The terms that shapes look at: what they point to, and the names in their queries."""
    namespaces = (str(CANCU), str(ELI), str(DCTERMS), str(PROV), BASE)
    terms = {
        str(value)
        for value in shapes_graph().objects()
        if isinstance(value, URIRef) and str(value).startswith(namespaces)
    }
    for query in (*map(str, shapes_graph().objects(None, SH.select)), *store_queries()):
        for prefix, namespace in PREFIXED.items():
            terms.update(namespace + name for name in re.findall(rf"\b{prefix}:(\w+)", query))
    return terms


def store_queries() -> list[str]:
    """The queries that ask a store, their comments and prefixes aside."""
    texts = [path.read_text(encoding="utf-8") for path in (rules_module.FOLDER / "context").rglob("*.rq")]
    return [re.sub(r"^(#|PREFIX).*$", "", text, flags=re.MULTILINE) for text in texts]


def test_every_term_in_a_shape_is_defined() -> None:
    assert str(CANCU.leadAgency) in used()
    assert used() - defined() == set()


ROOT = Path(__file__).parents[2]

# In a process of its own: owlrl, which the check of shapes uses, gives rdflib other readers of literals for good.
_CHECK_SHAPES = """
from pyshacl.entrypoints import meta_validate
from shapes.rules import shapes_graph
# The rules' lists nest deeper in the shapes of SHACL than pyshacl's default of 15.
conforms, _, text = meta_validate(shapes_graph(), max_validation_depth=40)
print(text)
raise SystemExit(not conforms)
"""


def test_shapes_are_valid_shacl() -> None:
    run = subprocess.run([sys.executable, "-c", _CHECK_SHAPES], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_shape_that_looks_at_nodes_is_a_rule_with_a_name() -> None:
    graph = shapes_graph()
    targeted = {*graph.subjects(SH.targetClass), *graph.subjects(SH.targetSubjectsOf)}
    assert targeted == {rule.iri for rule in rules().values() if rule.target is not None}
    assert targeted <= set(owners())


def test_no_two_rules_share_an_id() -> None:
    identifiers = list(shapes_graph().objects(None, DCTERMS.identifier))
    assert len(identifiers) == len(rules())


def test_a_rule_without_a_message_in_english_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (rules_module.FOLDER / "deadlines.ttl").read_text(encoding="utf-8")
    english = '"The deadline ends before it starts."@en'
    assert f", {english}" in text
    (tmp_path / "deadlines.ttl").write_text(text.replace(f", {english}", ""), encoding="utf-8")
    monkeypatch.setattr(rules_module, "themes", lambda: {"deadlines": Graph().parse(tmp_path / "deadlines.ttl")})
    with pytest.raises(ValueError, match=r"DeadlineOrder needs .*message> once in vi and once in en"):
        rules_module.rules.__wrapped__()


def test_messages_say_something_else_in_each_language() -> None:
    for rule in rules().values():
        for words in (rule.name, rule.description, rule.message, rule.fix):
            assert words.vi != words.en


def test_the_page_of_rules_is_in_step_with_the_shapes() -> None:
    page = (DOCS / "rules.md").read_text(encoding="utf-8")
    assert page == rules_page(), "Run: python -m shapes.rules_page > docs/rules.md"


def test_the_page_names_every_rule() -> None:
    page = rules_page()
    assert all(f"### `{rule_id}` " in page for rule_id in rules())


def test_internal_rules_are_marked_so_in_the_data() -> None:
    marked = set(shapes_graph().subjects(rules_module.SHAPES.internal, RdfLiteral(True)))
    assert marked == {rule.iri for rule in rules().values() if rule.internal}
    assert all(rule.theme == "loading" for rule in rules().values() if rule.internal)
