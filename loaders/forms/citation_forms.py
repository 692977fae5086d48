"""One citation: its type, number, date, issuer and title.

    Quyết định số 1703/QĐ-TTg ngày 31/12/2024 của Thủ tướng Chính phủ về …      type, number, date, issuer, title
    Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015                             type, title, date
    Luật Tổ chức chính quyền địa phương số 72/2025/QH15                         type, title, number
    Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XX                         type, title
    đề nghị của Giám đốc Sở Y tế tại Tờ trình số 28/TTr-SYT ngày 11/4/2025      proposer, type, number, date

Lost spaces are read through ("số28/TTr-SYT", "38-CT/TWngày", "2025của"); misprints stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from loaders.forms.dates import FoundDate, date_at, dates_in
from loaders.forms.document_types import laws, type_named, types_pattern
from loaders.forms.numbers import NUMBER, FoundNumber, number_at, numbers_in
from loaders.language import grammar

PROPOSAL: Final = "Tờ trình"

# "(sau đây viết tắt là …)", "(gọi tắt là …)": the citing act's own words, no part of what it cites.
SHORT_NAME: Final = re.compile(r"\s*\((?:sau đây|dưới đây|gọi|viết tắt|sau)\b[^()]*\)", re.IGNORECASE)


@dataclass(frozen=True)
class ParsedCitation:
    """What one citation says of the act; null where it does not say. `issuer` of a proposal is the proposer."""

    text: str
    type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None


@cache
def _head() -> re.Pattern[str]:
    """The type's name with "số" and the number, where they follow: "Tờ trình số28/TTr-SKHCN"."""
    return re.compile(
        rf"""
        (?P<type> (?i: {types_pattern()} ) ) (?! (?!số) \w )
        (?: \s* (?i: số \s* :? \s* )? (?P<number> {NUMBER} ) )?
        """,
        re.VERBOSE,
    )


@cache
def _title_opener() -> str:
    forms = sorted(grammar("citations.yaml")["title_openers"], key=len, reverse=True)
    return "|".join(form.replace(" ", r"\s+") for form in forms)


@cache
def _issuer() -> re.Pattern[str]:
    """ "của Ban Thường vụ Tỉnh ủy", up to the title or a mark; a comma inside a known name does not end it."""
    whole = [*grammar("bodies.yaml")["names"], *grammar("citations.yaml")["issuers"]]
    names = "|".join(re.escape(name) for name in whole if "," in name)
    return re.compile(
        rf"""
        \s* ,? \s* (?i: của ) \s+
        (?P<issuer> (?: {names} | [^,;.(“"] )+? )
        (?= \s* (?: [,;.(“"] | $ ) | \s+ (?i: {_title_opener()} ) \b | \s+ (?:số|ngày) \s* :? \s* \d )
        """,
        re.VERBOSE,
    )


# "đề nghị của X tại Tờ trình số …", "đề nghị của X".
_PROPOSED: Final = re.compile(
    r"""
    (?P<words> (?:ý\ kiến\ )? đề\ nghị \s+ của \s+
    (?P<proposer> .+? ) )
    (?: \s*,?\s+ (?:tại|theo|kèm\ theo) \s+ (?:các\s+)? (?P<paper> (?:Tờ\ trình|Công\ văn|Văn\ bản|Báo\ cáo) .* ) )?
    $
    """,
    re.VERBOSE | re.IGNORECASE,
)


def parse_citation(text: str) -> ParsedCitation:
    """One citation, one act: what it says of type, number, date (ISO), issuer and title.

    A text that begins with no type's name gives only its own words.
    """
    words = _trim(SHORT_NAME.sub("", text)) or ""
    proposed = _PROPOSED.match(words)
    if proposed:
        return _proposal(proposed)
    head = _head().match(words)
    if head is None or (head["type"][0].islower() and not head["number"]):
        return _bare_number(words)
    named = type_named(head["type"]) or head["type"]
    if named in laws() and not head["number"]:
        return _law(words, named, head.end("type"))
    return _numbered(words, named, head)


def _trim(text: str) -> str | None:
    """Without the marks at its ends; a closing quotation mark goes only where none was opened."""
    text = text.strip(" .;,:–-")
    if text.endswith("”") and "“" not in text:
        text = text[:-1].strip(" .;,:–-")
    return text or None


def _proposal(proposed: re.Match[str]) -> ParsedCitation:
    proposer = proposed["proposer"].strip(" ,")
    if not proposed["paper"]:
        return ParsedCitation(proposed["words"], type=PROPOSAL, issuer=proposer)
    paper = parse_citation(proposed["paper"])
    return replace(paper, type=paper.type or PROPOSAL, issuer=proposer)


