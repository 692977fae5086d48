"""Where the parts of an act stand in its text: the graph says their words and their order, the text has the places.

    Places(text).part("Điều 2", "Chánh Văn phòng Ủy ban nhân dân tỉnh, …", start)
        Place(start=1843, words=1851, heading_end=1851)      the line, what is behind its number

Words are compared without white space and capitals, since lines break anywhere. A part is looked for behind the one
before it, first with its number in front, then without.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_ENOUGH: Final = (60, 30, 14)
"""Letters of a part by which it is found, the most first: a page's end may stand in the middle of a longer stretch."""
_BEFORE: Final = 40
"""Letters that a part's number can have, its kind among them ("Điều 12.")."""


@dataclass(frozen=True)
class Place:
    """Offsets into the text."""

    start: int
    """Where its line begins."""
    words: int
    """Where its heading or its text begins, behind its number."""
    end: int
    """Behind the words by which it was found."""


class Places:
    """A text, looked through from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self.text: Final = text
        # Letter by letter, since the lower case of some has two letters.
        letters = [(letter, at) for at, one in enumerate(text) for letter in one.casefold() if not one.isspace()]
        self._bare: Final = "".join(letter for letter, _ in letters)
        self._at: Final = [at for _, at in letters]
        self._index: Final = {at: number for number, (_, at) in reversed(list(enumerate(letters)))}

    def part(self, number: str, words: str, since: int, until: int | None = None) -> Place | None:
        """The part of that number ("Điều 2", "II", "đ"; "" for none) and words, not before `since`; None if not found.

        Without words the line that begins with the number.
        """
        bare, mark = _bare(words), _bare(number)
        if not bare:
            return self._line(mark, since, until) if mark else None
        for letters in _ENOUGH:
            found = self._search(bare[:letters], mark, since, until)
            if found is not None or len(bare) <= _ENOUGH[-1]:
                return found
        return None

    def line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def words_end(self, words: str, start: int) -> int:
        """Behind the last letter of the words that begin at `start`, as far as the text has them so."""
        bare = _bare(words)
        first = self._number(start)
        same = 0
        while same < len(bare) and first + same < len(self._bare) and self._bare[first + same] == bare[same]:
            same += 1
        return self._at[first + same - 1] + 1 if same == len(bare) and same else start

    def _search(self, bare: str, mark: str, since: int, until: int | None) -> Place | None:
        first, last = self._number(since), len(self._bare) if until is None else self._number(until)
        at = self._bare.find(bare, first, last)
        loose: Place | None = None
        while at >= 0:
            words = self._at[at]
            start = max(self.line_start(words), since)
            before = _bare(self.text[start:words])
            place = Place(start, words, self._at[at + len(bare) - 1] + 1)
            if mark and mark in before and len(before) <= _BEFORE:
                return place
            if loose is None and len(before) <= (0 if mark else _BEFORE):
                loose = place
            at = self._bare.find(bare, at + 1, last)
        return loose

    def _line(self, mark: str, since: int, until: int | None) -> Place | None:
        start = self.line_start(since)
        end = len(self.text) if until is None else until
        while start < end:
            stop = self.text.find("\n", start)
            stop = len(self.text) if stop < 0 else stop
            if start >= since and _bare(self.text[start:stop]).startswith(mark):
                words = self.words_end(mark, start)
                return Place(start, words, words)
            start = stop + 1
        return None

    def _number(self, offset: int) -> int:
        """How many letters stand before an offset."""
        while offset < len(self.text) and offset not in self._index:
            offset += 1
        return self._index.get(offset, len(self._bare))


def _bare(words: str) -> str:
    return "".join(words.split()).casefold()
