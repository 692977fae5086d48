"""The bodies that a cell or a phrase lists, each as one entry.

    "Các sở, ban, ngành, UBND các xã, phường và các đơn vị có liên quan"
        →  Các sở, ban, ngành · UBND các xã, phường · Các đơn vị có liên quan
    "Các sở: Y tế, Nội vụ"          →  Sở Y tế · Sở Nội vụ
    "Giám đốc các Sở: Y tế, Nội vụ" →  Giám đốc Sở Y tế · Giám đốc Sở Nội vụ
    "UBND tỉnh (Sở KH&CN)"          →  UBND tỉnh, its unit: Sở KH&CN

A list is cut where a new body begins, never inside a name ("Sở Văn hóa, Thể thao và Du lịch") or a collective; both
are tables in `language/bodies.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from loaders.forms.body_names import (
    BRACKET,
    body_language,
    body_patterns,
    collective_end,
    in_place_name,
    is_known,
    names_in,
    skip_separators,
)
from loaders.forms.letters import LOWER, UPPER
from loaders.forms.lost_spaces import lost_spaces, spaced
from loaders.forms.spelling import one_style
from loaders.record import BodyName, Place
from loaders.source import Passage

_PLACE_NAME: Final = re.compile(rf"[{UPPER}][{LOWER}]*(?:(?:\s+|\s*-\s*)[{UPPER}][{LOWER}]*){{0,4}}")
# "Liên đoàn Thương mại và Công nghiệp Việt Nam - VCCI": the same body again.
_SHORT_FORM: Final = re.compile(r"[A-ZĐ&]+(?=\s*(?:[,;)]|$))")


def bodies_in(passage: Passage) -> list[BodyName]:
    """The bodies listed in a passage, in order; [] for an empty one. Names begin with a capital, as SCHEMA has them."""
    passage = spaced(passage)
    return [_entry(passage, start, end, kind) for start, end, kind in _entries(one_style(passage.text))]


def _entry(passage: Passage, start: int, end: int, kind: str | None) -> BodyName:
    part = passage.part(start, end)
    place = Place.of(part.span())
    text = part.text
    unit = None
    bracket = BRACKET.search(text)
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
    while (start := skip_separators(text, start)) < len(text):
        if places := body_patterns()["places"].match(text, start):
            kind = None
            yield from (found := list(_of_places(text, places)))
            start = found[-1][1]
            continue
        distributed = _distributes(text, start)
        if distributed:
            kind, start = distributed
            continue
        if kind and not _stays_distributed(text, start):
            kind = None
        end = _entry_end(text, start, kind is not None)
        if text[start:end].strip().casefold() != "các":  # "Các Bộ trưởng": the post is the entry
            yield start, end, kind
        start = end


def _of_places(text: str, opening: re.Match[str]) -> Iterator[tuple[int, int, str | None]]:
    """An entry for each place of "UBND các tỉnh: Khánh Hòa, Gia Lai": UBND tỉnh Khánh Hòa, UBND tỉnh Gia Lai.

    Behind several kinds of places ("các tỉnh, thành phố: …") none is known to be a name's.
    """
    kind = opening["whose"] if opening["more"] else f"{opening['whose']} {opening['unit'].lower()}"
    position = opening.end()
    while (name := _PLACE_NAME.match(text, position)) and (position == opening.end() or not _is_body(text, position)):
        yield name.start(), name.end(), kind
        position = skip_separators(text, name.end())


def _is_body(text: str, position: int) -> bool:
    """Whether a body begins there, and no place whose name begins alike ("Hội An")."""
    return bool(body_patterns()["head"].match(text, position)) and not body_patterns()["place_first"].match(
        text, position
    )


def _distributes(text: str, start: int) -> tuple[str, int] | None:
    """("Sở", where the first name begins) for "Các sở: Y tế, …", "Các Sở Y tế, Nội vụ", "Giám đốc các Sở: …"."""
    found = body_patterns()["distributed"].match(text, start)
    if found is None or not (body_patterns()["name"].match(text, found.end()) or found["mark"]):
        return None
    kind = found["kind"].capitalize()
    return f"{found['post']} {kind}" if found["post"] else kind, found.end()


def _stays_distributed(text: str, start: int) -> bool:
    """Whether the kind of "Các sở: …" holds for the next name too: until a body with a head of its own begins."""
    patterns = body_patterns()
    if (name := patterns["name"].match(text, start)) and not (
        patterns["head"].match(text, start) and re.match(r"\s+(?!(?:và|cùng)\b)\w", text[name.end() :])
    ):
        return True  # but in "Các sở: Y tế, Công an tỉnh" the last one has a head of its own
    if collective_end(text, start) is not None:
        return False
    return not any(patterns[what].match(text, start) for what in ("head", "noun"))


def _entry_end(text: str, start: int, distributed: bool) -> int:
    patterns = body_patterns()
    if (end := collective_end(text, start)) is not None:
        return _tail_end(text, end)
    position = start
    if found := patterns["name"].match(text, start) if distributed else None:
        position = found.end()
    post = patterns["post"].match(text, start)
    inner = skip_separators(text, post.end()) if post else start
    listing = text[inner : inner + 4].casefold() == "các "
    return _run_on(text, start, position, listing)


def _tail_end(text: str, end: int) -> int:
    """The end of a collective with the words that belong to it: "… trên địa bàn tỉnh", a bracket."""
    rest = body_patterns()["tail"].match(text, end)
    return rest.end() if rest else end


def _run_on(text: str, start: int, position: int, listing: bool) -> int:
    """Where a single body's name ends: at the next separator behind which another body begins."""
    patterns = body_patterns()
    distributed = position > start
    for found in patterns["break"].finditer(text, position):
        at, behind = found.span()
        if found[0][0] == "(" or _inside_name(text, start, at):
            continue
        separator = found[0].strip()
        if separator == ";":
            return at
        if separator:
            behind = skip_separators(text, behind)
            if patterns["post"].fullmatch(text, start, at) and patterns["post"].match(text, behind):
                continue  # "Giám đốc, Thủ trưởng các sở, ban, ngành": posts of the same bodies
            if separator in "-–" and _SHORT_FORM.match(text, behind):
                continue
            if _begins_body(text, behind, listing) or (distributed and patterns["name"].match(text, behind)):
                return at
        # A missing separator: "… và Công nghệ Các sở, ban, ngành" begins a body all the same.
        elif patterns["whole"].fullmatch(text, start, at) or (
            _opens_body(text, behind)
            and is_known(text[start:at], None)
            and not patterns["holder"].fullmatch(text, start, at)
            and not in_place_name(text, start, at)
        ):
            return at
    return len(text)


