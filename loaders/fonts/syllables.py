"""Whether a word is a Vietnamese syllable: "chính" is one, "chÝnh" and "été" are none.

The parts of a syllable stand in `syllables.yaml`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from typing import Final

import yaml

# Combining grave, acute, tilde, hook above and dot below: the tones.
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_TONE: Final = re.compile(f"[{_TONES}]")
_STOP_TONES: Final = "\u0301\u0323"


def is_syllable(word: str) -> bool:
    """Whether the word is made as a Vietnamese syllable is: onset and rime, at most one tone, in any case."""
    apart = unicodedata.normalize("NFD", word.casefold())
    tones = _TONE.findall(apart)
    bare = unicodedata.normalize("NFC", _TONE.sub("", apart))
    if len(tones) > 1 or not _syllable().fullmatch(bare):
        return False
    return not _stopped().search(bare) or (bool(tones) and tones[0] in _STOP_TONES)


@cache
def _parts() -> dict[str, list[str]]:
    content = yaml.safe_load(resources.files("loaders.fonts").joinpath("syllables.yaml").read_text("utf-8"))
    return {name: " ".join(parts).split() for name, parts in content.items()}


@cache
def _syllable() -> re.Pattern[str]:
    parts = _parts()
    any_onset = f"(?:{'|'.join(parts['onsets'])})?(?:{'|'.join(parts['rimes'])})"
    return re.compile(f"{any_onset}|qu(?:{'|'.join(parts['rimes_of_qu'])})")


@cache
def _stopped() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(_parts()['stops'])})$")
