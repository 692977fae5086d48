"""Words as the reader's stages take them, for tests."""

from __future__ import annotations

from loaders.source import Line, Passage, cut_lines


def passage(text: str) -> Passage:
    """The text as a passage that stands at the start of page 1."""
    return Passage(text, tuple(range(len(text))), (1,) * len(text))


def lines(text: str) -> tuple[Line, ...]:
    """The text's lines, all on page 1."""
    return cut_lines(text)
