"""The numbers that Word prints before the paragraphs of a list; they are counted, and stand nowhere in the text.

    level 0  upperRoman   "%1."      I.    II.
    level 1  decimal      "%2."      1.    2.
    level 2  decimal      "%2.%3."   1.1.  1.2.
    level 3  lowerLetter  "%4)"      a)    b)

(ECMA-376 Part 1, 17.9: a level counts on until a paragraph of a level above it begins anew.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from loaders.forms.numerals import roman_numeral

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS: Final = 9
_LARGEST: Final = 399
_PLACEHOLDER: Final = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    legal: bool = False
    """All numbers of the levels above it in Arabic digits."""
    style: str | None = None
    """The paragraph style that stands for this level."""


@dataclass(frozen=True)
class List:
    """One `w:num`: paragraphs of lists with the same `counter` count together."""

    counter: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int]
    """Levels that begin anew where this list is first used, with their first number."""


@dataclass
class ListNumbers:
    """The counters of a document while it is read from top to bottom."""

    lists: Mapping[str, List]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)

    def next(self, number: str, level: int) -> str:
        """The printed number of the next paragraph of list `number` (`w:numId`): "II.", "a)", "-"; "" for no list."""
        found = self.lists.get(number)
        if found is None or level not in found.levels:
            return ""
        counts = self._counts.setdefault(found.counter, {})
        if number not in self._used:
            self._used.add(number)
            for restarted, start in found.restarts.items():
                counts[restarted] = start - 1
        counts[level] = counts.get(level, found.levels[level].start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return _printed(found, level, counts)

    def level_of_style(self, number: str, style: str) -> int:
        """The level that a style stands for in a list; the first where none names it."""
        found = self.lists.get(number)
        levels = found.levels.items() if found else ()
        return next((index for index, level in levels if level.style == style), 0)


def _printed(of: List, level: int, counts: Mapping[int, int]) -> str:
    own = of.levels[level]
    if own.format == "bullet":
        return own.text if own.text.isprintable() and own.text.isascii() and own.text.strip() else "-"

    def number(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        shown = of.levels.get(index, Level())
        kind = "decimal" if own.legal and index < level else shown.format
        return formatted(counts.get(index, shown.start), kind)

    return _PLACEHOLDER.sub(number, own.text)


def formatted(value: int, kind: str) -> str:
    """A number as the format `w:numFmt` prints it; formats that no act uses come out in Arabic digits."""
    if kind == "none":
        return ""
    return _FORMATS[kind](value) if kind in _FORMATS and 0 < value <= _LARGEST else str(value)


def _letters(value: int) -> str:
    """a … z, aa … zz, aaa …: Word repeats the letter of the Latin alphabet; it counts no đ."""
    return chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)


_FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "upperRoman": roman_numeral,
    "lowerRoman": lambda value: roman_numeral(value).lower(),
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerLetter": _letters,
    "decimalZero": lambda value: f"{value:02}",
}


# --- numbering.xml ----------------------------------------------------------------------------------------------


def read_lists(root: etree._Element | None, style_lists: Mapping[str, str]) -> dict[str, List]:
    """The lists of `word/numbering.xml` by their `w:numId`; `style_lists`: the list of each list style."""
    if root is None:
        return {}
    abstract = {value(one, "abstractNumId"): one for one in root.findall(f"{W}abstractNum")}
    numbers = {value(one, "numId"): one for one in root.findall(f"{W}num")}
    found: dict[str, List] = {}
    for key, number in numbers.items():
        counter = child_value(number, "abstractNumId")
        definition = abstract.get(counter)
        linked = child_value(definition, "numStyleLink") if definition is not None else ""
        if linked and (target := numbers.get(style_lists.get(linked, ""))) is not None:
            counter = child_value(target, "abstractNumId")
            definition = abstract.get(counter)
        if definition is not None:
            found[key] = _list(counter, definition, number)
    return found


def _list(counter: str, definition: etree._Element, number: etree._Element) -> List:
    levels = dict(_level(one) for one in definition.findall(f"{W}lvl"))
    restarts: dict[int, int] = {}
    for override in number.findall(f"{W}lvlOverride"):
        index = whole(value(override, "ilvl"), 0)
        own = override.find(f"{W}lvl")
        if own is not None:
            levels[index] = _level(own)[1]
        if override.find(f"{W}startOverride") is not None:
            restarts[index] = whole(child_value(override, "startOverride"), 1)
    return List(counter, {i: level for i, level in levels.items() if 0 <= i < LEVELS}, restarts)


def _level(element: etree._Element) -> tuple[int, Level]:
    legal = element.find(f"{W}isLgl")
    level = Level(
        format=child_value(element, "numFmt") or "decimal",
        text=child_value(element, "lvlText"),
        start=whole(child_value(element, "start"), 1),
        legal=legal is not None and value(legal, "val") not in ("0", "false"),
        style=child_value(element, "pStyle") or None,
    )
    index = whole(value(element, "ilvl"), 0)
    return index, level if level.start >= 0 else replace(level, start=1)


def value(element: etree._Element, name: str) -> str:
    """A `w:` attribute, "" where it is missing."""
    return str(element.get(f"{W}{name}", ""))


def child_value(element: etree._Element | None, child: str) -> str:
    """The `w:val` of the first child of that name, "" where there is none."""
    found = element.find(f"{W}{child}") if element is not None else None
    return value(found, "val") if found is not None else ""


def whole(text: str, default: int) -> int:
    """A whole number of at most six digits; else `default`."""
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else default
