"""The whole country: loading it, asking it, and how well its links are found. `make bench-national`.

    python -m benchmarks.national --directives 1
    python -m benchmarks.national --directives 1 --provinces 3 --store /tmp/three

The country is made (benchmarks.nation), loaded, and asked: of the store on disk, just opened and warm; of `cancu serve`
over HTTP; of rdflib's own store in memory; and of plain dictionaries, which say how fast it could be. A store that
holds the country already is asked as it is.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from rdflib import Graph

from benchmarks import engines
from benchmarks.accuracy import scored
from benchmarks.asked import Parameters, asked
from benchmarks.asking import triples
from benchmarks.filling import bytes_on_disk, filled
from benchmarks.nation.whole import Country
from benchmarks.timing import Times, measured
from benchmarks.walk import Walk
from queries.catalogue import catalogue
from queries.engine import OxigraphEngine
from service.store import Store

LIMIT: Final = 120.0
"""Seconds for all runs of a question in one of our engines."""
RDFLIB_LIMIT: Final = 60.0
ENGINES: Final = ("cold", "warm", "again", "http", "rdflib", "walk")

Asked = Mapping[str, Sequence[Parameters]]
Table = dict[str, dict[str, Times]]
"""Question -> engine -> its times."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.national", description=__doc__)
    parser.add_argument("--directives", type=int, default=1)
    parser.add_argument("--provinces", type=int, default=34, help="the first so many of the 34")
    parser.add_argument("--store", type=Path, help="a folder to keep; what it holds is not loaded again")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=ENGINES)
    options = parser.parse_args()
    country = Country(options.directives, options.provinces)
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as aside:
        folder = options.store or Path(aside) / "store"
        print_load(country, folder)
        print_accuracy(country, folder)
        print_questions(country, folder, options.engines)


# Loading --------------------------------------------------------------------------------------------------


def print_load(country: Country, folder: Path) -> None:
    """Loads the country where the store does not hold it; says what that took, and how large it is."""
    try:
        held = Country.of(folder)
    except ValueError as error:
        sys.exit(str(error))
    if held not in (None, country):
        sys.exit(f"{folder} holds {held}, not {country}. Give another --store, or remove it.")
    if held is None:
        load = filled(country, folder)
        whole = load.seconds + load.publishing_seconds
        print(f"from records to a ready store in {whole:.1f} s; the records were made beforehand")
        print(f"{load.acts:,} acts and the reference data stored in {load.seconds:.1f} s")
        print(f"linked and published in {load.publishing_seconds:.1f} s")
        print(f"peak memory: writer {load.writer_megabytes:.0f} MB, with its workers {load.together_megabytes:.0f} MB")
    graph = Store.open(folder).reader().graph
    each, whole = bytes_on_disk(folder / "graph") / len(graph), bytes_on_disk(folder)
    print(f"{len(graph):,} triples, {each:.0f} bytes each on disk; {whole / 1e6:.0f} MB with all that it keeps")


def print_accuracy(country: Country, folder: Path) -> None:
    score = scored(country, Store.open(folder).reader().graph)
    if not score.linked:
        print(f"links between tasks: none in the store, of {score.true:,} true ones")
        return
    print(
        f"links between tasks: {score.linked:,} for {score.true:,} true ones; "
        f"precision {score.precision:.3f}, recall {score.recall:.3f}, F1 {score.f1:.3f}"
    )


# Asking ---------------------------------------------------------------------------------------------------


def print_questions(country: Country, folder: Path, wanted: Sequence[str]) -> None:
    """Each question in each engine: median and p95, and how many times as long as the walk."""
    known = {name: parameters for name, parameters in asked(country).items() if name in catalogue()}
    for name in asked(country).keys() - known.keys():
        print(f"{name}: not asked, the catalogue has no such question")
    table: Table = {name: {} for name in known}
    # The walk and rdflib's graph stay in memory, so they come last.
    if "cold" in wanted:
        _measure(table, known, "cold", lambda name: partial(engines.cold, name, known[name], folder))
    if "warm" in wanted:
        _measure(table, known, "warm", lambda name: partial(engines.warm, name, known[name], folder))
    if "again" in wanted:
        _measure(table, known, "again", lambda name: partial(engines.again, name, known[name], folder))
    if "http" in wanted:
        with engines.serving(folder) as address:
            _measure(table, known, "http", lambda name: partial(engines.over_http, name, known[name], address))
    if "walk" in wanted:
        walk = Walk(Store.open(folder).reader().graph)
        known_to_walk = {name: each for name, each in known.items() if name in walk.answers}
        _measure(table, known_to_walk, "walk", lambda name: partial(engines.by_walk, name, known[name], walk))
    if "rdflib" in wanted:
        _measure_rdflib(table, known, folder)
    print_table(table, wanted)
    print_differences(table)


def _measure(table: Table, known: Asked, engine: str, work: engines.Prepared) -> None:
    limit = RDFLIB_LIMIT if engine == "rdflib" else LIMIT
    for name in known:
        print(f"{engine}: {name} …", file=sys.stderr, flush=True)
        table[name][engine] = measured(work(name), limit)


def _measure_rdflib(table: Table, known: Asked, folder: Path) -> None:
    engine = OxigraphEngine(Store.open(folder).reader().graph)
    texts = {name: engines.rdflib_texts(name, parameters, engine) for name, parameters in known.items()}
    text = triples(engine)
    del engine
    graph = Graph().parse(data=text, format="nt")
    del text
    _measure(table, known, "rdflib", lambda name: partial(engines.by_rdflib, texts[name], graph))


def print_table(table: Table, wanted: Sequence[str]) -> None:
    print(f"\n{'milliseconds':18}" + "".join(f"{f'{each} median / p95':>30}" for each in wanted) + "     rows")
    for name, times in table.items():
        cells = "".join(f"{_told(times.get(each), times.get('walk')):>30}" for each in wanted)
        rows = next((each.rows for each in times.values() if each.rows), ())
        print(f"{name:18}{cells}{_spread(rows):>9}")


def _told(times: Times | None, walk: Times | None) -> str:
    if times is None:
        return "-"
    if times.median is None or times.p95 is None:
        return "failed" if times.fault else "too long"
    ratio = f" {times.median / walk.median:,.0f}x" if walk and walk.median and walk is not times else ""
    return f"{times.median * 1000:,.2f} / {times.p95 * 1000:,.2f}{ratio}"


def _spread(rows: Sequence[int]) -> str:
    return f"{min(rows)}-{max(rows)}" if rows and min(rows) != max(rows) else f"{rows[0]}" if rows else "-"


def print_differences(table: Table) -> None:
    """Where two engines gave other numbers of rows for the same parameters, run by run."""
    for name, times in table.items():
        rows = {engine: each.rows for engine, each in times.items() if each.rows}
        for engine, counts in rows.items():
            pairs = zip(counts, rows.get("warm", counts), strict=False)
            other = next(((mine, warm) for mine, warm in pairs if mine != warm), None)
            if other:
                print(f"{name}: {engine} gives {other[0]} rows where the store gives {other[1]}")
        for engine, each in times.items():
            if each.fault or each.ended:
                cause = each.fault or "ended by the limit"
                print(f"{name}: {engine}: {cause}, after {len(each.runs)} runs")


if __name__ == "__main__":
    main()
