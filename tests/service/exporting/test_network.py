"""GraphML and GEXF of parts of the store, read back by networkx."""

from __future__ import annotations

import io

import networkx as nx
import pytest

from ontology.namespaces import data
from service.exporting.network import gexf, graphml, network
from service.exporting.scope import one_act, whole
from service.store import Reader

ACT = str(data("doc/binh-duong/2025/1169-qd-ubnd"))


def test_an_act_is_drawn_with_its_tasks_their_bodies_and_what_it_rests_on(corpus: Reader) -> None:
    graph = nx.read_graphml(io.BytesIO(graphml(corpus, one_act("1169/QĐ-UBND", corpus))))
    assert graph.nodes[ACT]["label"] == "Quyết định 1169/QĐ-UBND"
    above = str(data("doc/ttg/2024/1703-qd-ttg"))
    assert graph.nodes[above]["label"] == "Quyết định 1703/QĐ-TTg"
    assert "based_on" in graph.edges[ACT, above]["relations"]
    task = f"{ACT}/task/I.2"
    assert graph.edges[task, ACT]["relations"] == "set_by"
    assert graph.edges[task, str(data("agency/binh-duong/so-khoa-hoc-va-cong-nghe"))]["relations"] == "lead"
    assert any("elaborates" in said["relations"] for _, _, said in graph.edges(data=True))


@pytest.mark.parametrize("write", [graphml, gexf])
def test_the_whole_network_is_the_same_bytes_each_time(corpus: Reader, write: object) -> None:
    assert callable(write)
    assert write(corpus, whole()) == write(corpus, whole())


def test_both_formats_hold_the_same_network(corpus: Reader) -> None:
    drawn = network(corpus, whole())
    for read in (
        nx.read_graphml(io.BytesIO(graphml(corpus, whole()))),
        nx.read_gexf(io.BytesIO(gexf(corpus, whole()))),
    ):
        assert set(read.nodes) == set(drawn.nodes)
        assert set(read.edges()) == set(drawn.edges())
