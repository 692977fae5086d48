"""The reader's remarks, sorted to the rules that they belong to.

    "Dòng “Kèm theo Kế hoạch số …” ghi số 251/KH-UBND, …"      becomes a finding of annex.number, a violation
    "Số thứ tự nhảy từ 4 đến 6."                               is left out: form.row-gap says it, with the row

A rule of the reader bears `shapes:says`, a pattern over the remarks that are its own; a shape bears `shapes:saidAs`
where the reader remarks on the same fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from shapes.report import Finding, with_detail
from shapes.rules import SHAPES, Rule, rules, shapes_graph

_REMARK = "reading.remark"


def sorted_remarks(reading: Sequence[Finding], found: Sequence[Finding]) -> Iterator[Finding]:
    """`reading` with each remark under its own rule, and without those that `found` says already."""
    said = {finding.rule for finding in found}
    for finding in reading:
        if finding.rule != _REMARK:
            yield finding
            continue
        if any(pattern.search(finding.message.vi) for rule, pattern in _patterns("saidAs") if rule.id in said):
            continue
        own = next((rule for rule, pattern in _patterns("says") if pattern.search(finding.message.vi)), None)
        yield finding if own is None else _under(own, finding)


def _under(own: Rule, finding: Finding) -> Finding:
    detail = finding.message.vi.removeprefix(f"{rules()[_REMARK].message.vi}: ")
    told = {"message": with_detail(own.message, detail), "severity": own.severity, "fix": own.fix}
    return finding.model_copy(update={"rule": own.id, **told})


@cache
def _patterns(predicate: str) -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    graph = shapes_graph()
    found = ((rule, graph.value(rule.iri, SHAPES[predicate])) for rule in rules().values())
    return tuple((rule, re.compile(str(pattern))) for rule, pattern in found if pattern is not None)
