"""Loads killed at random moments: what readers find, what the next writer finds, and that loading again completes.

    python -m tests.service.killing --times 50

    acts, one after another    8 killed while writing, 6 while relating, 3 while publishing
    acts, many at once         …
    files, by the command      …
    50 kills: each time the store opened, each act was whole or absent, and loading again completed.

A store holds the acts of one province in an older version. A process loads a newer version of some and many new ones,
and is killed with SIGKILL at a moment between its first step and its last. Loads go one of three ways: each act an
update of its own, all acts in bulk (by files in `incoming/`), and files of the corpus by `cancu load` with its readers.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pyoxigraph import Store as Graph

from benchmarks.filling import prepared
from benchmarks.nation import CENTRE, acts
from benchmarks.nation.whole import as_read
from loaders.record import Record
from ontology.namespaces import CANCU
from service.storage.readings import Prepared
from service.store import Store
from tests.service.gold_store import CORPUS
from tests.service.readings import content
from tests.service.small_reference import small_reference

Way = Literal["acts", "bulk", "files"]
WAYS: Final[dict[Way, str]] = {
    "acts": "acts, one after another",
    "bulk": "acts, many at once",
    "files": "files, by the command",
}
ROOT: Final = Path(__file__).parents[2]
COMMUNES: Final = 8

_LOADING: Final = """
import pickle, sys
import service.store
from pathlib import Path
from service import loading
from service.storage import snapshots, writing
from service.store import Store
from tests.service.small_reference import small_reference

def telling(word, function):
    def told(*given):
        print(word, flush=True)
        return function(*given)
    return told

way, folder, *given = sys.argv[1:]
loading.reference_data = small_reference
service.store.relate = telling("relating", service.store.relate)
snapshots.publish = telling("publishing", snapshots.publish)
Store.put_all = telling("writing", Store.put_all)
writing.BULK_FROM = 10**9 if way == "acts" else 0
acts = [] if way == "files" else pickle.loads(Path(given[0]).read_bytes())
print("reading" if way == "files" else "writing", flush=True)
with Store.open(folder, writable=True) as store:
    if way == "files":
        loading.load([Path(file) for file in given], store)
    else:
        together = 1 if way == "acts" else 6
        for start in range(0, len(acts), together):
            store.put_all(acts[start:start + together])
        store.publish()
print("done", flush=True)
"""


class Torn(AssertionError):
    """What a killed load left behind is no whole store."""


@dataclass(frozen=True)
class Step:
    """A step of a load that ran to its end."""

    doing: str
    """ "reading", "writing", "relating" or "publishing"."""
    seconds: float


@dataclass(frozen=True)
class Scene:
    """A load to be killed: the store that it starts from, what it is given, what it leads to, and its steps."""

    way: Way
    before: Path
    given: tuple[str, ...]
    old: frozenset[str]
    """The content of the store before, quad by quad."""
    new: frozenset[str]
    """And after."""
    steps: tuple[Step, ...]

    def moment(self, chance: random.Random) -> tuple[int, float]:
        """A step by its number, and seconds into it; each kind of step as often as every other."""
        doing = chance.choice(sorted({step.doing for step in self.steps}))
        number = chance.choice([number for number, step in enumerate(self.steps) if step.doing == doing])
        return number, chance.random() * self.steps[number].seconds


def scene(way: Way, folder: Path) -> Scene:
    """Prepare a load in `folder`, and run it once to its end."""
    before, after = folder / "before", folder / "after"
    _fill(before, way, folder)
    shutil.copytree(before, after)
    given = _given(way, folder)
    steps: list[Step] = []
    with _loading(way, after, given) as told:
        doing, start = next(told), time.monotonic()
        for word in told:
            steps.append(Step(doing, time.monotonic() - start))
            doing, start = word, time.monotonic()
    return Scene(way, before, given, _content(before), _content(after), tuple(steps))


def kill(one: Scene, folder: Path, number: int, seconds: float) -> None:
    """Load into a copy in `folder`, kill it `seconds` into step `number`, look at once, and load again. Raises Torn."""
    shutil.copytree(one.before, folder)
    with _started(one.way, folder, one.given) as process:
        for _ in range(number + 1):
            _said(process)
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        _read(one, folder)
        _write(one, folder)
    _finish(one.way, folder, one.given)
    if _content(folder) != one.new:
        raise Torn("loading again did not complete the store")


def _read(one: Scene, folder: Path) -> None:
    """Readers see the store as it was before, or as it is after; nothing between."""
    if _content(folder) not in (one.old, one.new):
        raise Torn("readers see a part of what was loaded")


def _write(one: Scene, folder: Path) -> None:
    """The next writer opens it at once and finds each act in its old version, its new one, or not at all."""
    with Store.open(folder, writable=True) as store:
        store.publish()
        found = _by_act(content(store.reader().graph))
    old, new = _by_act(one.old), _by_act(one.new)
    for act in sorted(new):
        if found.get(act) not in (None, old.get(act), new[act]):
            raise Torn(f"{act} is there in part")


def _by_act(quads: Collection[str]) -> dict[str, frozenset[str]]:
    """The quads of each act's own graph; an act that is only cited is not there."""
    graphs: dict[str, set[str]] = {}
    for quad in quads:
        name = quad.rpartition(" <")[2].removesuffix(">")
        if "/graph/doc/" in name:
            graphs.setdefault(name, set()).add(quad)
    cited = f"<{CANCU.knownOnlyByCitation}>"
    return {name: frozenset(lines) for name, lines in graphs.items() if not any(cited in line for line in lines)}


