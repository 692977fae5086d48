"""The bodies that a cell or a phrase lists, each as one entry.

    "Các sở, ban, ngành, UBND các xã, phường và các đơn vị có liên quan"
        →  Các sở, ban, ngành · UBND các xã, phường · Các đơn vị có liên quan
    "Các sở: Y tế, Nội vụ"          →  Sở Y tế · Sở Nội vụ
    "UBND tỉnh (Sở KH&CN)"          →  UBND tỉnh, its unit: Sở KH&CN

A list is cut where a new body begins, never inside a name ("Sở Văn hóa, Thể thao và Du lịch") or a collective; both
are tables in `language/bodies.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from loaders.forms.spelling import one_style
from loaders.language import grammar
from loaders.record import BodyName, Place
from loaders.source import Passage

_SEPARATOR: Final = re.compile(r"\s*(?:[;,]|\bvà\b|\bcùng\b)\s*|\s+")
_BRACKET: Final = re.compile(r"\(([^()]*)\)")
_DIGIT: Final = re.compile(r"\d")
_DISTRIBUTED: Final = re.compile(r"các (sở|bộ|phòng|ban|ngành) ?:? ", re.IGNORECASE)


@cache
def _language() -> Mapping[str, list[str]]:
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
def _patterns() -> dict[str, re.Pattern[str]]:
    table = _language()
    flags = re.IGNORECASE
    end = r"(?![\w&])"
    return {
        "name": re.compile(f"(?<![\\w&])(?:{_names(table['names'])}){end}", flags),
        "kind": re.compile(f"(?:{_names(table['kinds'])}){end}", flags),
        "head": re.compile(f"(?!(?:{'|'.join(table['not_heads'])}))(?:{_names(table['heads'])}){end}"),
        "post": re.compile(f"(?:{_names(table['posts'])}){end}", flags),
        "opening": re.compile(f"(?:{_names([*table['posts'], *table['collective_openings']])}){end}", flags),
        # Where a name may end: at a bracket or a separator, or, without one, before what may be a collective.
        "break": re.compile(
            rf"\([^()]*\)|;|,|\s+và\s+|\s+(?=(?:{_names(table['collective_openings'])}|(?-i:{_names(_followed())})){end})",
            flags,
        ),
        "tail": re.compile(
            rf"(?:\s+(?:{alternatives(table['tails'])})\b[^,;()]*?(?=\s+và\s+các\b|[,;(]|$))?(?:\s*\([^()]*\))?", flags
        ),
        "noun": re.compile(f"(?:{alternatives(table['nouns'])}){end}", flags),
        "followed": re.compile(f"(?!(?:{'|'.join(table['not_heads'])}))(?:{_names(_followed())}){end}"),
        "unfinished": re.compile(rf"(?:^|.*\s)(?:{_names(_unfinished())})"),
    }


def _followed() -> list[str]:
    """Heads behind which a name goes on."""
    table = _language()
    whole = {*table["alone"], *table["names"]}
    return [form for form in table["heads"] if form not in whole]


def _unfinished() -> list[str]:
    """Words that no name ends with."""
    return [*_followed(), *_language()["unfinished"]]


@cache
def _collectives() -> tuple[re.Pattern[str], ...]:
    forms: list[str] = _language()["collectives"]
    return tuple(re.compile(rf"{_spaced(form)}(?![\w&])", re.IGNORECASE) for form in forms)


def _collective_end(text: str, start: int) -> int | None:
    """Where the longest collective that begins at `start` ends; a post may stand before it."""
    if not _patterns()["opening"].match(text, start):
        return None
    post = _patterns()["post"].match(text, start)
    begin = _skip_separators(text, post.end()) if post else start
    ends = [found.end() for form in _collectives() if (found := form.match(text, begin))]
    return max(ends, default=None)


def bodies_in(passage: Passage) -> list[BodyName]:
    """The bodies listed in a passage, in order; [] for an empty one. Names begin with a capital, as SCHEMA has them."""
    return [_entry(passage, start, end, kind) for start, end, kind in _entries(one_style(passage.text))]


def _entry(passage: Passage, start: int, end: int, kind: str | None) -> BodyName:
    part = passage.part(start, end)
    span = part.span()
    place = Place(start=span.start, end=span.end, page=span.page, quote=span.quote)
    text = part.text
    unit = None
    bracket = _BRACKET.search(text)
    if bracket:
        unit = bracket[1].strip() or None
        text = re.sub(r"\s+", " ", text[: bracket.start()] + text[bracket.end() :])
        if not text.strip():  # "(Bộ Khoa học và Công nghệ)" alone: the name itself
            text, unit = unit or "", None
    name = text.strip(" .;,:-")
    if kind:
        name = f"{kind} {name}"
    return BodyName(name=name[:1].upper() + name[1:], unit=unit, source=place)


def _entries(text: str) -> Iterator[tuple[int, int, str | None]]:
    """(start, end, distributed kind) of each entry; stretches of separators are left out."""
    kind: str | None = None
    start = 0
    while (start := _skip_separators(text, start)) < len(text):
        distributed = _distributes(text, start)
        if distributed:
            kind, start = distributed
            continue
        if kind and not _stays_distributed(text, start):
            kind = None
        end = _entry_end(text, start, kind is not None)
        yield start, end, kind
        start = end


def _skip_separators(text: str, start: int) -> int:
    while start < len(text) and (found := _SEPARATOR.match(text, start)) and found.end() > start:
        start = found.end()
    while start < len(text) and text[start] in ".:-":
        start += 1
        start = _skip_separators(text, start)
    return start


def _distributes(text: str, start: int) -> tuple[str, int] | None:
    """("Sở", where the first name begins) for "Các sở: Y tế, …" or "Các Sở Y tế, Nội vụ"."""
    found = _DISTRIBUTED.match(text, start)
    if found and (_patterns()["name"].match(text, found.end()) or ":" in found[0]):
        return found[1].capitalize(), found.end()
    return None


def _stays_distributed(text: str, start: int) -> bool:
    """Whether the kind of "Các sở: …" holds for the next name too: until a body with a head of its own begins."""
    patterns = _patterns()
    if patterns["name"].match(text, start):
        return True
    if _collective_end(text, start) is not None:
        return False
    return not any(patterns[what].match(text, start) for what in ("head", "noun"))


def _entry_end(text: str, start: int, distributed: bool) -> int:
    patterns = _patterns()
    if (end := _collective_end(text, start)) is not None:
        return _tail_end(text, end)
    position = start
    if found := patterns["name"].match(text, start) if distributed else None:
        position = found.end()
    post = patterns["post"].match(text, start)
    inner = _skip_separators(text, post.end()) if post else start
    listing = text[inner : inner + 4].casefold() == "các "
    return _run_on(text, start, position, listing)


def _tail_end(text: str, end: int) -> int:
    """The end of a collective with the words that belong to it: "… trên địa bàn tỉnh", a bracket."""
    rest = _patterns()["tail"].match(text, end)
    return rest.end() if rest else end


def _run_on(text: str, start: int, position: int, listing: bool) -> int:
    """Where a single body's name ends: at the next separator behind which another body begins."""
    patterns = _patterns()
    distributed = position > start
    for found in patterns["break"].finditer(text, position):
        at, behind = found.span()
        if found[0][0] == "(" or _inside_name(text, start, at):
            continue
        separator = found[0].strip()
        if separator == ";":
            return at
        if separator:
            behind = _skip_separators(text, behind)
            if _begins_body(text, behind, listing) or (distributed and patterns["name"].match(text, behind)):
                return at
        # A missing separator: "… và Công nghệ Các sở, ban, ngành" begins a body all the same.
        elif _opens_body(text, behind) and _is_known(text[start:at], None):
            return at
    return len(text)


