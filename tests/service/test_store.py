"""The store: each act whole or absent, the same whatever the order and the history, readers undisturbed."""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, Quad

from ontology.namespaces import CANCU, ORG, SKOS, data, graph
from service.errors import NotAStore, StoreBusy, StoreError
from service.storage import snapshots
from service.storage.changes import put_acts
from service.storage.embedded import EmbeddedTarget
from service.storage.ledger import Ledger
from service.storage.readings import Reading, prepare
from service.storage.reference import ReferenceData
from service.storage.writing import Writing
from service.store import Reader, Store
from tests.service.readings import (
    DECISION_1169,
    DECISION_1703,
    DIRECTIVE_38,
    PLAN_239,
    about,
    content,
    node,
    reading,
    times,
)

ROOT = Path(__file__).parents[2]
SO_KHCN = "thanh-hoa/so-khoa-hoc-va-cong-nghe"
UBND = "binh-duong/ubnd"

ACTS = (
    reading(PLAN_239, (DIRECTIVE_38, DECISION_1703), (SO_KHCN,)),
    reading(DECISION_1169, (DIRECTIVE_38, DECISION_1703), (UBND, SO_KHCN)),
    reading(DECISION_1703, (DIRECTIVE_38,)),
)


def stored(folder: Path, readings: Iterable[Reading]) -> Reader:
    with Store.open(folder, writable=True) as store:
        for one in readings:
            store.put(one)
        store.publish()
        return store.reader()


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_loading_does_not_matter(tmp_path: Path, order: tuple[int, ...]) -> None:
    in_order = stored(tmp_path / "a", ACTS)
    shuffled = stored(tmp_path / "b", [ACTS[number] for number in order])
    assert content(shuffled.graph) == content(in_order.graph)


VERSIONS = [
    reading(path, cites, bodies, words=words)
    for path in (PLAN_239, DECISION_1169, DECISION_1703)
    for cites, bodies, words in (
        ((DIRECTIVE_38, DECISION_1703), (SO_KHCN,), "Xây dựng"),
        ((DECISION_1703,), (UBND,), "Rà soát"),
        ((DIRECTIVE_38, PLAN_239), (), "Xây dựng"),
    )
]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(VERSIONS), max_size=8))
def test_only_the_last_reading_of_each_act_matters(
    tmp_path_factory: pytest.TempPathFactory, history: list[Reading]
) -> None:
    last = {one.act: one for one in history}
    folder = tmp_path_factory.mktemp("stores")
    assert content(stored(folder / "a", history).graph) == content(stored(folder / "b", last.values()).graph)


