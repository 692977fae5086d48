"""The figures of fresh layouts, a line a door.

python -m tests.layouts --layout-seed 5000 --layout-count 80 --door text
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.layouts.doors import DOORS
from tests.layouts.measure import measure


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.layouts", description="Reads random layouts of task tables.")
    parser.add_argument("--layout-seed", type=int, default=0, help="first seed")
    parser.add_argument("--layout-count", type=int, default=50, help="how many layouts, a seed each")
    parser.add_argument("--door", choices=list(DOORS), action="append", help="only this door; may be given again")
    asked = parser.parse_args()
    seeds = range(asked.layout_seed, asked.layout_seed + asked.layout_count)
    print(f"{'door':16s} {'F1':>7s} {'rows':>6s} {'wrong':>6s} {'told':>6s} {'false':>7s} {'slowest':>14s}  worst")
    for door in asked.door or DOORS:
        with tempfile.TemporaryDirectory() as folder:
            figures = measure(seeds, door, Path(folder))
        slowest = f"{figures.slowest.seconds:.2f} s {figures.slowest.seed:6d}"
        print(
            f"{door:16s} {figures.f1:7.4f} {figures.rows:6d} {figures.wrong:6d} {figures.told:6.0%} "
            f"{figures.false_alarms:7.2%} {slowest:>14s}  {figures.worst()}",
            flush=True,
        )


if __name__ == "__main__":
    main()
