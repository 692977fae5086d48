"""The tables and files of the small graph and of the five real plans."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import Triple

from ontology.namespaces import BASE
from queries.analysis.files import as_csv, as_gexf, as_graphml
from queries.analysis.sheets import Cell, Column, Sheet
from queries.analysis.whole import Analysis, analyse
from queries.engine import Engine, OxigraphEngine, Table
from tests.queries.analysis.small import SMALL, engine_of, five_plans, iri

ROOT = Path(__file__).parents[3]

HOSTILE = '=HYPERLINK("http://x";"y")'


def rows(analysis: Analysis, name: str, *columns: str) -> list[tuple[Cell, ...]]:
    (sheet,) = [sheet for sheet in analysis.sheets if sheet.name == name]
    places = [[column.name for column in sheet.columns].index(column) for column in columns]
    return [tuple(row[place] for place in places) for row in sheet.rows]


def pairs(analysis: Analysis, name: str, *columns: str) -> dict[Cell, int]:
    return {key: int(value) for key, value in rows(analysis, name, *columns)}


def everything(analysis: Analysis) -> dict[str, bytes]:
    tables = {sheet.name: as_csv(sheet) for sheet in analysis.sheets}
    graphs = analysis.graphs.items()
    return tables | {f"{n}.x": as_graphml(g) for n, g in graphs} | {f"{n}.y": as_gexf(g) for n, g in graphs}


# Tables


def test_the_cycle_is_named_with_its_acts(analysis: Analysis) -> None:
    assert rows(analysis, "cycles", "acts", "shortest", "exact") == [
        (3, "Quyết định A → Quyết định B → Quyết định C → Quyết định A", "true")
    ]
    assert len(analysis.cycles) == 1


def test_the_act_that_most_rests_on_stands_first(analysis: Analysis) -> None:
    assert rows(analysis, "foundations", "label", "direct", "all", "known")[:2] == [
        ("Chỉ thị T", 3, 6, "chỉ được dẫn chiếu"),
        ("Quyết định A", 1, 2, "đã nạp"),
    ]


def test_deadlines_are_open_from_the_newest_act_that_was_loaded(analysis: Analysis) -> None:
    (bodies,) = [sheet for sheet in analysis.sheets if sheet.name == "bodies"]
    assert "2025-09-01" in bodies.title  # the act of 2030 is only cited
    assert rows(analyse(engine_of(SMALL), "2027-01-01"), "bodies", "open_deadlines")[0] == (1,)


def test_what_the_figures_do_not_cover_is_counted(analysis: Analysis) -> None:
    counts = pairs(analysis, "coverage", "key", "count")
    wanted = {
        "acts": 7,
        "acts-cited-only": 1,
        "acts-undated": 3,
        "acts-levelless": 4,
        "obligations": 5,
        "obligations-undated": 1,
        "obligations-leaderless": 2,
        "obligations-bearerless": 1,
        "bodies": 4,
        "bodies-unrecognised": 1,
        "obligations-unrecognised": 1,
        "groups-memberless": 0,
        "links": 5,
        "obligations-unlinked": 1,
        "chains": 3,
    }
    assert {key: counts[key] for key in wanted} == wanted


def test_an_empty_graph_has_empty_tables() -> None:
    analysis = analyse(engine_of(""))
    assert not analysis.cycles
    assert {sheet.name: len(sheet.rows) for sheet in analysis.sheets if sheet.name != "coverage"} == {
        "cycles": 0,
        "foundations": 0,
        "bodies": 0,
        "deadlines-by-level": 0,
        "deadlines-by-body": 0,
    }
    assert everything(analysis)


# The five plans, counted in their texts


@pytest.fixture(scope="module")
def real() -> Analysis:
    return analyse(five_plans())


def test_all_five_plans_and_three_party_plans_rest_on_the_directive(real: Analysis) -> None:
    assert not real.cycles
    found = {label: (direct, whole) for label, direct, whole in rows(real, "foundations", "label", "direct", "all")}
    assert found["Chỉ thị 38-CT/TW"] == (8, 8)
    assert found["Quyết định 1703/QĐ-TTg"] == (3, 3)  # Bình Dương, Thanh Hóa, Bắc Ninh; An Giang names it nowhere
    assert found["Luật Tổ chức Chính phủ"] == (1, 4)  # 1703 by itself, and the three that rest on 1703


def test_deadlines_of_the_plans_by_quarter(real: Analysis) -> None:
    found = rows(real, "deadlines-by-level", "label", "central", "province")
    assert found[:9] == [
        ("Quý II/2025", 3, 1),
        ("Quý III/2025", 0, 4),  # "Tháng 8/2025" and twice "Tháng 9/2025" are Bắc Ninh's
        ("Quý IV/2025", 2, 1),  # "Năm 2025" is Thanh Hóa's
        ("Quý I/2026", 1, 0),
        ("Quý II/2026", 7, 2),
        ("Quý III/2026", 2, 2),
        ("Quý IV/2026", 0, 2),
        ("Quý IV/2027", 0, 2),
        ("Quý IV/2030", 0, 6),  # "2025-2030" four times in An Giang, "2026-2030" in Thanh Hóa and in Bắc Ninh
    ]
    assert ("Thường xuyên", 0, 1) in found


def test_the_sum_of_the_periods_is_all_obligations(real: Analysis) -> None:
    counts = pairs(real, "coverage", "key", "count")
    # tasks, duties, reports as the records count them, each with one deadline at most
    assert sum(pairs(real, "deadlines-by-level", "label", "all").values()) == counts["obligations"]
    undated = pairs(real, "deadlines-by-level", "label", "all")["Không có thời hạn"]
    assert undated == counts["obligations-undated"]


# Files


def test_csv_reads_back_as_the_table(analysis: Analysis) -> None:
    for sheet in analysis.sheets:
        head, *body = csv.reader(io.StringIO(as_csv(sheet).decode("utf-8")))
        assert head == [column.name for column in sheet.columns]
        assert body == [[str(cell) for cell in row] for row in sheet.rows]


@pytest.mark.parametrize("text", [HOSTILE, "+84", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_no_cell_is_a_formula(text: str) -> None:
    page = as_csv(Sheet("x", "X", (Column("a", "A"), Column("b", "B", number=True)), [(text, -1)])).decode("utf-8")
    (_, row) = csv.reader(io.StringIO(page, newline=""))
    assert row == [f"'{text}", "-1"]


def test_a_hostile_title_harms_no_file() -> None:
    title = f"{HOSTILE} <b>&amp; \u0001\u001b[31m \ud7ff\nhai dòng"
    quoted = title.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    analysis = analyse(engine_of(SMALL + f'<graph/doc/t> {{ <doc/t> dcterms:title "{quoted}"@vi . }}'))
    page = csv.reader(io.StringIO(everything(analysis)["foundations"].decode("utf-8"), newline=""))
    assert f"'{title}" in {row[2] for row in page}
    for again in (nx.read_graphml(io.BytesIO(as_graphml(analysis.graphs["acts"]))), _gexf(analysis.graphs["acts"])):
        assert again.nodes[iri("doc/t")]["title"].startswith(f"{HOSTILE} <b>&amp; \ufffd\ufffd[31m")


def _graphml(graph: nx.DiGraph[str]) -> nx.Graph[str]:
    return nx.read_graphml(io.BytesIO(as_graphml(graph)))


def _gexf(graph: nx.DiGraph[str]) -> nx.Graph[str]:
    return nx.read_gexf(io.BytesIO(as_gexf(graph)))


@pytest.mark.parametrize("again", [_graphml, _gexf])
@pytest.mark.parametrize("name", ["acts", "bodies"])
def test_graphs_read_back_are_the_same(
    analysis: Analysis, name: str, again: Callable[[nx.DiGraph[str]], nx.Graph[str]]
) -> None:
    graph = analysis.graphs[name]
    back = again(graph)
    assert nx.is_isomorphic(graph, back)
    assert set(back) == set(graph)
    assert back.is_directed()
    for node, said in graph.nodes(data=True):
        assert {key: back.nodes[node][key] for key in said} == said
    for one, other, said in graph.edges(data=True):
        assert {key: back.edges[one, other][key] for key in said} == said


def test_relations_and_handed_down_tasks_are_edges(analysis: Analysis) -> None:
    acts, bodies = analysis.graphs["acts"], analysis.graphs["bodies"]
    assert acts.edges[iri("doc/l"), iri("doc/t")] == {"relations": "based_on; cites"}
    assert acts.edges[iri("doc/c"), iri("doc/u")] == {"relations": "cites"}
    # U/1 is led by Sở Tài chính and carries out L/1 and R/1, which Sở Y tế leads
    assert list(bodies.edges(data="weight")) == [(iri("agency/x/so-tai-chinh"), iri("agency/x/so-y-te"), 2)]


class Shuffled:
    """An engine that gives the same rows in another order."""

    def __init__(self, engine: OxigraphEngine) -> None:
        self._engine = engine

    def select(self, query: str, bindings: object = None) -> Table:
        table = self._engine.select(query)
        return Table(table.columns, list(reversed(list(table.rows))))

    def triples(self, query: str, bindings: object = None) -> list[Triple]:
        return list(reversed(self._engine.triples(query)))

    def kept(self, question: str) -> Table | None:
        return self._engine.kept(question)


def test_the_order_of_the_engine_changes_no_byte(analysis: Analysis) -> None:
    other: Engine = Shuffled(engine_of(SMALL))
    assert everything(analyse(other)) == everything(analysis)


def test_neither_the_day_nor_the_process_changes_a_byte(analysis: Analysis) -> None:
    program = (
        "import sys, time; time.strftime = lambda *a: '1999-01-01'\n"
        "from tests.queries.analysis.small import SMALL, engine_of\n"
        "from tests.queries.analysis.test_whole import everything\n"
        "from queries.analysis.whole import analyse\n"
        "sys.stdout.buffer.write(b'|'.join(everything(analyse(engine_of(SMALL))).values()))"
    )
    run = [sys.executable, "-c", program]
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        found = subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, check=True, timeout=60).stdout
        assert found == b"|".join(everything(analysis).values())


def test_the_base_of_the_data_is_a_setting(analysis: Analysis) -> None:
    """No query names data by IRI; what the tables show comes from the graph."""
    folder = ROOT / "queries" / "analysis"
    assert not [file.name for file in folder.glob("*.rq") if BASE in file.read_text(encoding="utf-8")]
    assert rows(analysis, "bodies", "level")[0] == ("cấp tỉnh",)
