"""One act held against the rules."""

from __future__ import annotations

import random

from shapes.report import Place, has_violation, reading_findings
from shapes.rules import rules
from shapes.validate import check_act, not_checked, validate
from tests.shapes.acts import ACT, PLAN, example, quads

STUB = '<doc/tw/2024/38-ct-tw> a cancu:Document ; cancu:knownOnlyByCitation true ; eli:number "38-CT/TW" .'


def test_what_a_plan_lacks_is_listed_down_the_text() -> None:
    assert [(finding.rule, finding.severity) for finding in validate(quads(PLAN))] == [
        ("document.number", "violation"),
        ("document.recipients", "violation"),
        ("document.signer", "violation"),
        ("document.date-incomplete", "warning"),
        ("deadline.order", "violation"),
        ("task.lead", "violation"),
    ]


def test_a_finding_says_where_the_task_stands() -> None:
    lead = next(finding for finding in validate(quads(PLAN)) if finding.rule == "task.lead")
    assert lead.node == f"{ACT}/task/II.3"
    assert lead.place == Place(
        id="II.3",
        path="III",
        page=9,
        quote="Rà soát các quy chuẩn kỹ thuật địa phương",
        start=20114,
        end=20155,
    )


def test_a_deadline_stands_where_its_task_stands() -> None:
    order = next(finding for finding in validate(quads(PLAN)) if finding.rule == "deadline.order")
    assert order.node == f"{ACT}/task/II.3/deadline"
    assert (order.place.id, order.place.page, order.place.start) == ("II.3", 9, 20114)


def test_a_finding_on_the_act_as_a_whole_has_no_place() -> None:
    number = next(finding for finding in validate(quads(PLAN)) if finding.rule == "document.number")
    assert (number.node, number.place) == (ACT, Place())


def test_nothing_is_reported_of_what_the_act_only_refers_to() -> None:
    upstream = quads(
        "<doc/ttg/2024/1703-qd-ttg> a cancu:Document ; eli:type_document <type/quyet-dinh> ."
        "<doc/ttg/2024/1703-qd-ttg/task/I.1> cancu:sourceStart 90 ; cancu:sourceEnd 20 ."
    )
    assert {"document.number", "loading.place"} <= {finding.rule for finding in validate(upstream)}
    assert validate(quads(PLAN), context=upstream) == validate(quads(PLAN))


def test_an_act_known_only_by_citation_owes_nothing() -> None:
    assert validate(quads(STUB)) == ()


def test_the_order_of_the_triples_does_not_matter() -> None:
    act = quads(PLAN)
    random.Random(38).shuffle(act)
    assert validate(act) == validate(quads(PLAN))


def test_validating_twice_gives_the_same() -> None:
    """The shapes are parsed once and shared: a run must leave nothing in them."""
    bad = example("task.lead", "bad")
    assert validate(bad) == validate(bad)


def test_a_malformed_value_is_named_in_the_message() -> None:
    messages = [finding.message.vi for finding in validate(example("loading.deadline", "bad"))]
    assert any("cancu:dueMonthDay" in message and "11-15" in message for message in messages)


def test_the_assignment_at_fault_is_reported_at_its_obligation() -> None:
    found = [
        finding for finding in validate(example("loading.agreement", "bad")) if finding.rule == "loading.agreement"
    ]
    assert [(finding.node, finding.place.id) for finding in found] == [(f"{ACT}/task/II.3", "II.3")]


def test_an_assignment_without_a_shortcut_does_not_agree_either() -> None:
    act = quads(
        f"<{ACT}> a cancu:Document . <{ACT}/task/1> a cancu:Task ; cancu:setBy <{ACT}> ."
        f"<{ACT}/task/1/lead/x> a cancu:Assignment ; cancu:assigns <{ACT}/task/1> ;"
        "  cancu:assignee <agency/x/ubnd> ; cancu:role <role/lead> ."
    )
    assert "loading.agreement" in [finding.rule for finding in validate(act)]


def test_a_rule_that_had_nothing_to_look_at_is_not_passed() -> None:
    skipped = {item.rule: item.reason.vi for item in not_checked(quads(STUB))}
    assert skipped["task.lead"] == "Không đọc được nhiệm vụ nào trong văn bản này."
    assert "document.number" not in skipped
    assert not any(rule.startswith("loading.") for rule in skipped)
    assert "task.lead" not in {item.rule for item in not_checked(quads(PLAN))}


def test_what_needs_other_acts_is_not_checked_without_a_store() -> None:
    needing = {rule.id for rule in rules().values() if rule.needs is not None}
    reasons = {item.rule: item.reason.vi for item in not_checked(quads(PLAN))}
    assert needing <= set(reasons)
    assert reasons["basis.chain"] == "Không có kho dữ liệu."
    assert "basis.chain" not in {item.rule for item in not_checked(quads(PLAN), store=[])}


def test_the_report_joins_what_shapes_and_reader_found() -> None:
    reading = reading_findings(ACT, unread=[(3, "4. 3 2 1", 7000, 7008)])
    report = check_act("ke-hoach.txt", ACT, quads(PLAN), reading=reading)
    assert (report.file, report.document, report.label) == ("ke-hoach.txt", ACT, "Kế hoạch chưa có số")
    assert "reading.unread" in [finding.rule for finding in report.findings]
    assert has_violation(report)


def test_a_report_without_violations_lets_the_act_go_out() -> None:
    whole = PLAN.replace('dcterms:date "2025-08"^^xsd:gYearMonth', 'eli:number "345/KH-UBND"')
    whole = whole.split("<doc/bac-ninh/draft/ke-hoach-1c2d3e4f/text/III>")[0].replace(
        "eli:passed_by",
        'eli:date_document "2025-08-05"^^xsd:date ; cancu:recipientLine "Lưu: VT"@vi ; eli:passed_by',
    )
    whole += (
        f'<{ACT}/signature/mai-son> a cancu:Signature ; cancu:signatureOf <{ACT}> ; cancu:position "Chủ tịch"@vi ;'
        ' cancu:capacity "TM. Ủy ban nhân dân"@vi .'
    )
    reading = reading_findings(ACT, unread=[(3, "4. 3 2 1", 7000, 7008)])
    report = check_act("ke-hoach.txt", ACT, quads(whole), reading=reading)
    assert report.count("hint") == 1
    assert not has_violation(report)
