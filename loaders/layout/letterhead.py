"""The lines that name the issuer: the letterhead, and the line in capitals under the title.

    UBND TỈNH THANH HÓA                        the body above
    SỞ KHOA HỌC VÀ CÔNG NGHỆ                   the issuer

State and Party mottos stand beside them, in the same line where the columns have run together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from loaders.flow import flow_passages, one_line
from loaders.forms.body_names import body_patterns
from loaders.forms.document_types import is_caps
from loaders.forms.issuers import spelt_name
from loaders.forms.spelling import one_style
from loaders.language import grammar
from loaders.layout.zones import Zones
from loaders.source import Passage, Source

_MOTTOS: Final = (one_style("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), "ĐẢNG CỘNG SẢN VIỆT NAM")
_RULE: Final = re.compile(r"[-–—_=*.\s]+")


@cache
def _mottos() -> re.Pattern[str]:
    forms = [form.replace(" ", r"\s+") for form in grammar("zones.yaml")["mottos"]]
    return re.compile("|".join(forms), re.IGNORECASE)


@cache
def _heads() -> re.Pattern[str]:
    heads = [head.upper() for head in grammar("bodies.yaml")["heads"]]
    heads += grammar("zones.yaml")["authorities"]
    forms = sorted({re.escape(one_style(head)) for head in heads}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(forms)})(?!\w)")


def letterhead(source: Source, zones: Zones) -> Passage | None:
    """The issuer's name above number and type, in its own capitals; the last body named there issues the act."""
    lines = _lines(zones)
    return _last_body(_capitals(source, lines)) or _beside_motto(source, lines)


def bodies_above(source: Source, zones: Zones) -> list[Passage]:
    """The names above the issuer's in the letterhead: of the body that it belongs to (Nghị định 30/2020/NĐ-CP)."""
    return [flow_passages(lines) for lines in _bodies(_capitals(source, _lines(zones)))[:-1]]


def _lines(zones: Zones) -> range:
    return range(zones.head.start, zones.type_line if zones.type_line is not None else zones.head.stop)


def _beside_motto(source: Source, lines: range) -> Passage | None:
    """ "bộ tài chính      cộng hoà xã hội chủ nghĩa Việt nam": a letterhead whose capitals are lost."""
    for i in lines:
        passage = one_line(source.lines[i])
        motto = _mottos().search(passage.text)
        beside = passage.part(0, motto.start()) if motto else None
        if beside and _heads().match(one_style(beside.text.upper())):
            return beside
    return None


def authority_line(source: Source, zones: Zones) -> Passage | None:
    """ "ỦY BAN NHÂN DÂN TỈNH THANH HÓA" between title and preamble."""
    if not zones.title:
        return None
    return _last_body(_capitals(source, range(zones.title.stop, zones.head.stop)))


def _capitals(source: Source, lines: range) -> Iterable[Passage]:
    motto_before = False
    for i in lines:
        line = source.lines[i]
        if line.blank or line.furniture:
            continue
        passage = one_line(line)
        if motto_before := _breaks_off_motto(passage.text, motto_before):
            continue
        motto = _mottos().search(passage.text)
        passage = passage.part(0, motto.start()) if motto else passage
        if (
            passage
            and is_caps(passage.text)
            and not _RULE.fullmatch(passage.text)
            and not re.search(r"\d", passage.text)
        ):
            yield passage


def _breaks_off_motto(text: str, before: bool) -> bool:
    """Whether a line is a part of a motto that a narrow column breaks: "CỘNG HÒA XÃ" / "HỘI CHỦ NGHĨA …".

    `before`: whether the line before it is one.
    """
    words = one_style(text).upper()
    parts = (motto for motto in _MOTTOS if words and f" {words} " in f" {motto} ")
    return any(before or motto.startswith(words) for motto in parts)


def _last_body(capitals: Iterable[Passage]) -> Passage | None:
    bodies = _bodies(capitals)
    return flow_passages(bodies[-1]) if bodies else None


def _bodies(capitals: Iterable[Passage]) -> list[list[Passage]]:
    """The names of bodies, each with the lines that it goes on over."""
    bodies: list[list[Passage]] = []
    word: list[Passage] = []
    for passage in capitals:
        lines = [*word, passage]
        word = []
        if not bodies and " " not in flow_passages(lines).text and not _heads().match(one_style(passage.text)):
            word = lines  # a narrow column broke the name behind its first word: "THỦ" over "TƯỚNG CHÍNH PHỦ"
        elif _heads().match(one_style(flow_passages(lines).text)) and not (bodies and _wants_more(bodies[-1])):
            bodies.append(lines)
        elif _heads().match(one_style(passage.text)) and not (bodies and _wants_more(bodies[-1])):
            bodies.append([passage])
        elif bodies:
            bodies[-1].append(passage)
    return bodies


def _wants_more(lines: list[Passage]) -> bool:
    """Whether a name cannot end there: "ỦY BAN" over "MẶT TRẬN TỔ QUỐC VIỆT NAM" is one body."""
    return bool(body_patterns()["unfinished"].fullmatch(one_style(spelt_name(flow_passages(lines).text))))
