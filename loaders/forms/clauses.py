"""Where a sentence names bodies, and where their list ends.

    "Căn cứ Kế hoạch này, | các cơ quan, đơn vị liên quan | xây dựng Kế hoạch …"
                            the list                        a verb ends it

A list begins with a body's name, a collective or a common noun ("các đơn vị"), and goes on over commas as long as
bodies follow. Verbs are small letters: "Sở Xây dựng" is a name, "các sở xây dựng …" a duty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from loaders.bodies import bodies_in
from loaders.forms.body_names import body_patterns
from loaders.forms.letters import LOWER, UPPER
from loaders.language import grammar
from loaders.record import BodyName
from loaders.source import Passage


def _any_of(forms: list[str]) -> str:
    return "|".join(sorted((form.replace(" ", r"\s+") for form in forms), key=len, reverse=True))


# "… các đơn vị liên quan kiểm định phương tiện": behind "liên quan" a list goes on over a mark, or is closed.
_CLOSED_LIST: Final = rf"(?<=\sliên quan)\s+(?=[{LOWER}])(?!(?:và|cùng|trên|của|tại|thuộc|ở|cấp|đến|khác|trong|trực)\s)"
# A name that runs on for longer has swallowed its sentence.
_LONGEST_NAME: Final = 14


@dataclass(frozen=True)
class _Grammar:
    name: re.Pattern[str]
    body: re.Pattern[str]
    carries_on: re.Pattern[str]
    verb: re.Pattern[str]
    stop: re.Pattern[str]
    request: re.Pattern[str]
    relative: re.Pattern[str]
    whole: re.Pattern[str]
    with_: re.Pattern[str]
    directed_by: re.Pattern[str]


@cache
def words() -> _Grammar:
    """The grammar of `language/duties.yaml` and `language/bodies.yaml`, compiled."""
    duties, bodies = grammar("duties.yaml"), grammar("bodies.yaml")
    nouns = _any_of([*bodies["nouns"], *duties["carrying_on"]])
    names = _any_of([re.escape(name).replace(chr(92) + " ", " ") for name in bodies["names"]])
    heads = _any_of(bodies["heads"])
    none = _any_of(duties["not_bodies"])
    plural = _any_of(duties["bodies_in_plural"])
    small = rf"(?:(?i:các\s+(?:{plural})(?!\w))|(?!(?i:các)\s)(?i:{_any_of(bodies['nouns'])})(?!\w))"
    # "các" and "Ban" before a verb make a name of it: "các đề xuất", "Ban chỉ đạo".
    verbs = rf"(?<!\w)(?<!các\s)(?<!Ban\s)(?:{_any_of(duties['verbs'])})(?!\w)"
    stops = rf"(?:(?<!\w)(?:{_any_of(duties['stops'])})|{_any_of(duties['glued'])})(?!\w)"
    return _Grammar(
        name=re.compile(rf"(?<!\w)(?:{names})(?!\w)"),
        body=re.compile(rf"(?!(?:{none})(?!\w))(?:(?:{heads})(?!\w)|{small})"),
        carries_on=re.compile(rf"(?:[{UPPER}]|(?:{nouns})(?!\w))"),
        verb=re.compile(verbs),
        stop=re.compile(rf"{verbs}|{stops}|[.:()]|;|,|\s+và\s+|{_CLOSED_LIST}|$"),
        request=re.compile(
            rf"(?:(?i:{_any_of(duties['requests'])})\s+(?:(?i:các\s+)?đồng\s+chí\s+)?|(?:Các\s+đ|Đ)ồng\s+chí\s+)"
        ),
        relative=re.compile(
            rf"""
            \s* được \s+ (?:phân\s+công|giao|cử|chỉ\s+định) .*? (?= ,?\s+ (?:có\s+trách|chịu\s+trách|chủ\s+động) )
          | \s* có\s+trách\s+nhiệm \s+ (?:chủ\s+trì|phối\s+hợp) (?!\s+với) [^.;]{{0,40}}? liên\s+quan (?= \s+ {verbs} )
            """,
            re.VERBOSE,
        ),
        whole=re.compile(
            rf"(?:{_any_of(bodies['kinds'])})\s+(?:{names})(?=\s+[{LOWER}])(?!\s+(?:{_any_of(duties['name_goes_on'])})(?!\w))"
        ),
        with_=re.compile(rf"(?<!công tác )(?<!\w)(?i:{duties['with'].replace(' ', chr(92) + 's+')})\s+"),
        directed_by=re.compile(rf"(?i:{duties['directed_by'].replace(' ', chr(92) + 's+')})\s+"),
    )


@dataclass(frozen=True)
class BodyList:
    """A list of bodies in a passage: `start` and `end` are offsets into its text."""

    start: int
    end: int
    names: tuple[BodyName, ...]
    ended_by_verb: bool
    """Whether what the bodies must do follows at once, and not a mark or another word."""


def begins_body(text: str, position: int) -> bool:
    """Whether a body's name begins there; "Tổ chức thực hiện" begins with a verb, "Tổ chức, cá nhân" with a body."""
    if not words().body.match(text, position):
        return False
    return not words().verb.match(text[position].lower() + text[position + 1 : position + 60])


