"""Stretches of words, each in its font, become a text.

Files of the nineties hold the letters of TCVN3 and VNI fonts: "QuyÕt ®Þnh" in the font .VnTime is "Quyết định". So a
format's reader keeps each stretch's font until the words of a paragraph are together.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from loaders.fonts import decode_run


@dataclass(frozen=True)
class Run:
    """Words in one font; the font's name is "" where it does not matter or is not known."""

    text: str
    font: str = ""
    capitals: bool = False
    """Printed in capitals, however they are typed."""


def words(runs: Iterable[Run]) -> str:
    """The words of the runs in order, as a reader sees them."""
    return "".join(_stretch(list(stretch)) for _, stretch in groupby(runs, key=lambda run: (run.font, run.capitals)))


def _stretch(runs: list[Run]) -> str:
    # A letter and its mark may stand in two runs, so a font's words are taken together.
    text = decode_run("".join(run.text for run in runs), runs[0].font)
    return text.upper() if runs[0].capitals else text
