"""How the names of bodies are written: the patterns of `language/bodies.yaml`, and what is a whole name.

"Sở Văn hóa, Thể thao và Du lịch"     one name, though it holds a comma and "và"
"Các sở, ban, ngành"                  a collective: one entry
"Sở Khoa học"                         breaks off: no field is called so
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from loaders.forms.spelling import one_style
from loaders.language import grammar

_SEPARATOR: Final = re.compile(r"\s*(?:[;,/+&]|\bvà\b|\bcùng(?:\s+với)?\b)\s*|\s+")
BRACKET: Final = re.compile(r"\(([^()]*)\)")
_UNITS: Final = r"tỉnh|thành\s+phố|thị\s+xã|thị\s+trấn|huyện|quận|xã|phường|đặc\s+khu"
_DIGIT: Final = re.compile(r"\d")


@cache
def body_language() -> Mapping[str, list[str]]:
    """The table in one style of spelling: "Uỷ ban" and "Ủy ban" are matched as one."""
    return {name: [one_style(form) for form in forms] for name, forms in grammar("bodies.yaml").items()}


def alternatives(forms: list[str]) -> str:
    """A pattern of any of the forms, the longest first."""
    return "|".join(_spaced(form) for form in sorted(forms, key=len, reverse=True))


def _spaced(form: str) -> str:
    """The form with any white space for a space, and none needed for " ?"."""
    return form.replace(" ?", r"\s*").replace(" ", r"\s+")


def _names(forms: list[str]) -> str:
    return alternatives([re.escape(form).replace(r"\ ", " ").replace(",", ",?") for form in forms])


@cache
def body_patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of the table by what they find: "name", "kind", "head", "post", "noun", …; compiled once."""
    table = body_language()
    flags = re.IGNORECASE
    end = r"(?![\w&])"
    return {
        "name": re.compile(f"(?<![\\w&])(?:{_names(table['names'])}){end}", flags),
        "kind": re.compile(f"(?:{_names(table['kinds'])}){end}", flags),
        "head": re.compile(f"(?!(?:{'|'.join(table['not_heads'])}))(?:{_names(table['heads'])}){end}"),
        "post": re.compile(f"(?:{_names(table['posts'])}){end}", flags),
        "distributed": re.compile(
            rf"(?:(?P<post>{_names([*table['posts'], *table['heads_of_kinds']])})\s+)?"
            rf"các\s+(?P<kind>{_names(table['kinds'])})"
            rf"(?:(?:,?\s*(?:{_names([*table['kinds'], *table['nouns']])}))*(?P<mark>\s*:\s*)|\s+)",
            flags,
        ),
        "whole": re.compile(f"(?:{_names(table['kinds'])})\\s+(?:{_names(table['names'])}){end}", flags),
        "places": re.compile(
            rf"(?P<whose>(?:(?:{_names(table['posts'])})\s+)?(?:{_names(table['local_bodies'])}))\s+các\s+"
            rf"(?P<unit>{_UNITS})(?P<more>(?:\s*,\s*(?:{_UNITS})|\s+và\s+(?:{_UNITS}))*)\s*:\s*(?-i:(?=[A-ZĐ]))",
            flags,
        ),
        "place_first": re.compile(rf"(?:{_names(table['in_place_names'])})\s+(?-i:[A-ZĐÂĂÊÔƠƯ])", flags),
        "place": re.compile(
            rf"(?!tỉnh)(?:{_UNITS})\s+(?:{_names(table['in_place_names'])}){end}",
            flags,
        ),
        "of_kinds": re.compile(rf"(?<!\w)(?:các|ngang)\s+(?:{_names(table['kinds'])})$", flags),
        "of_units": re.compile(rf"các\s+(?:{_UNITS})(?:(?:\s*,\s*|\s+và\s+)(?:{_UNITS}))+{end}", flags),
        "holder": re.compile(_names(table["holders"]), flags),
        "opening": re.compile(f"(?:{_names([*table['posts'], *table['collective_openings']])}){end}", flags),
        # Where a name may end: at a bracket or a separator, or, without one, before what may be a collective.
        "break": re.compile(
            rf"\([^()]*\)|;|,|\s+(?:và|cùng(?:\s+với)?|[&+–-])\s+|\s*/\s*|\s+(?=(?:{_names(table['collective_openings'])}|(?-i:{_names(table['heads'])})){end})",
            flags,
        ),
        "tail": re.compile(
            rf"(?:\s+(?:{alternatives(table['tails'])})\b[^,;()]*?(?=\s+và\s+các\b|[,;(]|$))?(?:\s*\([^()]*\))?", flags
        ),
        "noun": re.compile(f"(?:{alternatives(table['nouns'])}){end}", flags),
        "followed": re.compile(f"(?!(?:{'|'.join(table['not_heads'])}))(?:{_names(_followed())}){end}"),
        "alone": re.compile(f"(?:{_names(table['alone'])})"),
        "unfinished": re.compile(rf"(?:^|.*\s)(?:{_names(_unfinished())})"),
    }