def body_list(passage: Passage, start: int, semicolons: bool = False) -> BodyList | None:
    """The list of bodies that begins exactly at `start`; null where none does.

    `semicolons`: whether the list may go on behind ";" (it may where it is a sentence's subject).
    """
    text = passage.text
    if not begins_body(text, start):
        return None
    end = _list_end(text, start, semicolons)
    relative = words().relative.match(text, end)
    if relative and not re.search(r"[;]", text[start:end]):
        end = relative.end()
        names: tuple[BodyName, ...] = (_whole(passage, start, end),)
    else:
        names = tuple(_names(passage.part(start, end)))
    if not names or (not relative and any(len(one.name.split()) > _LONGEST_NAME for one in names)):
        return None
    behind = re.compile(r"[\s,]*").match(text, end)
    follows = words().verb.match(text, behind.end() if behind else end)
    closed = re.compile(_CLOSED_LIST).match(text, end) or any(end == one.end() for one in _whole_names(text, start))
    return BodyList(start, end, names, bool(follows or (closed and not words().stop.match(text, end + 1))))


def _list_end(text: str, start: int, semicolons: bool) -> int:
    """Where the list ends: at a verb or stop word, or at a mark behind which no body goes on."""
    position = _behind_opening(text, start)
    while True:
        found = _next_stop(text, position)
        if found is None:
            return len(text)
        mark = found[0].strip()
        if mark not in (",", "và", ";") or not mark:
            return found.start()
        behind = re.compile(r"\s*").match(text, found.end())
        at = behind.end() if behind else found.end()
        if (mark == ";" and not (semicolons and begins_body(text, at))) or not _goes_on(text, at):
            return found.start()
        position = _behind_opening(text, at)


def _behind_opening(text: str, start: int) -> int:
    """Behind "Các Bộ: " or "UBND các tỉnh: ", whose colon ends no list; `start` where no such words stand."""
    opening = body_patterns()["places"].match(text, start) or body_patterns()["distributed"].match(text, start)
    return opening.end() if opening and ":" in opening[0] else start


def _next_stop(text: str, position: int) -> re.Match[str] | None:
    """The next verb, stop word or mark that is no part of a known name ("Bộ Ngoại giao", "Sở Văn hóa, Thể thao …")."""
    names = [found.span() for found in words().name.finditer(text, position, position + 400)]
    for found in words().stop.finditer(text, position):
        if not any(start <= found.start() < end for start, end in names):
            whole = next((name.end() for name in _whole_names(text, position) if name.end() < found.start()), None)
            return re.compile("").match(text, whole) if whole is not None else found
    return None


def _whole_names(text: str, position: int) -> Iterator[re.Match[str]]:
    """Agencies named in full with a small letter behind, which begins their verb: "Sở Y tế | hoàn thiện hồ sơ"."""
    return words().whole.finditer(text, position, position + 400)


def _goes_on(text: str, at: int) -> bool:
    if words().name.match(text, at):
        return True
    small = text[at : at + 1].lower() + text[at + 1 : at + 60]
    return bool(words().carries_on.match(text, at)) and not words().verb.match(small)


def _names(passage: Passage) -> list[BodyName]:
    """The bodies of the list; "A cùng B" lists like "A và B"."""
    names: list[BodyName] = []
    start = 0
    for found in re.finditer(r"\s+cùng(?:\s+với)?\s+", passage.text):
        names += bodies_in(passage.part(start, found.start()))
        start = found.end()
    names += bodies_in(passage.part(start))
    return [one for one in names if not re.match(r"(?:có )?liên quan", one.name, re.IGNORECASE)]


def _whole(passage: Passage, start: int, end: int) -> BodyName:
    """ "Cơ quan được phân công chủ trì …": one entry, its clause with it."""
    name = passage.text[start:end].strip(" ,")
    return BodyName(name=name[:1].upper() + name[1:])


def lists_behind(passage: Passage, opener: re.Pattern[str], start: int = 0, end: int | None = None) -> list[BodyList]:
    """The lists of bodies right behind each match of `opener` between start and end."""
    found = []
    for match in opener.finditer(passage.text, start, len(passage.text) if end is None else end):
        listed = body_list(passage, match.end())
        if listed:
            found.append(listed)
    return found


def names_of(lists: list[BodyList]) -> list[str]:
    """The names of some lists in order, once each."""
    return list(dict.fromkeys(body.name for listed in lists for body in listed.names))
