from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from loaders.alignment.choice import forget
from loaders.alignment.statements import Verdict
from loaders.lineage import ActItems, Decision, Item, Link, lineage_quads, links
from ontology.terms import TYPE, cancu, graph_node, node, typed
from tests.loaders.alignment.gold import gold, machine, measured, precision, read, recall

ACT = node("doc/binh-duong/2025/1169-qd-ubnd").value
TASK = f"{ACT}/task/II.3"
ROW = node("doc/ttg/2024/1703-qd-ttg/task/II.2").value
POINT = node("doc/ttg/2024/1703-qd-ttg/text/ke-hoach/II/2/dd").value
REVIEW = node("review/0b9f9f8e-5a53-4b7e-9c57-0d9d1b6a3f10").value
ALIGNMENT = node("doc/binh-duong/2025/1169-qd-ubnd/task/II.3/upstream/ttg-2024-1703-qd-ttg-task-II.2")
GRAPH = graph_node("lineage/doc/binh-duong/2025/1169-qd-ubnd")

WORDS = ("đo lường", "chất lượng", "đào tạo", "thanh tra", "cơ sở dữ liệu", "xã", "mã vạch", "1703/QĐ-TTg", "")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
HEADINGS = st.lists(TEXTS, max_size=2).map(tuple)


def acts(name: str) -> st.SearchStrategy[ActItems]:
    """Small acts of that name, odd ones too: empty texts, rows without a group, no rows at all."""

    def items(kind: str) -> st.SearchStrategy[tuple[Item, ...]]:
        rows = st.lists(st.tuples(TEXTS, HEADINGS), max_size=5)
        return rows.map(
            lambda rows: tuple(
                Item(f"https://w3id.org/cancu/id/doc/{name}/{kind}/{at}", text, headings, at)
                for at, (text, headings) in enumerate(rows, 1)
            )
        )

    return st.builds(ActItems, st.just(f"https://w3id.org/cancu/id/doc/{name}"), items("task"), items("text"))


# What people read ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["lineage.json", "lineage-own.json"])
def test_what_people_read_is_found_and_little_else(file: str) -> None:
    figures = [found for _, _, found in measured(file)]
    assert precision(figures) >= 0.93
    assert recall(figures) >= 0.90


@pytest.mark.parametrize("file", ["lineage.json", "lineage-own.json"])
def test_all_that_people_named_stands_in_the_plans(file: str) -> None:
    centre = set(read("003").names.values())
    for number, tasks in gold(file).items():
        own = set(read(number).names.values())
        assert tasks.keys() <= own
        for task in tasks.values():
            assert {link["to"] for link in task.get("upstream", [])} <= centre
            assert {link["to"] for link in task.get("own_body", [])} <= own


def test_a_row_is_tied_to_a_row_and_a_point_upstream_and_to_its_own_point() -> None:
    assert {to for task, to in machine("000", "upstream") if task == "II.3"} == {"II.2", "II/2/d"}
    assert {to for task, to in machine("000", "own_body") if task == "II.3"} == {"II/2/c"}


def test_two_rows_may_repeat_one_point() -> None:
    assert {("V.2", "II/5/b"), ("V.3", "II/5/b")} <= machine("000", "own_body")


def test_a_row_of_the_province_alone_has_nothing_upstream() -> None:
    standards = next(item for item in read("000").items.tasks if "hệ thống chuẩn đo lường chính của tỉnh" in item.text)
    assert not any(task == read("000").names[standards.node] for task, _ in machine("000", "upstream"))


# What callers rely on --------------------------------------------------------------------------------------


def test_links_are_the_same_again_and_in_any_order_of_the_acts_upstream() -> None:
    act, upstream = read("001").items, [read(number).items for number in ("003", "000", "002")]
    first = links(act, upstream)
    forget()
    assert all(links(act, order) == first for order in permutations(upstream))
    assert list(first) == sorted(first, key=lambda link: (link.obligation, link.target))


def test_an_act_is_not_its_own_upstream() -> None:
    act = read("000").items
    assert links(act, [act]) == links(act, [])
    assert all(link.target.startswith(f"{act.act}/text/") for link in links(act, [act]))


def test_an_act_named_twice_is_looked_into_once() -> None:
    act, centre = read("000").items, read("003").items
    assert links(act, [centre, centre]) == links(act, [centre])


def test_an_act_without_tasks_has_no_links() -> None:
    centre = read("003").items
    assert links(ActItems(ACT, (), centre.parts), [centre]) == ()


@settings(max_examples=60, deadline=None)
@given(acts("xa/2025/1-kh-ubnd"), st.lists(acts("tinh/2025/2-qd-ubnd") | acts("ttg/2024/3-qd-ttg"), max_size=2))
def test_links_go_from_the_acts_tasks_to_what_was_given(act: ActItems, upstream: list[ActItems]) -> None:
    tasks = {task.node for task in act.tasks}
    targets = {item.node for other in upstream for item in other.tasks + other.parts} | {p.node for p in act.parts}
    found = links(act, upstream)
    for link in found:
        assert link.obligation in tasks
        assert link.target in targets
        assert 0 <= link.score <= 0.99
        assert link.score == round(link.score, 2)
    pairs = [(link.obligation, link.target) for link in found]
    assert len(pairs) == len(set(pairs))