def _followed() -> list[str]:
    """Heads behind which a name goes on."""
    table = body_language()
    whole = {*table["alone"], *table["names"]}
    return [form for form in table["heads"] if form not in whole]


def _unfinished() -> list[str]:
    """Words that no name ends with."""
    return [*_followed(), *body_language()["unfinished"]]


@cache
def _collectives() -> tuple[re.Pattern[str], ...]:
    forms: list[str] = body_language()["collectives"]
    return tuple(re.compile(rf"{_spaced(form)}(?![\w&])", re.IGNORECASE) for form in forms)


def collective_end(text: str, start: int) -> int | None:
    """Where the longest collective that begins at `start` ends; a post may stand before it."""
    if not body_patterns()["opening"].match(text, start):
        return None
    post = body_patterns()["post"].match(text, start)
    begin = skip_separators(text, post.end()) if post else start
    ends = [found.end() for form in _collectives() if (found := form.match(text, begin))]
    return max(ends, default=None)


def skip_separators(text: str, start: int) -> int:
    """Where the first word behind the separators at `start` begins; `len(text)` where there is none."""
    while start < len(text) and (found := _SEPARATOR.match(text, start)) and found.end() > start:
        start = found.end()
    while start < len(text) and text[start] in ".:-":
        start += 1
        start = skip_separators(text, start)
    return start


@lru_cache(maxsize=4096)
def names_in(text: str, start: int) -> tuple[tuple[int, int], ...]:
    """Where known names stand in `text` from `start` on: (first, behind the last) of each, offsets into `text`."""
    return tuple(found.span() for found in body_patterns()["name"].finditer(text, start))


def in_place_name(text: str, start: int, at: int) -> bool:
    """Whether what begins at `at` is the name of a place that looks like a body's: "UBND xã | Đoàn Kết"."""
    return any(place.start() < at < place.end() for place in body_patterns()["place"].finditer(text, start))


@lru_cache(maxsize=16384)
def is_known(entry: str, kind: str | None) -> bool:
    """Whether an entry of a list is written as a body is, whole; `kind` is what "Các sở: …" gives it.

    Names that run together are asked about again for each of their beginnings: answers are kept.
    """
    patterns = body_patterns()
    words = BRACKET.sub("", entry).strip(" .;,:") or entry.strip(" ()")
    if _DIGIT.search(words) or patterns["post"].fullmatch(words):
        return False
    if kind:
        return bool(patterns["name"].fullmatch(words))
    if collective_end(words, 0) is not None or patterns["alone"].fullmatch(words):
        return True
    if patterns["unfinished"].fullmatch(words) and not patterns["of_kinds"].search(words):
        return False
    head, found = patterns["head"].match(words), patterns["kind"].match(words)
    if found and found.end() < len(words) and not (head and head.end() > found.end()):
        return _is_field(words[found.end() + 1 :]) and not _runs_together(words)
    # Two bodies run together, or one and a part of the next: "Công an tỉnh Các sở, ban".
    post = patterns["post"].match(words)
    inner = patterns["of_units"].sub("", patterns["name"].sub("", words[post.end() + 1 if post else 0 :]))
    if "," in inner or re.search(r"\sCác\s", inner) or _runs_together(words):
        return False
    return bool(head or patterns["noun"].match(words))


def _is_field(words: str) -> bool:
    """Whether what stands behind "Sở", "Bộ", … is a whole name: a known one, or one that begins no known one."""
    patterns = body_patterns()
    if patterns["name"].match(words):
        return True
    first = words.split(" ", 1)[0]
    return first[:1].isupper() and first.casefold() not in _first_of_names() and "," not in words


@cache
def _first_of_names() -> frozenset[str]:
    """First words of fields' names and of heads: "Khoa", "Sở". What begins so and is not known, breaks off."""
    table = body_language()
    return frozenset(form.split()[0].casefold().strip(",") for form in [*table["names"], *table["heads"]])


def _runs_together(words: str) -> bool:
    """Whether another body's name begins inside, behind a whole one: "Sở Y tế Sở Nội vụ"."""
    pattern, names = body_patterns()["followed"], names_in(words, 0)
    return any(
        pattern.match(words, found.end())
        and not any(begin < found.start() < end for begin, end in names)
        and not in_place_name(words, 0, found.start())
        and is_known(words[: found.start()], None)
        for found in re.finditer(r"\s+(?=[A-ZĐỦ])", words)
    )