def test_the_same_reading_again_changes_nothing_not_even_its_time(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s", writable=True) as store:
        assert store.put(ACTS[0], now=datetime(2026, 11, 20, 8, tzinfo=UTC)) == "added"
        generation = store.publish()
        before = times(store.reader().graph)
        assert store.put(ACTS[0], now=datetime(2026, 11, 21, 8, tzinfo=UTC)) == "unchanged"
        assert store.publish() == generation
        assert times(store.reader().graph) == before
    assert "2026-11-20T08:00:00Z" in before[0]


def test_a_corrected_act_replaces_its_graph_whole_and_bears_a_new_time(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s", writable=True) as store:
        store.put(reading(PLAN_239, tasks=3), now=datetime(2026, 11, 20, 8, tzinfo=UTC))
        assert store.put(reading(PLAN_239, tasks=1), now=datetime(2026, 11, 21, 8, tzinfo=UTC)) == "replaced"
        store.publish()
        reader = store.reader()
    assert content(reader.graph) == content(stored(tmp_path / "t", [reading(PLAN_239, tasks=1)]).graph)
    assert [line for line in times(reader.graph) if "2026-11-21T08:00:00Z" in line] == times(reader.graph)


def test_a_stub_is_described_by_the_citing_act_whose_iri_sorts_first(tmp_path: Path) -> None:
    stub = about(stored(tmp_path / "s", ACTS).graph, DIRECTIVE_38)
    assert any(f"{DIRECTIVE_38} in {DECISION_1169}" in line for line in stub)
    assert not any(f"in {PLAN_239}" in line or f"in {DECISION_1703}" in line for line in stub)


def test_the_act_itself_takes_the_place_of_its_stub(tmp_path: Path) -> None:
    reader = stored(tmp_path / "s", [ACTS[0], ACTS[2]])
    assert not any("knownOnlyByCitation" in line for line in about(reader.graph, DECISION_1703))
    assert any("knownOnlyByCitation" in line for line in about(reader.graph, DIRECTIVE_38))


def test_a_stub_and_a_body_go_when_no_act_names_them_any_more(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    stored(folder, [ACTS[0]])
    reader = stored(folder, [reading(PLAN_239)])
    assert about(reader.graph, DIRECTIVE_38) == []
    assert about(reader.graph, f"agency/{SO_KHCN}") == []
    assert node(graph(DIRECTIVE_38)) not in set(reader.graph.named_graphs())


def test_no_triple_stands_in_two_graphs(tmp_path: Path) -> None:
    quads = list(stored(tmp_path / "s", ACTS).graph)
    assert len({str(quad.triple) for quad in quads}) == len(quads)


def test_a_body_bears_all_that_is_offered_of_it(tmp_path: Path) -> None:
    bodies, event = node(graph("bodies")), node(data("change/2025-07-01/ho-chi-minh"))
    halves = {
        path: Quad(event, node(ORG.originalOrganization), node(data(f"agency/{province}/ubnd")), bodies)
        for path, province in ((PLAN_239, "binh-duong"), (DECISION_1169, "ba-ria-vung-tau"))
    }
    readings = [replace(reading(path), offered=(quad,)) for path, quad in halves.items()]
    whole = stored(tmp_path / "s", readings)
    assert about(whole.graph, "change/2025-07-01/ho-chi-minh") == sorted(map(str, halves.values()))
    half = stored(tmp_path / "s", [reading(PLAN_239)])
    assert about(half.graph, "change/2025-07-01/ho-chi-minh") == [str(halves[DECISION_1169])]


def test_reference_data_stands_once_and_is_renewed(tmp_path: Path) -> None:
    bodies, units, concepts = (node(graph(name)) for name in ("bodies", "units", "concepts"))
    label = node(SKOS.prefLabel)
    unit, agency, role = (node(data(path)) for path in ("unit/thanh-hoa", f"agency/{SO_KHCN}", "role/lead"))
    first = [
        Quad(unit, label, Literal("Tỉnh Thanh Hóa", language="vi"), units),
        Quad(agency, label, Literal(SO_KHCN, language="vi"), bodies),
        Quad(role, label, Literal("chủ trì", language="vi"), concepts),
    ]
    second = [Quad(unit, label, Literal("Tỉnh Thanh Hoá", language="vi"), units)]
    with Store.open(tmp_path / "s", writable=True) as store:
        store.put(ACTS[0])
        assert store.put_reference(ReferenceData.of(first)) is True
        assert store.put_reference(ReferenceData.of(first)) is False
        store.publish()
        old = store.reader()
        assert store.put_reference(ReferenceData.of(second)) is True
        store.publish()
        new = store.reader()
    for path, quad in zip(("unit/thanh-hoa", f"agency/{SO_KHCN}", "role/lead"), first, strict=True):
        assert about(old.graph, path) == [str(quad)]
    assert about(new.graph, "unit/thanh-hoa") == [str(second[0])]
    assert about(new.graph, f"agency/{SO_KHCN}") == [str(first[1])], "the act still names it"
    assert about(new.graph, "role/lead") == []


def test_blank_nodes_of_the_ontology_get_the_same_names_in_every_store(tmp_path: Path) -> None:
    readers = []
    for name in ("a", "b"):
        inner, outer = BlankNode(), BlankNode()
        where = node(CANCU.ontologyGraph)
        quads = [
            Quad(outer, node(SKOS.member), inner, where),
            Quad(inner, node(SKOS.prefLabel), Literal("x"), where),
        ]
        with Store.open(tmp_path / name, writable=True) as store:
            store.put_reference(ReferenceData.of(quads))
            store.publish()
            readers.append(content(store.reader().graph))
    assert readers[0] == readers[1]
    assert len(readers[0]) == 2


def test_a_blank_node_in_an_act_is_refused(tmp_path: Path) -> None:
    quad = Quad(BlankNode(), node(SKOS.prefLabel), Literal("x"), node(graph(PLAN_239)))
    faulty = Reading(str(data(PLAN_239)), str(graph(PLAN_239)), (quad,), (), (), "sha256:0", "x", "f.txt")
    with Store.open(tmp_path / "s", writable=True) as store, pytest.raises(ValueError, match="blank node"):
        store.put(faulty)


def test_a_text_is_found_by_its_digest(tmp_path: Path) -> None:
    reader = stored(tmp_path / "s", [ACTS[0]])
    assert reader.text(ACTS[0].text_digest) == ACTS[0].text
    assert reader.text("sha256:" + "0" * 64) is None
    assert reader.text("sha256:../VERSION") is None


# --- readers and writers ---


def test_readers_see_nothing_before_it_is_published_and_keep_their_generation(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s", writable=True) as store:
        empty = store.reader()
        assert (empty.generation, len(empty.graph)) == (0, 0)
        store.put(ACTS[0])
        assert store.refreshed(empty) is empty
        store.publish()
        first = store.refreshed(empty)
        size = len(first.graph)
        store.put(ACTS[1])
        store.publish()
        second = Store.open(tmp_path / "s").refreshed(first)
        assert len(second.graph) > size == len(first.graph)
        assert store.refreshed(second) is second


def test_snapshots_in_use_stay_and_others_go(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    with Store.open(folder, writable=True) as store:
        store.put(ACTS[0])
        store.publish()
        held = store.reader()
        for number in range(4):
            store.put(reading(DECISION_1169, words=f"Lần {number}"))
            store.publish()
        assert {place.name for place in (folder / "snapshots").iterdir() if place.is_dir()} == {"1", "4", "5"}
        assert len(held.graph) == len(content(held.graph)) + 1
        del held
        store.put(ACTS[2])
        store.publish()
        assert not snapshots.snapshot(folder, 1).exists()


def test_what_a_dead_writer_had_stored_is_published_by_the_next(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s", writable=True) as store:
        store.put(ACTS[0])
    with Store.open(tmp_path / "s", writable=True) as store:
        assert store.put(ACTS[0]) == "unchanged"
        store.publish()
        assert about(store.reader().graph, PLAN_239)


def test_a_second_writer_is_told_who_holds_the_store(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    code = (
        "import sys; from service.store import Store\n"
        "with Store.open(sys.argv[1], writable=True): print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as holder:  # fmt: skip
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StoreBusy, match=rf"another process \({holder.pid}\).*--store"):
            Store.open(folder, writable=True)
        assert Store.open(folder).reader().generation == 0
        holder.communicate()
    Store.open(folder, writable=True).close()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("x")
    with pytest.raises(NotAStore, match="not a cancu store"):
        Store.open(tmp_path, writable=True)
    assert [entry.name for entry in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_store_of_another_layout_and_a_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "VERSION").write_text("cancu store 99\n")
    with pytest.raises(NotAStore, match="another version"):
        Store.open(tmp_path)
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path / "VERSION", writable=True)


# --- death in the middle ---

_ENDLESS = """
import sys
from service.storage import writing
from service.storage.reference import ReferenceData
from service.store import Store
from tests.service.test_store import LARGE
writing.BULK_FROM = int(sys.argv[2])
with Store.open(sys.argv[1], writable=True) as store:
    store.put_reference(ReferenceData.of(()))
    print("writing", flush=True)
    turn = 0
    while True:
        for versions in LARGE:
            store.put(versions[turn % 2])
        store.publish()
        turn += 1
"""

LARGE = [
    (
        reading(path, (DIRECTIVE_38, DECISION_1703), (SO_KHCN,), tasks=400),
        reading(path, (DECISION_1703,), (UBND,), tasks=500, words="Rà soát"),
    )
    for path in (PLAN_239, DECISION_1169, DECISION_1703)
]


def test_an_update_that_the_writer_died_before_is_made_up_for(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    stored(folder, [ACTS[0]])
    ledger = Ledger(folder / "ledger.sqlite")
    with ledger.writing():
        _, work = put_acts([prepare(reading(PLAN_239, words="Rà soát"))], ledger, datetime.now(UTC))
        Writing(folder, EmbeddedTarget(folder), ledger).note(work)
    ledger.close()
    reader = stored(folder, [])
    assert content(reader.graph) == content(stored(tmp_path / "t", [reading(PLAN_239, words="Rà soát")]).graph)


@pytest.mark.parametrize("bulk_from", [0, 10**9])
@pytest.mark.parametrize("seed", range(3))
def test_after_kill_9_each_act_is_whole_or_absent(tmp_path: Path, seed: int, bulk_from: int) -> None:
    folder = tmp_path / "s"
    with subprocess.Popen(
        [sys.executable, "-c", _ENDLESS, str(folder), str(bulk_from)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        time.sleep(random.Random(seed).uniform(0.005, 0.4))
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
    with Store.open(folder, writable=True) as store:
        store.publish()
        after = content(store.reader().graph)
    standing = [version for versions in LARGE for version in versions if f"{version.quads[0]}" in after]
    expected = content(stored(tmp_path / "fresh", standing).graph)
    assert after == expected
