"""Holding one act against the rules.

    validate(act_graphs(record).quads)    -> (Finding(rule="document.number", …), …)

The act's own triples are looked at together with what they refer to (bodies, labels, cited acts), with what a store
knows of other acts, and with facts reckoned from the act; nothing is reported of any node but the act's own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Final

import pyoxigraph as ox
from rdflib.namespace import RDF, RDFS, SKOS
from rdflib.term import URIRef

from ontology.namespaces import CANCU, data
from ontology.vocabulary import shortcuts
from shapes import engine
from shapes.facts import facts_of
from shapes.places import place_of
from shapes.remarks import sorted_remarks
from shapes.report import Finding, NotChecked, Report, finding_order, with_detail
from shapes.results import Result
from shapes.rules import Rule, Words, is_shape, rule, rules, shapes_graph
from shapes.triples import Triples

Run = Callable[[Iterable[ox.Quad], Collection[str]], set[Result]]
_TYPE: Final = ox.NamedNode(str(RDF.type))
_NAME: Final = ox.NamedNode(str(SKOS.prefLabel))


def check_act(
    file: str,
    act: str,
    act_quads: Iterable[ox.Quad],
    context: Iterable[ox.Quad] = (),
    reading: Sequence[Finding] = (),
    store: Iterable[ox.Quad] | None = None,
) -> Report:
    """The report on one file: what the shapes and the reader found, and what was not checked.

    `file` is its path as the user gave it, `act` the IRI of the act that it holds, `reading` what
    `reading_findings` gives, `store` what `context_of` gives; without it the rules that hold the act against
    other acts are named in `not_checked`.
    """
    quads, known = tuple(act_quads), None if store is None else tuple(store)
    triples = Triples(quads)
    found = _validate(quads, triples, context, known, engine.results)
    label = triples.text(act, URIRef(str(RDFS.label)))
    findings = sorted((*found, *sorted_remarks(reading, found)), key=finding_order)
    return Report(
        file=file,
        document=act,
        findings=tuple(findings),
        not_checked=_not_checked(triples, known),
        label=label,
    )


def validate(
    act_quads: Iterable[ox.Quad],
    context: Iterable[ox.Quad] = (),
    store: Iterable[ox.Quad] | None = None,
    run: Run = engine.results,
) -> tuple[Finding, ...]:
    """What the shapes find in one act, down the text.

    `act_quads` is the act's own graph; `context` what it refers to (bodies, concepts, cited acts), in which
    nothing is reported; `store` what `context_of` gives. `run` is the way of running the rules, of `engine` or of
    `by_pyshacl`. Roles need not be passed: they are reference data.
    """
    quads = tuple(act_quads)
    return _validate(quads, Triples(quads), context, None if store is None else tuple(store), run)


def not_checked(act_quads: Iterable[ox.Quad], store: Iterable[ox.Quad] | None = None) -> tuple[NotChecked, ...]:
    """The rules that had nothing to look at: an act in which no task was read has not passed "task.lead"."""
    return _not_checked(Triples(act_quads), None if store is None else tuple(store))


def _validate(
    quads: Sequence[ox.Quad], act: Triples, context: Iterable[ox.Quad], store: Sequence[ox.Quad] | None, run: Run
) -> tuple[Finding, ...]:
    around = [quad for quad in (*context, *(store or ())) if not _makes_focus(quad)]
    everything = [*quads, *around, *_roles(), *facts_of(act)]
    met = _needs_met(store)
    results = [
        result
        for result in run(everything, act.own)
        if rule(result.rule).needs is None or rule(result.rule).needs in met
    ]
    named = any(isinstance(result.value, ox.NamedNode) and result.detail is None for result in results)
    names = _names(around) if named else {}
    findings = {_finding(result, act, names) for result in results}
    return tuple(sorted(findings, key=finding_order))


def _names(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """The names of bodies, by IRI."""
    return {
        quad.subject.value: quad.object.value
        for quad in quads
        if quad.predicate == _NAME and isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
    }


def _makes_focus(quad: ox.Quad) -> bool:
    """Without its class another act is no focus node of a rule; each would cost a query of its own."""
    return quad.predicate == _TYPE and getattr(quad.object, "value", None) in _targets()


@cache
def _targets() -> frozenset[str]:
    return frozenset(str(rule.target) for rule in rules().values() if rule.target is not None)


def _needs_met(store: Sequence[ox.Quad] | None) -> frozenset[str]:
    if store is None:
        return frozenset()
    linked = any(quad.predicate.value == str(CANCU.alignedWith) for quad in store)
    return frozenset({"store", "lineage"} if linked else {"store"})


def _not_checked(act: Triples, store: Sequence[ox.Quad] | None) -> tuple[NotChecked, ...]:
    met = _needs_met(store)
    reasons = (
        (rule, _unmet(rule) if rule.needs and rule.needs not in met else _nothing_to_look_at(rule, act))
        for rule in rules().values()
        if is_shape(rule) and not rule.internal
    )
    return tuple(NotChecked(rule=rule.id, reason=reason) for rule, reason in reasons if reason is not None)


def _unmet(rule: Rule) -> Words:
    reasons = {
        "store": Words(vi="Không có kho dữ liệu.", en="There is no store."),
        "lineage": Words(
            vi="Chưa có liên kết giữa nhiệm vụ của văn bản này với văn bản cấp trên.",
            en="The tasks of this act are not linked to those of the acts above.",
        ),
    }
    return reasons[str(rule.needs)]


def _nothing_to_look_at(rule: Rule, act: Triples) -> Words | None:
    if rule.target is None or act.of_class(rule.target) or act.bears(rule.target):
        return None
    reasons = {
        CANCU.Task: Words(vi="Không đọc được nhiệm vụ nào trong văn bản này.", en="No task was read in this act."),
        CANCU.Deadline: Words(
            vi="Không đọc được thời hạn nào trong văn bản này.", en="No deadline was read in this act."
        ),
    }
    general = Words(
        vi="Văn bản này không có gì để áp dụng quy tắc.", en="This act has nothing that the rule applies to."
    )
    return reasons.get(rule.target, general)


# --- from a result to a finding ---


def _finding(result: Result, act: Triples, names: Mapping[str, str]) -> Finding:
    found = rule(result.rule)
    node = _about(result, act)
    return Finding(
        rule=found.id,
        severity=found.severity,
        message=with_detail(found.message, _detail(result, found, act, names)),
        place=place_of(act, node),
        node=node,
        fix=found.fix,
        component=result.component,
    )


def _about(result: Result, act: Triples) -> str:
    """The node at fault: a rule's own query looks at the whole act and names it in ?value."""
    by_query = result.component.endswith("#SPARQLConstraintComponent")
    value = result.value.value if isinstance(result.value, ox.NamedNode) else None
    return value if by_query and value in act.own else result.focus


def _detail(result: Result, found: Rule, act: Triples, names: Mapping[str, str]) -> str | None:
    """What only this finding knows: the query's own words, the name of the body at fault, a malformed value."""
    if result.detail is not None or result.value is None:
        return result.detail if not found.internal else _malformed(result)
    if found.internal:
        return _malformed(result)
    if isinstance(result.value, ox.NamedNode):
        return names.get(result.value.value) or act.text(result.value.value, URIRef(str(SKOS.prefLabel)))
    return None


def _malformed(result: Result) -> str | None:
    """For the developers: "cancu:startDate "2025-13-01"" of a value of the wrong form."""
    if result.path is None:
        return None
    name = URIRef(result.path).n3(shapes_graph().namespace_manager)
    return name if result.value is None else f"{name} {result.value}"


@cache
def _roles() -> tuple[ox.Quad, ...]:
    """Each role and its shortcut, from the reference data."""
    return tuple(
        ox.Quad(ox.NamedNode(str(data(path))), ox.NamedNode(str(CANCU.shortcut)), ox.NamedNode(str(term)))
        for path, term in shortcuts().items()
        if path.startswith("role/")
    )
