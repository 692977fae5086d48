"""The five real plans of corpus/, by the first figures of their names."""

from __future__ import annotations

from pathlib import Path

CORPUS = Path(__file__).parents[1] / "corpus"


def plan(prefix: str) -> Path:
    """The plan whose file name begins so: "000" is Bình Dương's, "003" the Prime Minister's."""
    (found,) = CORPUS.glob(f"{prefix}*.txt")
    return found


def plans() -> list[Path]:
    """All five, in the order of their names."""
    return sorted(CORPUS.glob("*.txt"))
