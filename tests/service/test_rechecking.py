"""The acts of a store checked anew: the same verdicts alone, on several processes, and however the store came about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.filling import prepared
from benchmarks.nation import CENTRE, Made, acts
from benchmarks.nation.whole import as_read
from ontology.namespaces import data
from service.checking import check
from service.findings import acts_of
from service.rechecking import Recheck, recheck
from service.storage.readings import Prepared
from service.store import Reader, Store
from shapes.report import Finding, noticed
from tests.corpus import plans
from tests.service.small_reference import small_reference

Verdicts = dict[str, tuple[Finding, ...]]


@pytest.fixture(scope="module")
def everything() -> list[Prepared]:
    """The five plans; a made directive, its decision, a province's two acts and three communes' plans."""
    made: list[Made] = [*acts(0, CENTRE), *acts(0, "bac-ninh", most_communes=3)]
    return [*(check(file).reading for file in plans()), *(prepared(as_read(one.record)) for one in made)]


def stored(folder: Path, *loads: Sequence[Prepared]) -> Reader:
    """A store after these loads, each published before the next."""
    with Store.open(folder, writable=True) as store:
        store.put_reference(small_reference())
        for load in loads:
            store.put_all(load)
            store.publish()
    return Store.open(folder).reader()


@pytest.fixture(scope="module")
def folder(everything: list[Prepared], tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("country") / "store"
    stored(place, everything)
    return place


def one_by_one(reader: Reader) -> Verdicts:
    """Each act with nothing kept from another."""
    return {one.act: Recheck(reader).findings_of(one.act) for one in acts_of(reader.engine)}


def test_each_act_gets_the_verdict_that_it_gets_alone(folder: Path) -> None:
    reader = Store.open(folder).reader()
    alone = one_by_one(reader)
    assert len(alone) == 12
    after_each_other = Recheck(reader)
    assert {act: after_each_other.findings_of(act) for act in reversed(alone)} == alone
    told = recheck(folder, (), lambda *_: None, processes=2)
    expected = sorted((act, one.rule) for act, found in alone.items() for one in found)
    assert sorted((one.act, one.rule) for one in told.found if not noticed(one.rule)) == expected
    assert told.faults == []
    assert {"lineage.uncovered", "basis.chain", "task.lead-partner"} <= {rule for _, rule in expected}


def test_a_store_that_grew_act_by_act_gives_the_same_verdicts(
    folder: Path, everything: list[Prepared], tmp_path: Path
) -> None:
    *first, last = reversed(everything)
    assert one_by_one(stored(tmp_path / "grown", first, [last])) == one_by_one(Store.open(folder).reader())


def test_an_act_that_came_later_is_seen_in_the_verdicts_on_those_below(
    everything: list[Prepared], tmp_path: Path
) -> None:
    upstream = str(data("doc/ttg/2024/1703-qd-ttg"))
    with_it = one_by_one(stored(tmp_path / "with", everything[:5]))
    without = one_by_one(stored(tmp_path / "without", [one for one in everything[:5] if one.act != upstream]))
    chain = {act for act, found in with_it.items() if "basis.chain" in {one.rule for one in found}}
    assert chain == {str(data("doc/an-giang-2004/2025/345-kh-ubnd"))}
    assert not any(one.rule == "basis.chain" for found in without.values() for one in found)


def test_an_act_on_which_the_check_fails_is_told_and_the_others_go_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from service import rechecking

    class InOneProcess:
        def __init__(self, *_: object, initializer: object, initargs: tuple[Path]) -> None:
            rechecking._open(*initargs)

        def __enter__(self) -> InOneProcess:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def map(self, work: object, acts: Sequence[str], chunksize: int) -> object:
            return map(work, acts)  # type: ignore[call-overload]

    whole = Recheck.findings_of
    broken = str(data("doc/ttg/2024/1703-qd-ttg"))

    def failing(self: Recheck, act: str) -> tuple[Finding, ...]:
        if act == broken:
            raise ValueError("a date that is none")
        return whole(self, act)

    monkeypatch.setattr(rechecking, "ProcessPoolExecutor", InOneProcess)
    monkeypatch.setattr(Recheck, "findings_of", failing)
    told = recheck(folder, (), lambda *_: None)
    assert told.faults == [
        f"Quyết định 1703/QĐ-TTg ({broken}) could not be checked: ValueError: a date that is none. Please report it."
    ]
    assert len({one.act for one in told.found}) > 5
