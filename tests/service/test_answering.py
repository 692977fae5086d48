"""Processes that answer strangers' queries: each ends at its limit, and nothing of it is left."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, TypeVar

import pytest

from ontology.namespaces import graph
from queries.errors import BadQuery
from service.answering.interface import Asked, LimitReached, Limits, NoSuchForm, Unanswered, Wanted
from service.answering.workers import Workers
from service.store import Reader, Store
from service.web.negotiation import GRAPHS, RESULTS
from tests.service.gold_store import fill, gold_reading

LIMITS: Final = Limits(seconds=60, rows=10**9, megabytes=2_000, memory=512, at_once=2)
HURRIED: Final = replace(LIMITS, seconds=1.0)
WANTED: Final = Wanted(RESULTS[0], GRAPHS[0])
COUNT: Final = "SELECT (COUNT(DISTINCT ?task) AS ?n) { ?task a cancu:Task }"
ENDLESS: Final = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER EXISTS { ?d ?e ?f FILTER(STRLEN(CONCAT(STR(?c), STR(?f))) < 1) } }"
)
MANY_ROWS: Final = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
MANY_STATEMENTS: Final = (
    "CONSTRUCT { ?s ?p ?text } { ?s ?p ?o VALUES ?n { 1 2 3 4 5 6 7 8 9 } BIND(CONCAT(STR(?o), STR(?n)) AS ?text) }"
)
GREEDY: Final = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a ?d"

T = TypeVar("T")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three plans."""
    place = tmp_path_factory.mktemp("answering") / "store"
    fill(place, "000", "002", "003")
    return place


@pytest.fixture
def reader(folder: Path) -> Iterator[Reader]:
    yield Store.open(folder).reader()


def with_workers(work: Callable[[Workers], Coroutine[None, None, T]], limits: Limits = LIMITS) -> T:
    """What `work` gives of workers that are closed afterwards; nothing of them is left."""

    async def run() -> T:
        workers = Workers(limits)
        try:
            return await asyncio.wait_for(work(workers), 60)
        finally:
            await workers.aclose()

    before = children()
    given = asyncio.run(run())
    assert children() <= before
    return given


def children() -> set[int]:
    """The processes that this one has started and not yet let go of."""
    return {int(pid) for file in Path("/proc/self/task").glob("*/children") for pid in file.read_text().split()}


async def told(workers: Workers, query: str, reader: Reader, limits: Limits = LIMITS, **data_set: Any) -> bytes:
    answer = await workers.answer(Asked(query, **data_set), WANTED, limits, reader)
    content = b"".join([chunk async for chunk in answer.chunks])
    await answer.aclose()
    return content


def test_queries_are_answered_one_after_another_by_the_same_process(reader: Reader) -> None:
    before = children()

    async def work(workers: Workers) -> set[bytes]:
        answers = {await told(workers, COUNT, reader) for _ in range(5)}
        assert len(children() - before) <= 2  # the one that answered, and the one that stands ready
        return answers

    (answer,) = with_workers(work)
    assert b'"value":"' in answer


@pytest.mark.parametrize("query", [ENDLESS, ENDLESS.replace("COUNT(*)", "SUM(RAND())")])
def test_a_query_that_does_not_end_is_ended_and_the_next_one_is_well(reader: Reader, query: str) -> None:
    async def work(workers: Workers) -> None:
        with pytest.raises(LimitReached) as error:
            await told(workers, query, reader, HURRIED)
        assert error.value.limit == "seconds"
        assert "CANCU_QUERY_SECONDS" in str(error.value)
        assert b'"value":"' in await told(workers, COUNT, reader)

    with_workers(work)


def test_a_query_that_takes_too_much_memory_is_ended_and_the_next_one_is_well(reader: Reader) -> None:
    limits = Limits(seconds=60, rows=10, megabytes=50, memory=64, at_once=1)

    async def work(workers: Workers) -> None:
        with pytest.raises(LimitReached) as error:
            await told(workers, GREEDY, reader, limits)
        assert error.value.limit == "memory"
        assert "64 MB" in str(error.value)
        assert b'"value":"' in await told(workers, COUNT, reader, limits)

    with_workers(work, limits)


@pytest.mark.parametrize(
    "query",
    ["ASK { ?s ?p ?o FILTER(" + "(" * 45_000 + "1" + ")" * 45_000 + ") }", "ASK " + "{" * 45_000 + "}" * 45_000],
)
def test_a_query_that_kills_its_process_harms_nobody_else(reader: Reader, query: str) -> None:
    async def work(workers: Workers) -> None:
        with pytest.raises((Unanswered, LimitReached)):
            await told(workers, query, reader)
        assert b'"value":"' in await told(workers, COUNT, reader)

    with_workers(work)


def test_rows_are_given_until_the_time_is_over(reader: Reader) -> None:
    async def work(workers: Workers) -> tuple[bytes, str | None]:
        answer = await workers.answer(Asked(MANY_ROWS), WANTED, replace(LIMITS, seconds=3.0), reader)
        content = b"".join([chunk async for chunk in answer.chunks])
        return content, answer.cut

    content, cut = with_workers(work)
    assert cut == "seconds"
    assert content.endswith(b"}}")


