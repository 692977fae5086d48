"""Task lineage in the store: made whichever act comes first, made anew when one changes, overruled by people."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad
from pyoxigraph import Store as OxigraphGraph

from loaders.lineage import ActItems, Item, alignment_node
from ontology.namespaces import CANCU, ELI, data, graph
from service.storage import writing
from service.storage.readings import Reading
from service.storage.reviews import Review
from service.store import Reader, Store
from tests.service.readings import DECISION_1169, DECISION_1703, DIRECTIVE_38, PLAN_239, content, node, reading

PARTY_PLAN = "doc/thanh-hoa/2025/249-kh-tu"
UPSTREAM = {
    "I.1": "Xây dựng, hoàn thiện hệ thống văn bản quy phạm pháp luật về tiêu chuẩn, đo lường, chất lượng",
    "I.2": "Đào tạo, bồi dưỡng nguồn nhân lực làm công tác thử nghiệm, kiểm định, hiệu chuẩn phương tiện đo",
    "I.3": "Triển khai hệ thống truy xuất nguồn gốc sản phẩm, hàng hóa và Cổng thông tin quốc gia",
}
PLAN = {
    "1": "Triển khai hệ thống truy xuất nguồn gốc sản phẩm, hàng hóa của tỉnh, kết nối Cổng thông tin quốc gia",
    "2": "Đào tạo, bồi dưỡng nguồn nhân lực của tỉnh làm công tác thử nghiệm, kiểm định, hiệu chuẩn phương tiện đo",
    "3": "Sửa chữa trụ sở làm việc, mua sắm xe ô tô phục vụ công tác đối ngoại của Ủy ban nhân dân huyện",
}
TRUE_LINKS = {("1", "I.3"), ("2", "I.2")}


def act(path: str, tasks: dict[str, str], *above: str, cites: dict[str, tuple[str, ...]] | None = None) -> Reading:
    """An act with tasks that hangs on others. `cites`: acts that it only cites -> what it says they carry out."""
    own = reading(path, cites=tuple(cites or ()), tasks=0)
    where = node(own.graph)
    quads = [Quad(node(own.act), node(ELI.based_on), node(data(one)), where) for one in above]
    items = tuple(
        Item(node=str(data(f"{path}/task/{number}")), text=text, headings=(), order=order)
        for order, (number, text) in enumerate(tasks.items(), 1)
    )
    for item in items:
        quads.append(Quad(node(item.node), node(CANCU.setBy), node(own.act), where))
    stubs = [
        Quad(node(data(cited)), node(CANCU.implements), node(data(other)), node(graph(cited)))
        for cited, carried_out in (cites or {}).items()
        for other in carried_out
    ]
    return replace(
        own,
        quads=(*own.quads, *quads),
        offered=(*own.offered, *stubs),
        items=ActItems(act=own.act, tasks=items, parts=()) if items else None,
    )


DECISION = act(DECISION_1703, UPSTREAM, DIRECTIVE_38)
DIRECT = act(PLAN_239, PLAN, DECISION_1703)
THROUGH_STUB = act(PLAN_239, PLAN, PARTY_PLAN, cites={PARTY_PLAN: (DECISION_1703,)})
OTHER_STUB = act(DECISION_1169, PLAN, PARTY_PLAN, cites={PARTY_PLAN: (DIRECTIVE_38,)})


def stored(folder: Path, readings: Iterable[Reading], *, each_published: bool = False) -> Reader:
    with Store.open(folder, writable=True) as store:
        for one in readings:
            store.put(one)
            if each_published:
                store.publish()
        store.publish()
        return store.reader()


def links(reader: Reader, path: str = PLAN_239, target: str = DECISION_1703) -> set[tuple[str, str]]:
    """(number, number upstream) of each `cancu:elaborates` of an act's tasks."""
    found = reader.graph.quads_for_pattern(None, node(CANCU.elaborates), None, node(graph(f"lineage/{path}")))
    start, end = f"{data(path)}/task/", f"{data(target)}/task/"
    pairs = ((quad.subject, quad.object) for quad in found)
    return {
        (task.value.removeprefix(start), up.value.removeprefix(end))
        for task, up in pairs
        if isinstance(task, NamedNode) and isinstance(up, NamedNode)
    }


@pytest.mark.parametrize("plan", [DIRECT, THROUGH_STUB], ids=["direct", "through an act known only by citation"])
@pytest.mark.parametrize("upstream_first", [True, False])
def test_a_task_is_tied_to_the_one_upstream_whichever_comes_first(
    tmp_path: Path, plan: Reading, upstream_first: bool
) -> None:
    readings = [DECISION, plan] if upstream_first else [plan, DECISION]
    assert links(stored(tmp_path / "s", readings, each_published=True)) == TRUE_LINKS


