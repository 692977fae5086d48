"""Acts typed in TCVN3 and VNI fonts, with their transcripts (tests/real/legacy-font)."""

from __future__ import annotations

import json
import unicodedata
from itertools import groupby
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from loaders.fonts import decode_run

REAL = Path(__file__).parents[2] / "real" / "legacy-font"
WORD_FILES = ("2003-02144qd", "2004-0328NDCP", "2004-NghiDinh114_2003")
PDF = "2006-19412_QD115.04TTg_BLTch_DNNVV"


def runs(name: str) -> list[tuple[str, str]]:
    """(font, words) of a Word file's runs in order; paragraphs end in a run of no font."""
    lines = (REAL / f"{name}.runs.jsonl").read_text("utf-8").splitlines()
    return [(font, words) for font, words in map(json.loads, lines)]


def typed(name: str) -> str:
    """The file's words as they were typed, fonts forgotten."""
    return "".join(words for _, words in runs(name))


def printed(name: str) -> str:
    """The file's words as its fonts print them."""
    stretches = groupby(runs(name), key=lambda run: run[0])
    return "".join(decode_run("".join(words for _, words in stretch), font) for font, stretch in stretches)


def transcript(name: str) -> str:
    """What the file says, written out in Unicode; what fonts of capitals print stands in small letters there."""
    return (REAL / f"{name}.txt").read_text("utf-8")


def accuracy(text: str, truth: str) -> float:
    """Share of the truth's characters that are right, white space and case left aside."""
    found, wanted = _folded(text), _folded(truth)
    return 1 - Levenshtein.distance(found, wanted) / len(wanted)


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()
