"""All acts of a store held anew against the rules and against each other: how long that takes, and what is found.

    python -m benchmarks.checking --store /tmp/country

Aim: the whole country of one directive in 60 s. Where the store holds a made country (benchmarks.nation), the faults
that were put into it are known: beside each rule stands how many of them it found, and how often it fired elsewhere.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks.asked import path_of
from benchmarks.nation.made import FaultKind
from benchmarks.nation.whole import Country
from ontology.namespaces import path_of as path_below
from service.commands.terminal import progress_bar
from service.findings import CorpusFinding
from service.rechecking import recheck

_RULES: Final[Mapping[FaultKind, tuple[str, ...]]] = {
    "lead": ("task.lead",),
    "deadline": ("task.deadline",),
    "text": ("task.text",),
    "number": ("document.number",),
    "date": ("document.date", "document.date-incomplete"),
    "order": ("basis.later",),
}
"""The rules that find each kind of planted fault."""

Spot = tuple[str, str, str]
"""Rule, path of the act, number of the task or "" for the act as a whole."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checking", description=__doc__)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--processes", type=int, default=os.cpu_count())
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    acts = 0
    start = time.perf_counter()
    with progress_bar("Checking") as progress:

        def counted(done: int, total: int, file: Path) -> None:
            nonlocal acts
            acts = done
            progress(done, total, file)

        told = recheck(options.store, (), counted, options.processes)
    seconds = time.perf_counter() - start
    print(f"{acts:,} acts in {seconds:.1f} s on {options.processes} processes, {acts / seconds:.0f} acts/s")
    for fault in told.faults:
        print(fault)
    print_rules(told.found, _planted_in(options.store))


def _planted_in(store: Path) -> set[Spot] | None:
    try:
        country = Country.of(store)
    except ValueError as error:
        print(f"The planted faults are not compared: {error}.")
        return None
    return planted(country) if country else None


def planted(country: Country) -> set[Spot]:
    """The faults that were put into a made country, each under the rules that find it."""
    return {
        (rule, path_of(made), task) for made in country.made() for kind, task in made.faults for rule in _RULES[kind]
    }


def print_rules(found: Sequence[CorpusFinding], known: set[Spot] | None) -> None:
    """One line a rule, the most frequent first."""
    spots = [(one.rule, path_below(one.act), "" if _of_act(one.rule) else one.place) for one in found]
    count, acts = Counter(one.rule for one in found), Counter(rule for rule, _ in {spot[:2] for spot in spots})
    right = Counter(rule for rule, *_ in set(spots) & (known or set()))
    put = Counter(rule for rule, *_ in known or ())
    print(f"{'rule':28} {'severity':10} {'findings':>8} {'acts':>6} {'planted':>8} {'found':>6} {'elsewhere':>9}")
    severity = {one.rule: one.severity for one in found}
    for rule, times in count.most_common():
        truth = f"{put[rule]:8} {right[rule]:6} {times - right[rule]:9}" if put[rule] else ""
        print(f"{rule:28} {severity[rule]:10} {times:8} {acts[rule]:6} {truth}")


def _of_act(rule: str) -> bool:
    """Whether the planted fault is the act's as a whole, wherever the finding stands."""
    return any(rule in _RULES[kind] for kind in ("number", "date", "order"))


if __name__ == "__main__":
    main()
