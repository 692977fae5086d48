"""Files on their way into the graph wait for one another: nobody sees the difference, also after a writer died."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from service.storage import writing
from service.storage.embedded import EmbeddedTarget
from service.storage.readings import Reading
from service.store import Store
from tests.service.readings import DECISION_1169, DECISION_1703, DIRECTIVE_38, PLAN_239, content, reading

BODY = "thanh-hoa/so-khoa-hoc-va-cong-nghe"
TURNS = (
    reading(PLAN_239, (DIRECTIVE_38, DECISION_1703), (BODY,)),
    reading(DECISION_1169, (DECISION_1703,), (BODY,), words="Rà soát"),
    # 1703 itself takes the place of what the others say of it; then the plan no longer cites the directive.
    reading(DECISION_1703, (DIRECTIVE_38,)),
    reading(PLAN_239, (DECISION_1703,), (BODY,), words='Kết nối " .\n" dữ liệu .'),
)


def put(store: Store, readings: tuple[Reading, ...]) -> None:
    for one in readings:
        store.put(one)


@pytest.fixture
def expected(tmp_path: Path) -> list[str]:
    """The content when each act is an update of its own, which Oxigraph takes in at once."""
    with Store.open(tmp_path / "updated", writable=True) as store:
        put(store, TURNS)
        store.publish()
        return content(store.reader().graph)


def files(folder: Path) -> list[Path]:
    return sorted((folder / "incoming").glob("*.nq"))


def test_what_waits_is_there_before_anything_is_taken_away(
    tmp_path: Path, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "BULK_FROM", 0)
    folder = tmp_path / "s"
    with Store.open(folder, writable=True) as store:
        put(store, TURNS)
        assert len(files(folder)) > 1
        store.publish()
        assert not files(folder)
        assert content(store.reader().graph) == expected


def test_what_waited_when_the_writer_left_is_taken_in_by_the_next(
    tmp_path: Path, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "BULK_FROM", 0)
    folder = tmp_path / "s"
    for turn in TURNS:
        with Store.open(folder, writable=True) as store:
            put(store, (turn,))
        assert files(folder)
    with Store.open(folder, writable=True) as store:
        store.publish()
        assert content(store.reader().graph) == expected


def test_many_files_do_not_wait_for_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "BULK_FROM", 0)
    monkeypatch.setattr(writing, "FLUSH_FROM", 1)
    folder = tmp_path / "s"
    with Store.open(folder, writable=True) as store:
        put(store, TURNS[:1])
        first = files(folder)
        put(store, (reading(DIRECTIVE_38),))
        assert first
        assert not set(first) & set(files(folder))


@pytest.mark.parametrize("before", [True, False], ids=["before", "behind"])
@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_writer_that_dies_while_files_are_taken_in_loses_nothing(
    tmp_path: Path, expected: list[str], turn: int, before: bool
) -> None:
    # A process of its own from the start: a fork would lack the threads of this one's graph.
    writer = multiprocessing.get_context("spawn").Process(target=put_and_die, args=(tmp_path / "s", turn, before))
    writer.start()
    writer.join(60)
    assert writer.exitcode == DIED
    with Store.open(tmp_path / "s", writable=True) as store:
        put(store, TURNS)
        store.publish()
        assert content(store.reader().graph) == expected


DIED = 9


def put_and_die(folder: Path, turn: int, before: bool) -> None:
    """Put all, and end at once before or behind the `turn`-th time that files are taken in."""
    writing.BULK_FROM, writing.FLUSH_FROM = 0, 1  # type: ignore[misc]
    takes = iter(range(1, 100))
    take_in = EmbeddedTarget._take_in

    def dying(target: EmbeddedTarget, files: Sequence[Path]) -> None:
        last = next(takes) == turn
        if last and before:
            os._exit(DIED)
        take_in(target, files)
        if last:
            os._exit(DIED)

    setattr(EmbeddedTarget, "_take_in", dying)  # noqa: B010
    with Store.open(folder, writable=True) as store:
        put(store, TURNS)
        store.publish()