def _bare_number(words: str) -> ParsedCitation:
    """ "51-KHPH/BTGTU, ngày 06/02/2025", "Văn bản số …": number and date; no type is guessed from a symbol."""
    label = re.match(r"(?:[Vv]ăn bản\s+)?(?:số\s*:?\s*)?", words)
    number = number_at(words, label.end() if label else 0)
    found = _date_behind(words, number.end) if number else None
    return ParsedCitation(words, number=number.value if number else None, date=found.value if found else None)


def _numbered(words: str, named: str, head: re.Match[str]) -> ParsedCitation:
    """Type, number, date, issuer, title, in this order; each may be missing."""
    number = next((found.value for found in numbers_in(head[0])), None) if head["number"] else None
    position = head.end()
    found = _date_behind(words, position)
    position = found.end if found else position
    issuer = _issuer().match(words, position)
    position = issuer.end() if issuer else position
    if number is None and (behind := _number_behind(words, position)):  # "của Chính phủ số 15/CP ngày 02/3/1993"
        number, position = behind.value, behind.end
    if found is None and (found := _date_behind(words, position)):  # "của Chính phủ ngày 5/3/2020 về …"
        position = found.end
    amended = _AMENDED_BY.search(words, position)
    title = _trim(words[position : amended.start() if amended else len(words)])
    return ParsedCitation(
        words,
        named,
        number,
        found.value if found else None,
        issuer["issuer"].strip() if issuer else None,
        title,
    )


# "… của Luật Chứng khoán được sửa đổi, bổ sung bởi Nghị định số 245/2025/NĐ-CP": what became of it, no more title.
_AMENDED_BY: Final = re.compile(
    r"[\s,(]*(?:đã\s+)?được\s+sửa\s+đổi(?:,\s+bổ\s+sung)?(?:\s+một\s+số\s+(?:điều|nội\s+dung))?\s+(?:bởi|theo|tại)\s"
)


def _number_behind(words: str, position: int) -> FoundNumber | None:
    """The number that follows at once behind "số"."""
    label = re.compile(r"\s*số\s*:?\s*").match(words, position)
    return number_at(words, label.end()) if label else None


def _date_behind(words: str, position: int) -> FoundDate | None:
    """The date that follows at once, but for a space and a comma ("số 15-NQ/TW, ngày 16/6/2022")."""
    gap = re.compile(r"[\s,]*(?:ký\s+|ban hành\s+)?(?=ngày|tháng|\d)", re.IGNORECASE).match(words, position)
    return date_at(words, gap.end()) if gap else None


# Behind a law's name: its number, its date, its year, or what amended it.
_LAW_NAME_END: Final = re.compile(
    rf"""
    \s* ,? \s*
    (?: số \s* :? \s* (?={NUMBER})  | ngày \s  | năm \s+ \d{{4}}  | (?:đã\s+)? được \s+ sửa\s+đổi  | \(  | ;  | $ )
    """,
    re.VERBOSE,
)


_AMENDS: Final = re.compile(r"\s*sửa\s+đổi\b")
_AMENDED: Final = re.compile(r"(?:đã\s+)?được\s+sửa\s+đổi")


def amends(citation_title: str | None) -> bool:
    """Whether a law's title is that of one that amends others: "sửa đổi, bổ sung một số điều của Luật Thống kê"."""
    return bool(_AMENDS.match(citation_title or ""))


def _law(words: str, named: str, start: int) -> ParsedCitation:
    """A law by its name, with number, date, or both."""
    end = _LAW_NAME_END.search(words, _behind_amended_laws(words, start))
    name_end = end.start() if end else len(words)
    behind = words[name_end:]
    amended = _AMENDED.search(behind)
    own = behind[: amended.start()] if amended else behind
    number: FoundNumber | None = next(numbers_in(own), None)
    found = next(dates_in(own), None)
    title = _trim(words[start:name_end])
    return ParsedCitation(words, named, number.value if number else None, found.value if found else None, None, title)


def _behind_amended_laws(words: str, start: int) -> int:
    """Where the laws with their numbers end that an amending law's name lists; `start` where it lists none so.

    "Luật sửa đổi … của Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15": the numbers of the amended laws.
    "Luật sửa đổi … của Luật Giáo dục số 43/2019/QH14 số 123/2025/QH15": the last one is its own.
    "Luật sửa đổi … của Luật Thống kê số 01/2021/QH15": a lonely number is its own, as preambles are written.
    """
    if not amends(words[start:]):
        return start
    amended = _AMENDED.search(words, start)
    numbers = list(numbers_in(words[: amended.start()] if amended else words, start))
    if len(numbers) < 2:
        return start
    *_, before, last = numbers
    return before.end if re.fullmatch(r"[\s,]*(?:số\s*:?\s*)?", words[before.end : last.start]) else last.end
