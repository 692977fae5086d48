from __future__ import annotations

import time

from loaders.forms.body_names import is_known


def test_names_that_run_together_are_told_at_once() -> None:
    started = time.perf_counter()
    assert not is_known(" ".join(["Sở Y tế"] * 60), None)
    assert time.perf_counter() - started < 2.0


def test_two_names_without_a_separator_are_no_known_one() -> None:
    assert is_known("Sở Y tế", None)
    assert not is_known("Sở Y tế Sở Nội vụ", None)