@pytest.mark.parametrize("order", list(itertools.permutations((DECISION, THROUGH_STUB, OTHER_STUB))))
def test_the_order_of_loading_does_not_matter(tmp_path: Path, order: tuple[Reading, ...]) -> None:
    once = stored(tmp_path / "a", (DECISION, THROUGH_STUB, OTHER_STUB))
    assert content(stored(tmp_path / "b", order, each_published=True).graph) == content(once.graph)


def test_a_task_without_a_counterpart_is_tied_to_nothing(tmp_path: Path) -> None:
    assert all(task != "3" for task, _ in links(stored(tmp_path / "s", [DECISION, DIRECT])))


def test_a_task_is_tied_to_the_nearest_act_in_which_it_has_a_counterpart(tmp_path: Path) -> None:
    """The commune's first task stands in the province's plan too, its second one in the Prime Minister's alone."""
    province = act(PLAN_239, {"1": PLAN["1"], "2": PLAN["3"], "3": "Tổng kết, khen thưởng hằng năm"}, DECISION_1703)
    commune = act("doc/thanh-hoa/14758/2025/45-kh-ubnd", {"1": PLAN["1"], "2": PLAN["2"]}, DECISION_1703, PLAN_239)
    reader = stored(tmp_path / "s", [commune, DECISION, province])
    own = "doc/thanh-hoa/14758/2025/45-kh-ubnd"
    assert ("1", "1") in links(reader, own, PLAN_239)
    assert ("2", "I.2") in links(reader, own, DECISION_1703)
    assert ("1", "I.3") not in links(reader, own, DECISION_1703)


def test_an_act_that_is_not_above_is_not_looked_at(tmp_path: Path) -> None:
    assert links(stored(tmp_path / "s", [DECISION, act(PLAN_239, PLAN, DIRECTIVE_38)])) == set()


def test_a_corrected_upstream_act_takes_its_ties_with_it(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    stored(folder, [DECISION, DIRECT])
    without = act(DECISION_1703, {"I.1": UPSTREAM["I.1"], "I.2": UPSTREAM["I.2"]}, DIRECTIVE_38)
    assert links(stored(folder, [without])) == {("2", "I.2")}
    assert content(stored(folder, [without]).graph) == content(stored(tmp_path / "t", [without, DIRECT]).graph)


def test_a_stub_that_another_act_describes_otherwise_moves_the_ties(tmp_path: Path) -> None:
    """1169's description of the Party plan comes first by IRI, and names the directive alone."""
    folder = tmp_path / "s"
    assert links(stored(folder, [DECISION, THROUGH_STUB])) == TRUE_LINKS
    assert links(stored(folder, [OTHER_STUB])) == set()
    assert links(stored(folder, [act(DECISION_1169, PLAN)])) == TRUE_LINKS


VERSIONS = [DECISION, act(DECISION_1703, {"I.9": UPSTREAM["I.3"]}), act(DECISION_1703, {}), DIRECT, THROUGH_STUB]
VERSIONS += [OTHER_STUB, act(DECISION_1169, UPSTREAM, PLAN_239), act(PARTY_PLAN, UPSTREAM, DECISION_1703)]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(VERSIONS), st.booleans()), max_size=8), st.booleans())
def test_only_the_last_reading_of_each_act_matters(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[Reading, bool]], in_bulk: bool
) -> None:
    folder = tmp_path_factory.mktemp("stores")
    with pytest.MonkeyPatch.context() as patch, Store.open(folder / "a", writable=True) as store:
        patch.setattr(writing, "BULK_FROM", 0 if in_bulk else 10**9)
        for one, publish in history:
            store.put(one)
            if publish:
                store.publish()
        store.publish()
        after = content(store.reader().graph)
    last = {one.act: one for one, _ in history}
    assert after == content(stored(folder / "b", last.values()).graph)


def test_other_rules_of_tying_hold_for_acts_that_were_loaded_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "s"
    stored(folder, [DECISION, DIRECT])
    monkeypatch.setattr("service.storage.lineage.rules_digest", lambda: "others")
    monkeypatch.setattr("service.storage.lineage.nearest_links", lambda act, layers: ())
    assert links(stored(folder, [])) == set()


# --- which act hangs on which ---

NAMES = tuple(f"doc/ttg/2025/{number}-qd-ttg" for number in range(7))
TIES = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=14)


