"""How fast the search is over a whole country, and whether it finds there what the five plans are asked for.

    python -m benchmarks.searching --store STORE      the store of a country (docs/performance.md says how to make one)

The five plans of corpus/ are loaded besides, and one index is made of both: the queries are those of the tests, which
were written from these plans, and each has its right first hit.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from pyoxigraph import Triple

from ontology.namespaces import data
from queries.engine import Engine, Table
from queries.markers import Value
from service.loading import load
from service.searching.asking import Asked, search
from service.searching.building import build
from service.searching.index import Index
from service.store import Store

ROOT: Final = Path(__file__).parent.parent
QUERIES: Final = ROOT / "tests" / "service" / "searching" / "queries.csv"
RUNS: Final = 7


class Both:
    """Two engines as one: what either answers, each row once. For patterns that join nothing across the two."""

    def __init__(self, *engines: Engine) -> None:
        self._engines: Final = engines

    def select(self, query: str, bindings: Mapping[str, Value] | None = None) -> Table:
        """See `queries.engine.Engine.select`."""
        tables = [engine.select(query, bindings or {}) for engine in self._engines]
        return Table(tables[0].columns, list(dict.fromkeys(row for table in tables for row in table.rows)))

    def triples(self, query: str, bindings: Mapping[str, Value] | None = None) -> list[Triple]:
        """See `queries.engine.Engine.triples`."""
        return list(dict.fromkeys(one for engine in self._engines for one in engine.triples(query, bindings or {})))

    def kept(self, question: str) -> Table | None:
        """See `queries.engine.Engine.kept`."""
        return None


def main() -> None:
    """Print what the index costs, how long searches take, and how many of them have their right first hit."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--store", type=Path, required=True, help="The store of a country; it is only read.")
    country = Store.open(arguments.parse_args().store).reader()
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "plans", writable=True) as plans:
        load([ROOT / "corpus"], plans)
        file = Path(folder) / "search.sqlite"
        start = time.perf_counter()
        count = build(Both(country.engine, plans.reader().engine), file)
        seconds = time.perf_counter() - start
        print(f"{count} things indexed in {seconds:.1f} s, {file.stat().st_size / 1e6:.1f} MB")
        _print_searches(Index(file))


def _print_searches(index: Index) -> None:
    with QUERIES.open(encoding="utf-8", newline="") as file:
        asked = list(csv.DictReader(file))
    index.vocabulary  # noqa: B018  read at the first search; a service does so once
    took: list[float] = []
    wrong: list[str] = []
    for row in asked:
        seconds = [_timed(index, row["query"]) for _ in range(RUNS)]
        took.append(median(seconds))
        first = next((one.iri for one in index.entries(search(index, Asked(row["query"])).places[:1])), "nothing")
        if first != str(data(row["first"])):
            wrong.append(f"  {row['query']}: {first}")
    kinds = dict(zip(index.kinds, index.ends, strict=True))
    print(f"{kinds['task'] - kinds['act']} tasks, duties and reports; {len(asked)} queries, median of {RUNS} runs each")
    slow = quantiles(took, n=20)[-1]
    print(f"median {median(took) * 1000:.1f} ms, p95 {slow * 1000:.1f} ms, slowest {max(took) * 1000:.1f} ms")
    print(f"right first hit: {len(asked) - len(wrong)} of {len(asked)}", *wrong, sep="\n")


def _timed(index: Index, query: str) -> float:
    start = time.perf_counter()
    search(index, Asked(query))
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
