"""Parts of the state's and the Party's head lines, as a narrow column breaks them.

    "THỦ TƯỚNG CHÍNH PHỦ     CỘNG HÒA XÃ HỘI"           CỘNG HÒA XÃ HỘI
    "bộ tài chính cộng hoà xã hội chủ nghĩa Việt nam"   cộng hoà xã hội chủ nghĩa Việt nam

The words stand in `language/zones.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from loaders.forms.spelling import one_style
from loaders.language import grammar

# Columns stand apart by more than one space.
_STRETCH: Final = re.compile(r"\S+(?: \S+)*")
_LETTERS: Final = re.compile(r"[^\W\d_]+")


def motto_parts(line: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each whole motto, and of each stretch of two words or more that are all words of one."""
    plain = one_style(line)
    for whole in _whole().finditer(plain):
        yield whole.span()
    for found in _STRETCH.finditer(line):
        words = _LETTERS.findall(plain[found.start() : found.end()].casefold())
        part = f" {' '.join(words)} "
        if len(words) > 1 and any(part in f" {motto} " for motto in grammar("zones.yaml")["motto_words"]):
            yield found.span()


@cache
def _whole() -> re.Pattern[str]:
    mottos = (r"[\W_]+".join(motto.split()) for motto in grammar("zones.yaml")["motto_words"])
    return re.compile(rf"(?<!\w)(?:{'|'.join(mottos)})(?!\w)", re.IGNORECASE)