@pytest.mark.parametrize(
    ("limits", "cut"),
    [
        (replace(LIMITS, rows=3), "rows"),
        (replace(LIMITS, megabytes=1), "megabytes"),
    ],
)
@pytest.mark.parametrize(
    ("query", "extension"),
    [(MANY_ROWS, "json"), (MANY_STATEMENTS, "ttl")],
)
def test_an_answer_that_is_too_long_is_cut_and_says_by_what(
    reader: Reader, limits: Limits, cut: str, query: str, extension: str
) -> None:
    async def work(workers: Workers) -> tuple[int, str | None, str]:
        answer = await workers.answer(Asked(query), WANTED, limits, reader)
        size = sum([len(chunk) async for chunk in answer.chunks])
        return size, answer.cut, answer.form.extension

    size, by, form = with_workers(work)
    assert (by, form) == (cut, extension)
    assert 0 < size <= limits.megabytes * 2**20


def test_who_leaves_ends_the_query(reader: Reader) -> None:
    async def work(workers: Workers) -> None:
        before = at_work()
        asking = asyncio.ensure_future(told(workers, ENDLESS, reader, replace(LIMITS, seconds=600)))
        while not at_work() - before:
            assert not asking.done()
            await asyncio.sleep(0.01)
        (its,) = at_work() - before
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        while its in children():
            await asyncio.sleep(0.01)
        assert b'"value":"' in await told(workers, COUNT, reader)

    with_workers(work)


def at_work() -> set[int]:
    """Children that have used more of the processor than starting takes."""
    return {pid for pid in children() if _ticks(pid) > 50}


def _ticks(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def test_who_comes_when_all_are_busy_waits_for_a_while_and_is_told(reader: Reader) -> None:
    limits = Limits(2.0, 10, 1, 512, 1)

    async def work(workers: Workers) -> list[BaseException | bytes]:
        queries = [told(workers, ENDLESS, reader, limits) for _ in range(3)]
        return await asyncio.gather(*queries, return_exceptions=True)

    outcomes = with_workers(work, limits)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Busy", "Busy", "LimitReached"]


def test_wrong_queries_are_told_and_their_process_stays(reader: Reader) -> None:
    async def work(workers: Workers) -> None:
        with pytest.raises(BadQuery) as error:
            await told(workers, "SELECT ?task\nWHERE { ?task a", reader)
        assert (error.value.line, error.value.column) == (2, 16)
        before = children()
        with pytest.raises(NoSuchForm) as other:
            await workers.answer(Asked(COUNT), Wanted(None, GRAPHS[0]), LIMITS, reader)
        assert other.value.rows
        assert children() == before
        assert b'"value":"' in await told(workers, COUNT, reader)

    with_workers(work)


def test_from_and_the_requests_graphs_hold_against_the_union(reader: Reader) -> None:
    own = str(graph("doc/ttg/2024/1703-qd-ttg"))

    async def work(workers: Workers) -> list[bytes]:
        return [
            await told(workers, COUNT, reader),
            await told(workers, COUNT.replace("{", f"FROM <{own}> {{", 1), reader),
            await told(workers, COUNT, reader, default_graphs=(own,)),
            await told(workers, COUNT.replace("{", "FROM <a:none> {", 1), reader, default_graphs=(own,)),
            await told(workers, COUNT, reader, named_graphs=(own,)),
        ]

    whole, *narrowed, none = (answer.split(b'"value":"')[1].split(b'"')[0] for answer in with_workers(work))
    assert narrowed == [b"28"] * 3
    assert none == b"0"
    assert int(whole) > 28


def test_a_new_generation_is_answered_from_and_the_old_snapshot_is_let_go(tmp_path: Path) -> None:
    fill(tmp_path / "store", "000")
    old = Store.open(tmp_path / "store").reader()

    async def work(workers: Workers) -> tuple[bytes, bytes, str | None, str | None]:
        before = await told(workers, COUNT, old)
        with Store.open(tmp_path / "store", writable=True) as store:
            store.put(gold_reading("002"))
            store.publish()
        new = Store.open(tmp_path / "store").reader()
        assert await told(workers, COUNT, old) == before
        return before, await told(workers, COUNT, new), workers.version(old), workers.version(new)

    before, after, old_version, new_version = with_workers(work)
    assert before != after
    assert old_version != new_version


def test_an_empty_store_is_answered_from_too(tmp_path: Path) -> None:
    reader = Store.open(tmp_path / "none").reader()
    assert b'"value":"0"' in with_workers(lambda workers: told(workers, COUNT, reader))


ASKING: Final = """
import asyncio
import subprocess
import sys
import time
from pathlib import Path
from service.answering.interface import Asked, Limits, Wanted
from service.answering.workers import Workers
from service.store import Store
from service.web.negotiation import GRAPHS, RESULTS

async def main():
    limits = Limits(1.0, 10, 10, 256, 1)
    workers, wanted = Workers(limits), Wanted(RESULTS[0], GRAPHS[0])
    reader = Store.open({store!r}).reader()
    answer = await workers.answer(Asked("ASK {{}}"), wanted, limits, reader)
    [chunk async for chunk in answer.chunks]
    asking = asyncio.ensure_future(workers.answer(Asked({query!r}), wanted, limits, reader))
    await asyncio.sleep(0.1)
    files = Path("/proc/self/task").glob("*/children")
    print(*(pid for file in files for pid in file.read_text().split()), flush=True)
    time.sleep(600)

asyncio.run(main())
"""


def test_nothing_is_left_of_a_service_that_is_killed(folder: Path, tmp_path: Path) -> None:
    program = tmp_path / "asking.py"
    program.write_text(ASKING.format(store=str(folder), query=ENDLESS), encoding="utf-8")
    service = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE)
    assert service.stdout is not None
    with service:
        workers = {int(pid) for pid in service.stdout.readline().split()}
        service.kill()
    assert workers
    while any(_state(pid) not in (None, "Z") for pid in workers):
        time.sleep(0.05)


def _state(pid: int) -> str | None:
    """How a process is, as the system tells it: "R", "S", "Z"; None where there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return None
