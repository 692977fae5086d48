"""The head of older acts, where type, issuer, number and date make one sentence.

    QUYẾT ĐỊNH CỦA BỘ TRƯỞNG BỘ TÀI CHÍNH               type and issuer
    về việc sửa đổi mức thuế suất …                     title

    Nghị định của Chính phủ số 114/2003/NĐ-CP           type, issuer, number
    ngày 10/10/2003 về cán bộ, công chức xã …           date, title

It may stand in small letters: transcripts of files in .VnTimeH lose the capitals that the font drew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from loaders.flow import flow_passages, one_line
from loaders.forms.dates import date_at
from loaders.forms.document_types import type_named, types_pattern
from loaders.forms.numbers import number_at
from loaders.forms.spelling import one_style
from loaders.language import grammar
from loaders.source import Line, Passage, joined

_LONGEST: Final = 160
_NUMBER_LABEL: Final = re.compile(r"\s+số\s*:?\s*(?=\d)", re.IGNORECASE)
_DATE_LABEL: Final = re.compile(r"\s*,?\s+(?=ngày\s+\d)", re.IGNORECASE)


@dataclass(frozen=True)
class NamedHead:
    """What such a head says; each part where it has one."""

    type: str
    issuer: Passage
    number: tuple[str, Passage] | None
    """The number without white space, and its words."""
    date: tuple[str, Passage] | None
    """ISO date, and its words."""
    title: Passage


@cache
def _pattern() -> re.Pattern[str]:
    bodies = [one_style(form) for form in (*grammar("bodies.yaml")["heads"], *grammar("zones.yaml")["authorities"])]
    heads = "|".join(sorted({re.escape(head).replace(r"\ ", r"\s+") for head in bodies}, key=len, reverse=True))
    verbs = "|".join(form.replace(" ", r"\s+") for form in grammar("zones.yaml")["title_openers"])
    return re.compile(
        rf"""
        (?P<type> {types_pattern()} ) \s+ của \s+
        (?P<issuer> (?:{heads})\b [^\n]*? (?: \n và \s [^\n]*? )? )
        (?= \s+ (?:số|ngày) \s* :? \s* \d | \s+ (?:{verbs})\b | \s* (?:\n|$) )
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def type_in_sentence(text: str) -> str | None:
    """The type of a line "<type> của <issuer> …" that can be a head; None for any other line."""
    found = _pattern().match(one_style(text))
    return type_named(found["type"]) if found and len(text) <= _LONGEST and not text.endswith((".", ";")) else None


def issuer_named(texts: Sequence[str]) -> str | None:
    """The issuer that the head's lines, from the type's on, name behind "của"."""
    found = _pattern().match(one_style("\n".join(texts)))
    return "\n".join(texts)[slice(*found.span("issuer"))].replace("\n", " ") if found else None


def read_named_head(lines: Sequence[Line]) -> NamedHead | None:
    """What the lines from the type's to the title's last say; None for a head that names no issuer."""
    passage = joined((one_line(line) for line in lines if not line.blank and not line.furniture), separator="\n")
    found = _pattern().match(one_style(passage.text))
    named = type_named(found["type"]) if found else None
    if found is None or named is None:
        return None
    place = found.end()
    number = date = None
    label = _NUMBER_LABEL.match(passage.text, place)
    if label and (read := number_at(passage.text, label.end())):
        number = (read.value, passage.part(read.start, read.end))
        place = read.end
    label = _DATE_LABEL.match(passage.text, place)
    if label and (day := date_at(passage.text, label.end())):
        date = (day.value, passage.part(day.start, day.end)) if day.value else None
        place = day.end
    return NamedHead(named, _unbroken(passage, *found.span("issuer")), number, date, _unbroken(passage, place))


def _unbroken(passage: Passage, start: int, end: int | None = None) -> Passage:
    """That part with its lines set as one."""
    end = len(passage.text) if end is None else end
    breaks = [i for i in range(start, end) if passage.text[i] == "\n"]
    edges = [start, *breaks, end]
    return flow_passages(passage.part(left, right) for left, right in pairwise(edges))
