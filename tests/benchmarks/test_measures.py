"""What the national benchmark prints is only as good as its yardsticks: the walk, the true links, the limits."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad
from pyoxigraph import Store as Graph

from benchmarks.accuracy import Scored, scored
from benchmarks.asked import asked, path_of
from benchmarks.filling import bytes_on_disk, load_records
from benchmarks.memory import Peak
from benchmarks.nation import CENTRE, acts, whole
from benchmarks.nation.whole import Country, records
from benchmarks.national import print_differences, print_table
from benchmarks.timing import Run, Times, measured, timed_run
from benchmarks.walk import Walk
from loaders.triples import act_graphs
from ontology.terms import cancu, graph_node, node
from ontology.vocabulary import vocabulary_quads
from queries.binding import ask
from queries.engine import OxigraphEngine
from service.store import Store

COMMUNES = 13
"""So many that the first three communes that the benchmark asks about are among them."""
COUNTRY = Country(directives=1, provinces=1)


@cache
def engine() -> OxigraphEngine:
    """A directive in Hà Nội and its first communes, with the bodies that the acts name."""
    graph = Graph()
    graph.extend(vocabulary_quads())
    for place in (CENTRE, "ha-noi"):
        for made in acts(0, place, most_communes=COMMUNES):
            graphs = act_graphs(made.record)
            graph.extend([*graphs.quads, *graphs.named])
    return OxigraphEngine(graph)


@pytest.mark.parametrize("name", ["lineage-up", "legal-bases", "commune-duties", "agency-duties", "incomplete-tasks"])
def test_the_walk_finds_as_many_rows_as_the_question(name: str) -> None:
    walk = Walk(engine().store)
    counts = []
    for parameters in asked(COUNTRY)[name][:3]:
        rows = walk.answers[name](**parameters)
        assert len(rows) == len(ask(name, parameters, engine()).rows)
        counts.append(len(rows))
    assert any(counts)


def test_the_walk_finds_every_act_below_the_directive() -> None:
    (parameters,) = asked(COUNTRY)["lineage-down"]
    depths = [row[-1] for row in Walk(engine().store).answers["lineage-down"](**parameters)]
    # The Prime Minister's decision, the Party's plan, which rests on that, the province's decision, the communes.
    assert depths[:3] == [1, 2, 3]
    assert len(depths) == 3 + COMMUNES


def true_links() -> Iterator[tuple[str, str]]:
    for made in COUNTRY.made():
        for link in made.truth:
            yield f"{path_of(made)}/task/{link.task}", f"{link.act}/task/{link.target}"


def linked(*links: tuple[str, str]) -> Graph:
    graph = Graph()
    where = graph_node("lineage")
    graph.extend(Quad(node(task), cancu("elaborates"), node(target), where) for task, target in links)
    return graph


def test_all_true_links_and_nothing_else_score_one() -> None:
    score = scored(COUNTRY, linked(*true_links()))
    assert (score.precision, score.recall, score.f1) == (1.0, 1.0, 1.0)


def test_a_wrong_link_costs_precision_and_a_missing_one_recall() -> None:
    links = list(true_links())
    first, *others = links
    wrong = (first[0], "doc/ttg/2025/1700-qd-ttg/task/none")
    score = scored(COUNTRY, linked(wrong, *others))
    assert score == Scored(true=len(links), found=len(links) - 1, linked=len(links), right=len(links) - 1)


def test_the_point_that_says_the_same_counts_as_the_row() -> None:
    decree = list(acts(0, CENTRE))[1]
    points = {number: f"{path_of(decree)}/{point}" for number, point in decree.points}
    task, target = next(true_links())
    score = scored(COUNTRY, linked((task, points[target.rpartition("/")[2]])))
    assert (score.found, score.right) == (1, 1)


def test_a_link_past_the_province_to_what_its_row_carries_out_is_right_but_not_the_one_that_is_wanted() -> None:
    above = dict(true_links())
    task = next(task for task in above if above[task] in above)
    score = scored(COUNTRY, linked((task, above[above[task]])))
    assert (score.found, score.right) == (0, 1)


def test_runs_that_take_too_long_are_ended_and_those_before_kept() -> None:
    def work() -> Iterator[Run]:
        yield timed_run(lambda: 3)
        time.sleep(60)

    times = measured(work, 0.5)
    assert times.ended
    assert times.rows == (3,)


def test_an_error_of_an_engine_is_told() -> None:
    def work() -> Iterator[Run]:
        raise ValueError("no such question")
        yield

    assert measured(work, 5).fault == "ValueError: no such question"


def test_the_95th_of_a_hundred_runs_is_told() -> None:
    times = Times([(seconds / 1000, 1) for seconds in range(1, 101)], ended=False)
    assert times.median == pytest.approx(0.0505)
    assert times.p95 == pytest.approx(0.095, abs=0.0011)


def test_made_acts_go_into_a_store_and_what_it_weighs_is_counted(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with Store.open(folder, writable=True) as store:
        assert load_records([partial(records, 0, CENTRE)], store) == 2
        store.publish()
    graph = Store.open(folder).reader().graph
    decree = NamedNode(node("doc/ttg/2025/1700-qd-ttg").value)
    assert any(graph.quads_for_pattern(decree, cancu("implements"), node("doc/tw/2025/40-ct-tw"), None))
    assert bytes_on_disk(folder) > bytes_on_disk(folder / "graph") > 0


def test_a_store_tells_which_country_it_holds(tmp_path: Path) -> None:
    assert Country.of(tmp_path / "store") is None
    COUNTRY.remember(tmp_path / "store")
    assert Country.of(tmp_path / "store") == COUNTRY


def test_a_store_of_another_maker_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    COUNTRY.remember(tmp_path / "store")
    monkeypatch.setattr(whole, "_maker", lambda: "another")
    with pytest.raises(ValueError, match="load it again"):
        Country.of(tmp_path / "store")


def test_memory_is_of_the_process_and_of_those_that_it_started() -> None:
    peak = Peak(os.getpid())
    peak.look()
    before = peak.together - peak.own
    with subprocess.Popen(
        [sys.executable, "-c", "b = bytearray(2**26); print(1, flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        peak.look()
        child.communicate(b"\n")
    assert peak.own > 20
    assert peak.together - peak.own > before + 60


def test_a_difference_in_rows_and_an_engine_that_was_too_slow_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    table = {
        "lineage-down": {
            "warm": Times([(0.05, 313), (0.04, 313)], ended=False),
            "walk": Times([(0.0004, 314), (0.0004, 313)], ended=False),
            "rdflib": Times([], ended=True),
        }
    }
    print_table(table, ["warm", "rdflib", "walk"])
    print_differences(table)
    told = capsys.readouterr().out
    assert "45.00 / 49.50 112x" in told
    assert "too long" in told
    assert "lineage-down: walk gives 314 rows where the store gives 313" in told
    assert "lineage-down: rdflib: ended by the limit, after 0 runs" in told
