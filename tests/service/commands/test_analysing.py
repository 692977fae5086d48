"""`cancu analyse`: tables, files, and exit code 1 where acts rest on each other in a cycle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import Store as Graph
from typer.testing import CliRunner, Result

from ontology.namespaces import data
from service.cli import app
from service.commands import analysing
from tests.queries.analysis.small import ACTS, BODIES, LINEAGE, SMALL, TASKS, engine_of
from tests.service.gold_store import fill

FILES = [
    "acts.gexf",
    "acts.graphml",
    "bodies.csv",
    "bodies.gexf",
    "bodies.graphml",
    "coverage.csv",
    "cycles.csv",
    "deadlines-by-body.csv",
    "deadlines-by-level.csv",
    "foundations.csv",
]


def analyse(*arguments: object, store: Path | None = None) -> Result:
    words = ["analyse", *map(str, arguments), *(["--store", str(store)] if store else [])]
    return CliRunner().invoke(app, words, catch_exceptions=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the gold records of 1703/QĐ-TTg and Bình Dương's 1169/QĐ-UBND."""
    folder = tmp_path_factory.mktemp("analysing") / "store"
    fill(folder, "000", "003")
    return folder


class Opened:
    """A store, as far as this command looks at it, over a graph written by hand."""

    def __init__(self, trig: str) -> None:
        self.engine = engine_of(trig)
        self.graph: Graph = self.engine.store


@pytest.fixture
def by_hand(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    monkeypatch.setattr(analysing, "filled", lambda location: Opened(SMALL))
    yield monkeypatch


def test_a_cycle_is_a_finding(by_hand: pytest.MonkeyPatch) -> None:
    result = analyse()
    assert result.exit_code == 1
    assert "Quyết định A → Quyết định B → Quyết định C → Quyết định A" in result.stdout
    assert "doc/a; doc/b; doc/c" in result.stdout


def test_without_a_cycle_all_is_well(by_hand: pytest.MonkeyPatch) -> None:
    straight = ACTS.replace("cancu:implements <doc/c>", "eli:cites <doc/c>") + BODIES + TASKS + LINEAGE
    by_hand.setattr(analysing, "filled", lambda location: Opened(straight))
    result = analyse()
    assert result.exit_code == 0
    assert result.stdout.startswith("Căn cứ vòng tròn\n(không có)\n")


def test_a_long_table_is_cut_and_says_so(by_hand: pytest.MonkeyPatch) -> None:
    shown = analyse("--top", 2).stdout
    assert "Các sở, ban, ngành" in shown
    assert "Sở Tài chính" not in shown.partition("Số thời hạn theo quý")[0]
    assert "… còn 2 dòng: --top, hoặc -o để có tất cả." in shown


def test_the_day_from_which_deadlines_are_open_can_be_given(by_hand: pytest.MonkeyPatch) -> None:
    assert "hạn còn mở tính từ 2026-11-21" in analyse("--date", "2026-11-21").stdout
    assert CliRunner().invoke(app, ["analyse", "--date", "21/11/2026"]).exit_code == 2


def test_control_characters_do_not_reach_the_terminal(by_hand: pytest.MonkeyPatch) -> None:
    hostile = SMALL.replace('"Kế hoạch L"', '"Kế hoạch \\u001b[31m L\\nM"')
    by_hand.setattr(analysing, "filled", lambda location: Opened(hostile))
    shown = analyse().stdout
    assert "\x1b" not in shown
    assert "Kế hoạch \ufffd[31m L\ufffdM" in shown


def test_files_are_written_whole_and_twice_the_same(store: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "một" / "phân tích", tmp_path / "hai"
    for folder in (one, one, other):
        result = analyse("-o", folder, store=store)
        assert result.exit_code == 0
        assert f"10 files written to {folder}" in result.stderr
    assert sorted(file.name for file in one.iterdir()) == FILES
    for name in FILES:
        assert (one / name).read_bytes() == (other / name).read_bytes()
    acts = nx.read_graphml(one / "acts.graphml")
    assert str(data("doc/tw/2024/38-ct-tw")) in acts
    assert nx.is_isomorphic(acts, nx.read_gexf(one / "acts.gexf"))


def test_printed_and_written_agree(store: Path, tmp_path: Path) -> None:
    shown = analyse("-o", tmp_path, store=store).stdout
    # 1703/QĐ-TTg, 1169/QĐ-UBND and the Party plan that this cites
    line = next(line for line in shown.splitlines() if line.startswith("Chỉ thị 38-CT/TW"))
    assert line.removesuffix("chỉ được dẫn chiếu").split()[-2:] == ["3", "3"]
    assert ",3,3,chỉ được dẫn chiếu" in (tmp_path / "foundations.csv").read_text(encoding="utf-8")


def test_a_folder_that_is_a_file_is_refused(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "phan-tich"
    file.write_text("x", encoding="utf-8")
    result = CliRunner().invoke(app, ["analyse", "--store", str(store), "-o", str(file)])
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_an_empty_store_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["analyse", "--store", str(tmp_path / "none")])
    assert result.exit_code == 2
    assert "nothing has been loaded yet" in result.stderr
