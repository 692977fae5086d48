"""A made country as files, for a look at it or for another program.

    python -m benchmarks.nation --directives 1 -o country
    python -m benchmarks.nation --directives 1 --format nq -o country

`country` gets one file for each directive and province: `0-bac-ninh.jsonl`, a record a line, or `0-bac-ninh.nq`, the
acts' graphs; and `truth.jsonl`, one line an act: its true links, points and faults. What was made is summed up on
stdout.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from benchmarks.nation import Made, acts, parts
from loaders.triples import act_graphs


@dataclass
class Summary:
    """What a part of the country holds."""

    counts: Counter[str] = field(default_factory=Counter)
    truth: list[str] = field(default_factory=list)
    """Lines of `truth.jsonl`."""


def write_part(directive: int, province: str, folder: Path, form: str) -> Summary:
    """One part as a file. `form`: "jsonl" for records, "nq" for graphs."""
    made = list(acts(directive, province))
    summary = Summary()
    file = folder / f"{directive}-{province}.{form}"
    with file.open("wb") as out:
        for each in made:
            graphs = act_graphs(each.record)
            if form == "nq":
                serialize(graphs.quads, out, format=RdfFormat.N_QUADS)
            else:
                out.write(each.record.model_dump_json(by_alias=True).encode() + b"\n")
            summary.truth.append(_told(graphs.act, each))
            summary.counts.update(_counted(each), quads=len(graphs.quads))
    return summary


def _told(act: str, made: Made) -> str:
    told = {"act": act, "truth": made.truth, "points": made.points, "faults": made.faults}
    return json.dumps(told, ensure_ascii=False)


def _counted(made: Made) -> Counter[str]:
    counts = Counter({"acts": 1, "tasks": len(made.record.tasks), "true links": len(made.truth)})
    counts.update(f"without {kind}" if kind != "order" else "dated too early" for kind, _ in made.faults)
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nation", description=__doc__)
    parser.add_argument("--directives", type=int, default=1)
    parser.add_argument("--format", choices=("jsonl", "nq"), default="jsonl")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    wanted = parts(options.directives)
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        waiting = [pool.submit(write_part, *part, options.output, options.format) for part in wanted]
        summaries = [each.result() for each in waiting]
    _write_truth(summaries, options.output)
    for name, count in sum((each.counts for each in summaries), Counter()).items():
        print(f"{name:20} {count:10,}")


def _write_truth(summaries: Iterable[Summary], folder: Path) -> None:
    with (folder / "truth.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for each in summaries for line in each.truth)


if __name__ == "__main__":
    main()
