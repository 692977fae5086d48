"""Sets the weights of `odds` by regression, and measures each plan with the weights that the other plans give.

python -m tests.loaders.alignment.weights
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, fields
from unittest.mock import patch

from loaders.alignment.choice import forget
from loaders.alignment.evidence import Evidence, compare, evidence, foreign_tasks
from loaders.alignment.profile import profile
from loaders.alignment.settings import Odds
from tests.loaders.alignment.gold import CENTRE, Found, gold, measured, precision, read, recall

Sample = tuple[Sequence[float], bool]
"""The evidence for a pair, 1 first, and whether a person gave the pair."""

FILES = ("lineage.json", "lineage-own.json")
RIDGE = 0.2
ROUNDS = 25
NAMES = [field.name for field in fields(Odds)][1:]


def samples(number: str, file: str) -> Iterator[Sample]:
    """The strongest pairs of a plan's tasks, those that a reader marked "also" left out."""
    mine = read(number)
    for kind, other in (("upstream", read(CENTRE)), ("own_body", mine)):
        marks = {
            (task, link["to"]): link["mark"]
            for task, kinds in gold(file)[number].items()
            for link in kinds.get(kind, [])
        }
        if not marks:
            continue
        act, target = profile(mine.items), profile(other.items)
        compared = compare(act, target)
        foreign = foreign_tasks(compared) if kind == "upstream" else set()
        sides = [range(target.tasks, len(target.items)), *([range(target.tasks)] if kind == "upstream" else [])]
        for found in (pair for side in sides for task in evidence(compared, side) for pair in task.single):
            names = mine.names[act.items[found.task].node], other.names[target.items[found.target].node]
            if found.task not in foreign and marks.get(names) != "also":
                yield _figures(found), marks.get(names) == "primary"


def _figures(found: Evidence) -> Sequence[float]:
    return (1.0, *(getattr(found, name) for name in NAMES))


def fitted(examples: Sequence[Sample]) -> Odds:
    """Logistic regression with a ridge on all weights but the base, by Newton's steps; one digit behind the point."""
    size = len(NAMES) + 1
    weights = [0.0] * size
    for _ in range(ROUNDS):
        slope = [-RIDGE * weight * (at > 0) for at, weight in enumerate(weights)]
        curve = [[RIDGE * (row == at) + 1e-6 * (row == at) for at in range(size)] for row in range(size)]
        for figures, given in examples:
            sure = 1 / (1 + math.exp(-sum(map(math.prod, zip(weights, figures, strict=True)))))
            for row in range(size):
                slope[row] += (given - sure) * figures[row]
                for at in range(size):
                    curve[row][at] += sure * (1 - sure) * figures[row] * figures[at]
        weights = [weight + step for weight, step in zip(weights, _solved(curve, slope), strict=True)]
    return Odds(*(round(weight, 1) for weight in weights))


def _solved(matrix: Sequence[Sequence[float]], values: Sequence[float]) -> list[float]:
    """Gauss and Jordan; the matrix is positive definite, so no rows need to change places."""
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    for at in range(len(rows)):
        rows[at] = [cell / rows[at][at] for cell in rows[at]]
        for other in range(len(rows)):
            if other != at:
                factor = rows[other][at]
                rows[other] = [cell - factor * head for cell, head in zip(rows[other], rows[at], strict=True)]
    return [row[-1] for row in rows]


def with_weights(weights: Odds, file: str, number: str) -> list[Found]:
    """What is found of one plan with other weights."""
    with patch("loaders.alignment.evidence.odds_weights", lambda: weights):
        forget()
        found = [one for plan, _, one in measured(file) if plan == number]
    forget()
    return found


def main() -> None:
    plans = [(file, number) for file in FILES for number in gold(file)]
    examples = {plan: list(samples(plan[1], plan[0])) for plan in plans}
    whole = fitted([one for each in examples.values() for one in each])
    sys.stdout.write(f"all plans: {dict(zip(['base', *NAMES], astuple(whole), strict=True))}\n")
    held_out: dict[str, list[Found]] = {file: [] for file in FILES}
    for file, number in plans:
        others = [one for plan, each in examples.items() if plan[1] != number for one in each]
        found = with_weights(fitted(others), file, number)
        held_out[file] += found
        sys.stdout.write(_line(f"{number} held out", found))
    for file, figures in held_out.items():
        sys.stdout.write(_line(f"{file} held out", figures))
    sys.stdout.write(_line("all held out", [one for figures in held_out.values() for one in figures]))


def _line(name: str, found: Iterable[Found]) -> str:
    figures = list(found)
    return f"{name:28} precision {precision(figures):.2f}  recall {recall(figures):.2f}\n"


if __name__ == "__main__":
    main()
