"""Spaces that were lost inside the names of bodies: "SởYtế" is "Sở Y tế", "vàCông nghệ" is "và Công nghệ".

A word that is no Vietnamese syllable is cut where all its pieces are words of known names; any other word stays whole.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from loaders.fonts.syllables import is_syllable
from loaders.forms.body_names import body_language
from loaders.forms.spelling import one_style
from loaders.language import grammar
from loaders.source import Passage, joined

_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|&(?=\w))+")
_LISTS: Final = ("names", "posts", "kinds", "heads", "unfinished")


def spaced(passage: Passage) -> Passage:
    """The passage with the spaces set that its names of bodies lack; every letter keeps its place in the source."""
    gaps = lost_spaces(passage.text)
    edges = [0, *gaps, len(passage.text)]
    return joined(passage.part(start, end) for start, end in pairwise(edges)) if gaps else passage


def lost_spaces(text: str) -> list[int]:
    """The offsets in `text` before which a space is lost."""
    return [found.start() + cut for found in _WORD.finditer(text) for cut in _cuts(found[0])]


@lru_cache(maxsize=4096)
def _cuts(word: str) -> tuple[int, ...]:
    """Where a word falls into words of known names, in as few as possible; () for one that stays whole."""
    known, word = _known_words(), one_style(word)
    if word in known or word.isupper() or is_syllable(word):
        return ()
    best: dict[int, tuple[int, ...]] = {0: ()}
    for end in range(1, len(word) + 1):
        ways = [(*best[start], start) for start in range(end) if start in best and word[start:end] in known]
        if ways:
            best[end] = min(ways, key=len)
    return best.get(len(word), ())[1:]


@cache
def _known_words() -> frozenset[str]:
    forms = [form for name in _LISTS for form in body_language()[name]] + grammar("issuers.yaml")["territories"]
    return frozenset(word for form in forms for word in _WORD.findall(one_style(form))) | {"Y"}