def tied(ties: list[tuple[str, str]], loaded: set[str]) -> list[Reading]:
    """Acts that hang on each other; those that are not loaded are told of by the loaded ones that cite them."""
    above = {name: tuple(sorted({up for down, up in ties if down == name})) for name in NAMES}
    return [act(name, {}, *above[name], cites={up: above[up] for up in above[name]}) for name in sorted(loaded)]


def edges(graph: OxigraphGraph, *properties: str) -> set[tuple[str, str]]:
    found = (quad for name in properties for quad in graph.quads_for_pattern(None, node(name), None))
    return {(str(quad.subject), str(quad.object)) for quad in found}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TIES, st.sets(st.sampled_from(NAMES)), st.permutations(NAMES), st.booleans())
def test_what_an_act_hangs_on_is_the_transitive_reduction_of_what_it_rests_on(
    tmp_path_factory: pytest.TempPathFactory,
    ties: list[tuple[str, str]],
    loaded: set[str],
    order: list[str],
    in_rings: bool,
) -> None:
    if not in_rings:
        ties = [(max(pair), min(pair)) for pair in ties if pair[0] != pair[1]]
    readings = sorted(tied(ties, loaded), key=lambda one: [order.index(n) for n in order if one.act.endswith(n)])
    reader = stored(tmp_path_factory.mktemp("s"), readings, each_published=True)
    ties_there = {edge for edge in edges(reader.graph, str(ELI.based_on), str(CANCU.implements)) if edge[0] != edge[1]}
    whole: nx.DiGraph[str] = nx.DiGraph(sorted(ties_there))
    hanging: nx.DiGraph[str] = nx.DiGraph(sorted(edges(reader.graph, str(CANCU.hangsOn))))
    if nx.is_directed_acyclic_graph(whole):
        assert set(hanging.edges) == set(nx.transitive_reduction(whole).edges)
    closures = [set(nx.transitive_closure(one, reflexive=False).edges) for one in (whole, hanging)]
    assert closures[0] == closures[1]


# --- what people say ---


def review(task: str, up: str, verdict: str, at: str = "2026-11-20", by: str = "Nguyễn Thị Lan") -> Review:
    return Review(
        act=DIRECT.act,
        obligation=f"{DIRECT.act}/task/{task}",
        target=f"{DECISION.act}/task/{up}",
        verdict=verdict,  # type: ignore[arg-type]
        reviewer=by,
        at=f"{at}T00:00:00Z",
        reason="Đã đối chiếu từng dòng.",
    )


def reviewed(folder: Path, *reviews: Review) -> Reader:
    with Store.open(folder, writable=True) as store:
        store.put_reviews(reviews)
        store.publish()
        return store.reader()


def test_a_persons_word_overrules_the_machine_and_survives_every_recomputation(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    stored(folder, [DECISION, DIRECT])
    wanted = {("1", "I.3"), ("3", "I.1")}
    assert links(reviewed(folder, review("2", "I.2", "rejected"), review("3", "I.1", "added"))) == wanted
    again = act(PLAN_239, {**PLAN, "4": "Tổng kết"}, DECISION_1703)
    assert links(stored(folder, [again])) == wanted
    assert links(stored(folder, [DECISION])) == wanted


def test_a_rejected_tie_stays_as_an_alignment_with_the_review_that_settled_it(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    stored(folder, [DECISION, DIRECT])
    word = review("2", "I.2", "rejected")
    graph_after = reviewed(folder, word).graph
    alignment = alignment_node(word.obligation, word.target)
    (settled,) = graph_after.quads_for_pattern(alignment, node(CANCU.settledBy), None)
    assert settled.object == node(word.id)
    assert {str(quad.object) for quad in graph_after.quads_for_pattern(node(word.id), node(CANCU.reviews), None)} == {
        str(alignment)
    }


def test_the_latest_review_holds_whichever_is_loaded_first(tmp_path: Path) -> None:
    first, later = review("2", "I.2", "rejected"), review("2", "I.2", "confirmed", at="2026-11-21", by="Lê Văn Bình")
    for name, order in (("a", (first, later)), ("b", (later, first))):
        stored(tmp_path / name, [DECISION, DIRECT])
        assert ("2", "I.2") in links(reviewed(tmp_path / name, *order))


def test_reviews_loaded_before_the_acts_hold_when_these_come(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    reviewed(folder, review("2", "I.2", "rejected"))
    assert links(stored(folder, [DIRECT, DECISION])) == {("1", "I.3")}


def test_the_same_reviews_again_change_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    stored(folder, [DECISION, DIRECT])
    before = reviewed(folder, review("2", "I.2", "rejected"))
    after = reviewed(folder, review("2", "I.2", "rejected"))
    assert after.generation == before.generation
