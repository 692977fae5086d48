"""`cancu review`: people's corrections, from a table to every answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from ontology.namespaces import CANCU, data, graph
from service.cli import app
from service.store import Store
from tests.service.gold_store import gold_reading
from tests.service.readings import node
from tests.service.small_reference import small_reference

HEAD = "task,upstream,verdict,by,date,reason\n"
TASK = "1169/QĐ-UBND@Bình Dương#I.4"
PLAN = "doc/binh-duong/2025/1169-qd-ubnd"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    with Store.open(folder, writable=True) as opened:
        opened.put_reference(small_reference())
        for name in ("000", "003"):
            opened.put(gold_reading(name))
        opened.publish()
    return folder


def review(store: Path, table: Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["review", str(table), "--store", str(store)])
    return result.exit_code, result.stderr


def written(folder: Path, *lines: str, head: str = HEAD, encoding: str = "utf-8-sig") -> Path:
    file = folder / "corrections.csv"
    file.write_text(head + "\n".join(lines), encoding=encoding)
    return file


def elaborates(store: Path, task: str, target: str) -> bool:
    found = (
        Store.open(store)
        .reader()
        .graph.quads_for_pattern(
            node(data(f"{PLAN}/task/{task}")),
            node(CANCU.elaborates),
            node(data(target)),
            node(graph(f"lineage/{PLAN}")),
        )
    )
    return bool(list(found))


ROW_I3 = "doc/ttg/2024/1703-qd-ttg/task/I.3"


def test_a_rejected_tie_goes_and_an_added_one_comes(store: Path, tmp_path: Path) -> None:
    assert elaborates(store, "I.3", ROW_I3)
    assert not elaborates(store, "II.7", ROW_I3)
    table = written(
        tmp_path,
        '1169/QĐ-UBND@Bình Dương#I.3,1703/QĐ-TTg#I.3,rejected,Nguyễn Thị Lan,2026-11-20,"Việc khác, xem công văn."',
        "1169/QĐ-UBND@Bình Dương#II.7,1703/QĐ-TTg#I.3,added,Nguyễn Thị Lan,2026-11-20,Cùng một việc.",
    )
    assert review(store, table) == (0, "cancu: 2 reviews stored, 0 were there already.\n")
    assert not elaborates(store, "I.3", ROW_I3)
    assert elaborates(store, "II.7", ROW_I3)
    assert review(store, table)[1] == "cancu: 0 reviews stored, 2 were there already.\n"


def test_a_point_of_the_body_is_named_by_its_numbering(store: Path, tmp_path: Path) -> None:
    point = "doc/ttg/2024/1703-qd-ttg/text/II/2/dd"
    assert not elaborates(store, "II.7", point)
    table = written(tmp_path, f"{TASK[:-3]}II.7,1703/QĐ-TTg#II/2/đ,added,Lê Văn Bình,2026-11-20,Cùng một việc.")
    assert review(store, table)[0] == 0
    assert elaborates(store, "II.7", point)


GOOD = f"{TASK},1703/QĐ-TTg#I.3,confirmed,Lê Văn Bình,2026-11-20,Đúng."


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (GOOD.replace("confirmed", "maybe"), 'verdict: "maybe" is none of confirmed, rejected, added.'),
        (GOOD.replace("2026-11-20", "20/11/2026"), 'date: "20/11/2026" is no date of the form 2026-11-20.'),
        (GOOD.replace("Đúng.", ""), "reason: blank. Say who reviewed it, when and why."),
        (GOOD.replace("#I.4", "#IX.4"), "task: the graph has no task"),
        (GOOD.replace("#I.4", ""), "is no task or duty of an act in the store."),
        (GOOD + ",thừa", "it must have 6 cells."),
        (GOOD.replace("1703", "1704"), "upstream: the graph has no act"),
    ],
)
def test_a_faulty_line_is_named_and_nothing_is_stored(store: Path, tmp_path: Path, line: str, told: str) -> None:
    before = Store.open(store).reader().generation
    code, message = review(store, written(tmp_path, GOOD.replace("I.4", "I.1"), line))
    assert code == 2
    assert message.startswith(f"cancu: {tmp_path}/corrections.csv, line 3: ")
    assert told in message
    assert Store.open(store).reader().generation == before


def test_a_table_of_another_form_is_refused(store: Path, tmp_path: Path) -> None:
    code, message = review(store, written(tmp_path, GOOD, head="task;upstream;verdict\n"))
    assert (code, "line 1: the columns must be task, upstream, verdict, by, date, reason." in message) == (2, True)
    code, message = review(store, written(tmp_path, GOOD, encoding="utf-16"))
    assert (code, "is not in UTF-8" in message) == (2, True)
    code, message = review(store, tmp_path / "missing.csv")
    assert (code, "cannot be opened" in message) == (2, True)