def _opens_body(text: str, position: int) -> bool:
    return _collective_end(text, position) is not None or bool(_patterns()["followed"].match(text, position))


def _inside_name(text: str, start: int, at: int) -> bool:
    return any(begin < at < end for begin, end in _names_in(text, start))


@lru_cache(maxsize=4096)
def _names_in(text: str, start: int) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in _patterns()["name"].finditer(text, start))


def _begins_body(text: str, position: int, listing: bool) -> bool:
    if _collective_end(text, position) is not None or _patterns()["head"].match(text, position):
        return True
    if text[position : position + 4].casefold() == "các ":
        return True
    return not listing and bool(_patterns()["noun"].match(text, position))


def known_share(text: str) -> float:
    """How much of a text is bodies whose form we know, from 0 to 1: the reader's evidence that a cell lists bodies."""
    return list_shape(text)[0]


@lru_cache(maxsize=16384)
def list_shape(text: str) -> tuple[float, int]:
    """The share of a list that is known bodies, and how many bodies follow each other without a separator.

    Without a comma, a semicolon or "và" between them, two cells were probably read as one.
    """
    text = one_style(text)
    entries = list(_entries(text))
    if not entries:
        return 0.0, 0
    known = sum(end - start for start, end, kind in entries if _is_known(text[start:end], kind))
    gaps = (text[first[1] : second[0]] for first, second in pairwise(entries))
    return known / sum(end - start for start, end, _ in entries), sum(1 for gap in gaps if not gap.strip())