def _content(folder: Path) -> frozenset[str]:
    reader = Store.open(folder).reader()
    graph: Graph = reader.graph
    return frozenset(content(graph))


def _started(way: Way, folder: Path, given: tuple[str, ...]) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _LOADING, way, str(folder), *given]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _said(process: subprocess.Popen[str]) -> str:
    """What a load does next; "" at its end."""
    return process.stdout.readline().strip() if process.stdout else ""


@contextmanager
def _loading(way: Way, folder: Path, given: tuple[str, ...]) -> Iterator[Iterator[str]]:
    """A load that runs to its end, step by step. RuntimeError where it fails."""
    with _started(way, folder, given) as process:
        yield iter(lambda: _said(process), "")
    if process.returncode:
        raise RuntimeError("a load failed without being killed; its message stands above")


def _finish(way: Way, folder: Path, given: tuple[str, ...]) -> None:
    with _loading(way, folder, given) as told:
        for _ in told:
            pass


def _fill(store: Path, way: Way, folder: Path) -> None:
    """The store before: the same acts' older version, of some of them."""
    with Store.open(store, writable=True) as opened:
        opened.put_reference(small_reference())
        opened.publish()
    _finish(way, store, _given(way, folder, older=True))


def _given(way: Way, folder: Path, *, older: bool = False) -> tuple[str, ...]:
    return _files(folder, older=older) if way == "files" else _acts(folder, older=older)


def _acts(folder: Path, *, older: bool = False) -> tuple[str, ...]:
    """A file with the acts of a directive in one province; the older ones are fewer and say other words."""
    made = [*acts(0, CENTRE), *acts(0, "bac-ninh", most_communes=COMMUNES)]
    records = [as_read(_older(one.record) if older else one.record) for one in made]
    if older:
        records = records[: len(records) // 2]
    ready: list[Prepared] = [prepared(record) for record in records]
    file = folder / ("older.pickle" if older else "acts.pickle")
    file.write_bytes(pickle.dumps(ready))
    return (str(file),)


def _older(record: Record) -> Record:
    tasks = [task.model_copy(update={"text": f"{task.text}, xong"}) for task in record.tasks]
    return record.model_copy(update={"tasks": tasks})


def _files(folder: Path, *, older: bool = False) -> tuple[str, ...]:
    """The plans of the corpus; the older ones are fewer and say other words."""
    plans = sorted(CORPUS.glob("*.txt"))
    if not older:
        return tuple(map(str, plans))
    (folder / "older").mkdir()
    for plan in plans[::2]:
        text = plan.read_text("utf-8").replace("Xây dựng", "Soạn thảo")
        (folder / "older" / plan.name).write_text(text, "utf-8")
    return tuple(str(file) for file in sorted((folder / "older").iterdir()))


def main() -> None:
    """Kill so many loads, in turns of the three ways; end with 1 at the first that leaves a torn store."""
    parser = argparse.ArgumentParser(description="Kill loads at random moments and look at what they leave.")
    parser.add_argument("--times", type=int, default=50, help="how many loads are killed (default 50)")
    parser.add_argument("--seed", type=int, default=2026, help="of the moments (default 2026)")
    given = parser.parse_args()
    chance = random.Random(given.seed)
    died: dict[Way, Counter[str]] = {way: Counter() for way in WAYS}
    with tempfile.TemporaryDirectory(prefix="cancu-killing-") as place:
        scenes = []
        for way in WAYS:
            Path(place, way).mkdir()
            scenes.append(scene(way, Path(place, way)))
        for number in range(given.times):
            one = scenes[number % len(scenes)]
            folder = Path(place, str(number))
            step, seconds = one.moment(chance)
            try:
                kill(one, folder, step, seconds)
            except Exception as error:
                told = f"{WAYS[one.way]}, {seconds:.3f} s into {one.steps[step].doing}"
                sys.exit(f"kill {number + 1} ({told}): {type(error).__name__}: {error}")
            died[one.way][one.steps[step].doing] += 1
            shutil.rmtree(folder)
            print(f"\r{number + 1} of {given.times}", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
    for way, told in WAYS.items():
        print(f"{told:26} " + ", ".join(f"{count} killed while {doing}" for doing, count in died[way].most_common()))
    print(
        f"{given.times} kills: each time the store opened, each act was whole or absent, and loading again completed."
    )


if __name__ == "__main__":
    main()
