"""Every place where an act gives another act's number with its date, and where two such places contradict.

    "… Quyết định số 1703/QĐ-TTg ngày 31/12/2024 …"     Mention(number="1703/QĐ-TTg", date="2024-12-31")

The graph keeps one node for each cited act, with what its fullest mention says; a misprinted date or number is only
seen in the words themselves: quotes of the citations, titles, texts of the parts and of the tasks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ontology.namespaces import CANCU, DCTERMS
from shapes.triples import Triples

_CITATION: Final = re.compile(
    r"""(?P<number>\d+(?:/\d{4})?[-/][A-ZĐ][A-Za-zĐđ&-]*(?:[-/][A-ZĐ][A-Za-zĐđ0-9]*)*)   # 1703/QĐ-TTg, 38-CT/TW
        ,?\s*ngày\s*
        (?P<day>\d{1,2})\s*(?:/|tháng)\s*(?P<month>\d{1,2})\s*(?:/|năm)\s*(?P<year>\d{4})""",
    re.VERBOSE,
)
_TEXTS: Final = (CANCU.quote, DCTERMS.title, DCTERMS.description)


@dataclass(frozen=True)
class Mention:
    """One place. `date` is ISO."""

    node: str
    number: str
    date: str


@dataclass(frozen=True)
class Conflict:
    """A mention, and what the act's other mentions say instead."""

    mention: Mention
    other: str
    """The other date (ISO), or the other number."""


def mentions(act: Triples) -> list[Mention]:
    """All places, each node's number and date once."""
    found = dict.fromkeys(mention for node in sorted(act.own) for mention in _in_node(act, node))
    return list(found)


def date_conflicts(found: Sequence[Mention]) -> Iterator[Conflict]:
    """One number with two days of one year, or with one day of two years: a number is given once a year."""
    for number in dict.fromkeys(mention.number for mention in found):
        dates = Counter(mention.date for mention in found if mention.number == number)
        usual = max(dates, key=lambda day: (dates[day], day))
        for mention in found:
            if mention.number == number and mention.date != usual and _one_meant(mention.date, usual):
                yield Conflict(mention, usual)


def number_conflicts(found: Sequence[Mention]) -> Iterator[Conflict]:
    """A number that stands once, and is another number of the same day and symbol but for one digit or a swap."""
    counts = Counter((mention.number, mention.date) for mention in found)
    for mention in found:
        if counts[mention.number, mention.date] > 1:
            continue
        for number, day in counts:
            often = counts[number, day] > 1
            if often and day == mention.date and _misprint(mention.number, number):
                yield Conflict(mention, number)


def _in_node(act: Triples, node: str) -> Iterator[Mention]:
    for predicate in _TEXTS:
        for value in act.values(node, predicate):
            for cited in _CITATION.finditer(getattr(value, "value", "")):
                day = _iso(cited)
                if day:
                    yield Mention(node, cited["number"], day)


def _iso(cited: re.Match[str]) -> str | None:
    try:
        return date(int(cited["year"]), int(cited["month"]), int(cited["day"])).isoformat()
    except ValueError:
        return None


def _one_meant(one: str, other: str) -> bool:
    return one[:4] == other[:4] or one[4:] == other[4:]


def _misprint(one: str, other: str) -> bool:
    """Whether two numbers of one symbol differ in one digit, or in the order of two neighbours."""
    first, second = (re.match(r"(\d+)(.*)", number) for number in (one, other))
    if not first or not second or first[2] != second[2] or len(first[1]) != len(second[1]):
        return False
    apart = [at for at, (a, b) in enumerate(zip(first[1], second[1], strict=True)) if a != b]
    if len(first[1]) > 2 and len(apart) == 1:
        return True
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1
    return swapped and first[1][apart[0]] == second[1][apart[1]] and first[1][apart[1]] == second[1][apart[0]]