@cache
def _first_words() -> frozenset[str]:
    table = _language()
    plain = [*table["heads"], *table["posts"], *table["nouns"], *table["kinds"], *table["names"]]
    return frozenset(form.split()[0].casefold() for form in plain) | {
        "các",
        "sở",
        "ubnd",
        "ủy",
        "uỷ",
        "cơ",
        "bộ",
    }


def may_begin_body(word: str) -> bool:
    """Whether a cell that lists bodies may begin with this word: a quick test that rules most words out."""
    return not word[:1].islower() and one_style(word.strip("(,.;:")).casefold() in _first_words()


def breaks_off(text: str) -> bool:
    """Whether the last words begin a body's name that does not end: "… trên địa bàn. Văn phòng"."""
    return bool(_patterns()["unfinished"].fullmatch(one_style(text)))


def _is_known(entry: str, kind: str | None) -> bool:
    patterns = _patterns()
    words = _BRACKET.sub("", entry).strip(" .;,:") or entry.strip(" ()")
    if _DIGIT.search(words) or patterns["post"].fullmatch(words):
        return False
    if kind:
        return bool(patterns["name"].fullmatch(words))
    if _collective_end(words, 0) is not None:
        return True
    if patterns["unfinished"].fullmatch(words):
        return False
    head, found = patterns["head"].match(words), patterns["kind"].match(words)
    if found and found.end() < len(words) and not (head and head.end() > found.end()):
        return _is_field(words[found.end() + 1 :])
    # Two bodies run together, or one and a part of the next: "Công an tỉnh Các sở, ban".
    post = patterns["post"].match(words)
    inner = patterns["name"].sub("", words[post.end() + 1 if post else 0 :])
    if "," in inner or re.search(r"\sCác\s", inner) or _runs_together(words):
        return False
    return bool(head or patterns["noun"].match(words))


def _is_field(words: str) -> bool:
    """Whether what stands behind "Sở", "Bộ", … is a whole name: a known one, or one that begins no known one."""
    patterns = _patterns()
    known = patterns["name"].match(words)
    if known:
        return not _runs_together(words)
    first = words.split(" ", 1)[0]
    return first[:1].isupper() and first.casefold() not in _first_of_names() and "," not in words


@cache
def _first_of_names() -> frozenset[str]:
    """First words of fields' names and of heads: "Khoa", "Sở". What begins so and is not known, breaks off."""
    table = _language()
    return frozenset(form.split()[0].casefold().strip(",") for form in [*table["names"], *table["heads"]])


def _runs_together(words: str) -> bool:
    """Whether another body's name begins inside, behind a whole one: "Sở Y tế Sở Nội vụ"."""
    pattern = _patterns()["followed"]
    return any(
        pattern.match(words, found.end()) and _is_known(words[: found.start()], None)
        for found in re.finditer(r"\s+(?=[A-ZĐỦ])", words)
    )