@given(acts("xa/2025/1-kh-ubnd"))
def test_items_come_back_from_json(act: ActItems) -> None:
    assert ActItems.from_json(act.to_json()) == act


@given(st.text(), st.text(), st.lists(st.text()).map(tuple), st.integers())
def test_any_words_come_back_from_json(node_: str, text: str, headings: tuple[str, ...], order: int) -> None:
    act = ActItems(ACT, (Item(node_, text, headings, order),), ())
    assert ActItems.from_json(act.to_json()) == act


@pytest.mark.parametrize("text", ["", "[]", "{}", '["act", 3, []]', '["act", [["node"]], []]'])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="read the act again"):
        ActItems.from_json(text)


# What stands in the graph ----------------------------------------------------------------------------------


def about(quads: Iterable[Quad], subject: NamedNode) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for quad in quads:
        if quad.subject == subject:
            found.setdefault(quad.predicate.value.rpartition("#")[2], set()).add(str(quad.object))
    return found


def decided(verdict: Verdict, *found: Link) -> tuple[Quad, ...]:
    return lineage_quads(ACT, found, [Decision(TASK, ROW, verdict, REVIEW)])


def elaborated(quads: Iterable[Quad]) -> set[str]:
    return about(quads, NamedNode(TASK)).get("elaborates", set())


LINK = Link(TASK, ROW, 0.87)


def test_a_link_is_an_alignment_and_elaborates() -> None:
    assert set(lineage_quads(ACT, [LINK], [])) == {
        Quad(ALIGNMENT, TYPE, cancu("Alignment"), GRAPH),
        Quad(ALIGNMENT, cancu("aligns"), NamedNode(TASK), GRAPH),
        Quad(ALIGNMENT, cancu("alignedWith"), NamedNode(ROW), GRAPH),
        Quad(ALIGNMENT, cancu("score"), typed("0.87", "decimal"), GRAPH),
        Quad(ALIGNMENT, cancu("method"), node("method/text-similarity"), GRAPH),
        Quad(NamedNode(TASK), cancu("elaborates"), NamedNode(ROW), GRAPH),
    }


@pytest.mark.parametrize("found", [(), (LINK,)])
def test_what_a_person_rejected_stays_without_elaborating(found: tuple[Link, ...]) -> None:
    quads = decided("rejected", *found)
    assert elaborated(quads) == set()
    assert about(quads, ALIGNMENT)["settledBy"] == {f"<{REVIEW}>"}
    assert about(quads, ALIGNMENT)["alignedWith"] == {f"<{ROW}>"}


def test_what_a_person_rejected_and_no_machine_finds_scores_nothing() -> None:
    alignment = about(decided("rejected"), ALIGNMENT)
    assert alignment["method"] == {str(node("method/person"))}
    assert alignment["score"] == {str(typed("0.00", "decimal"))}


def test_what_a_person_rejected_keeps_the_machines_score() -> None:
    alignment = about(decided("rejected", LINK), ALIGNMENT)
    assert alignment["method"] == {str(node("method/text-similarity"))}
    assert alignment["score"] == {str(typed("0.87", "decimal"))}


@pytest.mark.parametrize("found", [(), (LINK,)])
def test_what_a_person_added_is_the_persons(found: tuple[Link, ...]) -> None:
    quads = decided("added", *found)
    assert elaborated(quads) == {f"<{ROW}>"}
    assert about(quads, ALIGNMENT)["method"] == {str(node("method/person"))}
    assert about(quads, ALIGNMENT)["score"] == {str(typed("1.00", "decimal"))}


@pytest.mark.parametrize(
    ("found", "method", "score"),
    [((LINK,), "method/text-similarity", "0.87"), ((), "method/person", "1.00")],
)
def test_what_a_person_confirmed_stays(found: tuple[Link, ...], method: str, score: str) -> None:
    quads = decided("confirmed", *found)
    assert elaborated(quads) == {f"<{ROW}>"}
    assert about(quads, ALIGNMENT)["method"] == {str(node(method))}
    assert about(quads, ALIGNMENT)["score"] == {str(typed(score, "decimal"))}
    assert about(quads, ALIGNMENT)["settledBy"] == {f"<{REVIEW}>"}


def test_a_decision_on_one_pair_leaves_the_others() -> None:
    quads = decided("rejected", LINK, Link(TASK, POINT, 0.5))
    assert elaborated(quads) == {f"<{POINT}>"}
    assert quads == decided("rejected", Link(TASK, POINT, 0.5), LINK)


def test_no_links_make_no_graph() -> None:
    assert lineage_quads(ACT, [], []) == ()
