"""Signs of a deadline among other words: one whole, or one that a wrong cut has broken in two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from loaders.deadlines import DeadlineForm, fold, forms, match_form

# Words behind which a body belongs to the sentence: "… trình UBND tỉnh".
LINKING: Final = re.compile(
    r"(?:[,;:(/–-]|\b(?:và|của|với|các|cho|do|tại|bởi|thuộc|từ|giữa|trình|cáo|mưu|giúp|giao|nghị|gửi|theo|đến|về|là|"
    r"trên|trong|qua|cùng|hoặc|tới|đạo|định))$",
    re.IGNORECASE,
)


@lru_cache(maxsize=16384)
def trails_deadline(text: str) -> bool:
    """Whether the beginning of a deadline stands at the end: "… tại địa phương Trong tháng 6", before "năm 2025"."""
    words = text.split(" ")
    return any(
        words[i][:1].isupper() and not LINKING.search(words[i - 1]) and begins_deadline(words[i:])
        for i in range(max(1, len(words) - 8), len(words))
    )


def begins_deadline(words: Sequence[str]) -> bool:
    """Whether the words may be the first ones of a deadline: one that opens it, and others that deadlines have."""
    return fold(words[0]) in _first_deadline_words() and all(
        any(c.isdigit() for c in word) or set(re.findall(r"[^\W\d]+", fold(word))) <= _plain_deadline_words()
        for word in words
    )


@cache
def _plain_deadline_words() -> frozenset[str]:
    """Words of deadlines, those of conditions ("sau khi có …") left out; the numbers of quarters too."""
    texts = [text for form in _plain_forms() for text in (form.pattern.pattern, *map(fold, form.examples))]
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d]+", text))


@cache
def _first_deadline_words() -> frozenset[str]:
    """The words that open these forms, one for each of a pattern's alternatives."""
    firsts = [word for form in _plain_forms() for word in _ALTERNATIVE.findall(form.pattern.pattern)]
    firsts += [fold(example).split()[0] for form in _plain_forms() for example in form.examples]
    return frozenset(word for word in firsts if word.isalpha() and not set(word) <= set("iv"))


_ALTERNATIVE: Final = re.compile(r"(?:^|\(\?:|\|)([^\W\d]+)")


def _plain_forms() -> list[DeadlineForm]:
    return [form for form in forms() if form.kind != "condition"]


@cache
def _deadline_words() -> frozenset[str]:
    """Words that a deadline may begin with, and others: those in the forms and in their examples."""
    texts = [text for form in forms() for text in (form.pattern.pattern, *map(fold, form.examples))]
    return frozenset(word for text in texts for word in re.findall(r"[^\W\d]+", text))


@lru_cache(maxsize=4096)
def _may_open_deadline(word: str) -> bool:
    folded = fold(word)
    return any(c.isdigit() for c in folded) or any(part in _deadline_words() for part in re.split(r"\W", folded))


@lru_cache(maxsize=16384)
def begins_with_deadline(text: str) -> bool:
    """Whether the words are a deadline, or a deadline and more."""
    words = text.split(" ")
    return _may_open_deadline(words[0]) and any(
        match_form(" ".join(words[:n])) for n in range(1, min(9, len(words)) + 1)
    )


@lru_cache(maxsize=16384)
def ends_with_deadline(text: str) -> bool:
    """Whether a deadline stands at the end, begun with a capital: then it is the next cell."""
    words = text.split(" ")
    low = max(1, len(words) - 9)
    return any(
        words[i][:1].isupper() and _may_open_deadline(words[i]) and match_form(" ".join(words[i:]))
        for i in range(low, len(words))
    )
