"""A list of acts, cut into one citation an act.

    "Chỉ thị số 38-CT/TW … (sau đây viết tắt là …), Quyết định số 1703/QĐ-TTg … về ban hành Kế hoạch thực hiện
    Chỉ thị 38-CT/TW; UBND tỉnh ban hành …"         →  Chỉ thị số 38-CT/TW …  ·  Quyết định số 1703/QĐ-TTg …

An act that stands in another's title is no item of the list: it follows no separator, or the title that it stands in
lists what it carries out ("… thực hiện Nghị quyết số 1-NQ/TU và Chỉ thị số 2-CT/TU").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from loaders.forms.citation_forms import SHORT_NAME, amends, parse_citation
from loaders.forms.document_types import laws, types_pattern
from loaders.forms.letters import UPPER
from loaders.forms.numbers import NUMBER
from loaders.language import grammar

# "Luật X số 15/2012/QH13 được sửa đổi, bổ sung bởi Luật số 54/2014/QH13, Luật số 18/2017/QH14": one act.
_AMENDED: Final = re.compile(r"được\s+(?:sửa\s+đổi|bổ\s+sung|thay\s+thế)")


@cache
def _numbered() -> str:
    return rf"(?i:{types_pattern()})\s*(?i:số\s*:?\s*)?{re.sub(r'#.*', '', NUMBER)}"


_LAW: Final = rf"(?:Luật|Bộ\s+luật|Pháp\s+lệnh)\s+(?=[{UPPER}]|sửa\s+đổi)"


@cache
def _reference() -> re.Pattern[str]:
    """ "khung thuế suất … ban hành kèm theo | Nghị quyết số 63/NQ-UBTVQH10": what refers to an act, up to the act."""
    table = grammar("citations.yaml")
    behind = "|".join(word.replace(" ", r"\s+") for word in table["referring"])
    parts = "|".join(table["parts"])
    return re.compile(
        rf"""
        (?: [^;.:]{{0,200}}? \b (?:{behind}) \s+ (?: (?:các|những) \s+ )? (?= {_numbered()} ) )
      | (?: (?:{parts}) \s+ [^;.:]{{1,80}}? \s (?= {_numbered()} | {_LAW} ) )
        """,
        re.VERBOSE,
    )


def cited_at(text: str, start: int, end: int) -> int:
    """Where the act stands that the words at `start` refer to: "Điều 1 | Nghị định số 94/1998/NĐ-CP …".

    `start` itself where they name an act at once, or none at all.
    """
    named = parse_citation(text[start:end])
    if named.number or named.type in laws():
        return start
    found = _reference().match(text, start, end)
    return found.end() if found else start


@dataclass(frozen=True)
class SharedType:
    """The type, and the issuer where it is named, that a list of bare numbers shares."""

    type: str
    issuer: str | None
    end: int
    """Where the first number's "số" stands."""


@cache
def _shared() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<type>{types_pattern()})(?:\s+của\s+(?P<issuer>[^:;]{{2,80}}?))?\s*:?\s*(?={_BARE})", re.VERBOSE
    )


_BARE: Final = rf"[Ss]ố\s*:?\s*{re.sub(r'#.*', '', NUMBER)}"


def shared_type(text: str, start: int) -> SharedType | None:
    """ "Nghị định của Chính phủ: số 63/2010/NĐ-CP …; số 48/2013/NĐ-CP …": what stands before the first number.

    Null where no other bare number follows.
    """
    found = _shared().match(text, start)
    if found is None or len(cut_bare(text, found.end())) < 2:
        return None
    return SharedType(found["type"], found["issuer"], found.end())


def cut_bare(text: str, start: int) -> list[tuple[int, int]]:
    """(start, end) of each bare number with its words, in a list whose type stands before it."""
    found = list(re.compile(rf"\s*(?:[;,]|\svà)\s+(?={_BARE})", re.VERBOSE).finditer(text, start))
    edges = [start, *(one.end() for one in found)]
    return list(zip(edges, [*(one.start() for one in found), len(text)], strict=True))


@cache
def _separator() -> re.Pattern[str]:
    """A mark or "và", with what begins behind it: an act by number, by name, or who acts."""
    table = grammar("citations.yaml")
    verbs = "|".join(verb.replace(" ", r"\s+") for verb in table["acting_verbs"])
    bodies = table["acting_bodies"].replace(" ", r"\s+")
    return re.compile(
        rf"""
        (?P<and> \s+ (?:và|cùng) \s+ (?: các \s+ )? (?= {_numbered()} ) )
      | (?P<law> \s+ (?:và|cùng) \s+ (?= {_LAW} ) )
      | (?P<mark> \s* [,;.]+ \s* ) (?: (?P<act> (?= {_numbered()} ) )
                                     | (?P<named> (?<= [;.\s] ) (?<! ,\s ) (?= {types_pattern()} \s ) )
                                     | (?P<sentence> (?= {bodies} \b .{{0,120}}? \b(?:{verbs})\b ) ) )
      | (?P<end> \s* ; \s+ (?! {types_pattern()} \b ) )
        """,
        re.VERBOSE,
    )


@cache
def carrying_out() -> re.Pattern[str]:
    """ "thực hiện Chỉ thị số …": a word of carrying out and right behind it an act, which begins at the match's end."""
    verbs = "|".join(verb.replace(" ", r"\s+") for verb in grammar("citations.yaml")["carrying_out"])
    return re.compile(
        rf"""
        \b (?i:{verbs}) \s+ (?: (?:nội\s+dung|có\s+hiệu\s+quả|các|một\s+số\s+nội\s+dung\s+của) \s+ )?
        (?= {_numbered()} | (?:Luật|Bộ\s+luật|Pháp\s+lệnh|Hiến\s+pháp) \s )
        """,
        re.VERBOSE,
    )


def _complete(words: str) -> bool:
    """Whether a citation has come to its number or date: "Luật X ngày 26/02/1998 | và Luật Y …".

    An amending law lists the laws that it amends: "Luật sửa đổi … của Luật X số 1/2020/QH14 và Luật Y" is one act.
    """
    law = parse_citation(words)
    return bool((law.number or law.date) and not amends(law.title))


def cut_acts(text: str, start: int = 0) -> list[tuple[int, int]]:
    """(start, end) of each act of the list that begins at `start`, in order."""
    masked = SHORT_NAME.sub(lambda found: " " * len(found[0]), text)
    cuts: list[tuple[int, int]] = []
    begin = start
    for found in _separator().finditer(masked, start):
        if found.start() < begin:
            continue
        if found["and"] and carrying_out().search(masked, begin, found.start()):
            continue
        if found["law"] and not _complete(masked[begin : found.start()]):
            continue
        if ";" not in found[0] and _AMENDED.search(masked, begin, found.start()):
            continue
        cuts.append((begin, found.start()))
        if found["sentence"] is not None or found["end"]:
            begin = len(text)
            break
        begin = found.end()
    if begin < len(text):
        cuts.append((begin, len(text)))
    return [(first, last) for first, last in cuts if text[first:last].strip()]