def _opens_body(text: str, position: int) -> bool:
    return collective_end(text, position) is not None or bool(body_patterns()["followed"].match(text, position))


def _inside_name(text: str, start: int, at: int) -> bool:
    return any(begin < at < end for begin, end in names_in(text, start))


def _begins_body(text: str, position: int, listing: bool) -> bool:
    if collective_end(text, position) is not None or body_patterns()["head"].match(text, position):
        return True
    if text[position : position + 4].casefold() == "các ":
        return True
    return not listing and bool(body_patterns()["noun"].match(text, position))


def known_share(text: str) -> float:
    """How much of a text is bodies whose form we know, from 0 to 1: the reader's evidence that a cell lists bodies."""
    return list_shape(text)[0]


@lru_cache(maxsize=16384)
def list_shape(text: str) -> tuple[float, int]:
    """The share of a list that is known bodies, and how many bodies follow each other without a separator.

    Without a comma, a semicolon or "và" between them, two cells were probably read as one.
    """
    for cut in reversed(lost_spaces(text)):
        text = f"{text[:cut]} {text[cut:]}"
    text = one_style(text)
    entries = list(_entries(text))
    if not entries:
        return 0.0, 0
    known = sum(end - start for start, end, kind in entries if is_known(text[start:end], kind))
    gaps = (text[first[1] : second[0]] for first, second in pairwise(entries))
    return known / sum(end - start for start, end, _ in entries), sum(1 for gap in gaps if not gap.strip())


@cache
def _first_words() -> frozenset[str]:
    table = body_language()
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
    return bool(body_patterns()["unfinished"].fullmatch(one_style(text)))
