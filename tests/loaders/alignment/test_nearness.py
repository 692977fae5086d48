"""The made country measures something only where its plans are about as hard to tie as real ones."""

from __future__ import annotations

from tests.loaders.alignment.country import tally
from tests.loaders.alignment.nearness import made, real, told


def test_a_communes_own_tasks_come_as_near_to_what_stands_above_as_those_of_real_plans() -> None:
    true, invented = real(), made(2)
    assert len(true) == 12
    for kind in ("cosine", "cover"):
        figures = (told([getattr(task, kind) for task in tasks]) for tasks in (true, invented))
        assert all(real <= made + 0.01 for real, made in zip(*figures, strict=True))


def test_nearly_all_tasks_of_made_plans_are_tied_and_nearly_nothing_else() -> None:
    counted = tally(0, ("bac-ninh", "thanh-hoa", "ca-mau"), 8)
    assert counted.right >= 0.95 * counted.linked
    assert counted.found >= 0.93 * counted.true
