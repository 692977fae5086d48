"""A list of acts, cut into one citation an act.

    "Chỉ thị số 38-CT/TW … (sau đây viết tắt là …), Quyết định số 1703/QĐ-TTg … về ban hành Kế hoạch thực hiện
    Chỉ thị 38-CT/TW; UBND tỉnh ban hành …"         →  Chỉ thị số 38-CT/TW …  ·  Quyết định số 1703/QĐ-TTg …

An act that stands in another's title is no item of the list: it follows no separator, or the title that it stands in
lists what it carries out ("… thực hiện Nghị quyết số 1-NQ/TU và Chỉ thị số 2-CT/TU").
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from loaders.forms.citation_forms import SHORT_NAME
from loaders.forms.document_types import types_pattern
from loaders.forms.numbers import NUMBER
from loaders.language import grammar

# "Luật X số 15/2012/QH13 được sửa đổi, bổ sung bởi Luật số 54/2014/QH13, Luật số 18/2017/QH14": one act.
_AMENDED: Final = re.compile(r"được\s+(?:sửa\s+đổi|bổ\s+sung|thay\s+thế)")


@cache
def _numbered() -> str:
    return rf"(?i:{types_pattern()})\s*(?i:số\s*:?\s*)?{re.sub(r'#.*', '', NUMBER)}"


@cache
def _separator() -> re.Pattern[str]:
    """A mark or "và", with what begins behind it: an act by number, by name, or who acts."""
    table = grammar("citations.yaml")
    verbs = "|".join(verb.replace(" ", r"\s+") for verb in table["acting_verbs"])
    bodies = table["acting_bodies"].replace(" ", r"\s+")
    return re.compile(
        rf"""
        (?P<and> \s+ (?:và|cùng) \s+ (?: các \s+ )? (?= {_numbered()} ) )
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
