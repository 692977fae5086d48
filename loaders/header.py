"""The head of an act: type, number, date, place, issuer, title, and the text that it issues.

    ỦY BAN NHÂN DÂN                            issuer  Ủy ban nhân dân tỉnh Bình Dương
    TỈNH BÌNH DƯƠNG
    Số: 1169/QĐ-UBND   Bình Dương, ngày 28 tháng 4 năm 2025
    QUYẾT ĐỊNH                                 type
    Ban hành Kế hoạch …                        title

What the head leaves blank is looked for where the act names itself: "(Kèm theo Kế hoạch số 345/KH-UBND ngày
28/3/2025 của Ủy ban nhân dân tỉnh)". What stands nowhere is null.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from loaders.flow import flow, one_line
from loaders.forms.dates import date_at, dates_in
from loaders.forms.document_types import is_caps, issued_types, type_named, types_pattern
from loaders.forms.issuers import spelt_name
from loaders.forms.letters import UPPER
from loaders.forms.numbers import SYMBOL, numbers_in
from loaders.issuer import Read, find_issuer
from loaders.layout.named_head import NamedHead, read_named_head, type_in_sentence
from loaders.layout.zones import Zones
from loaders.record import DocumentHead, Place, Promulgated, Remark
from loaders.signature import read_recipients, read_signers
from loaders.source import Line, Passage, Source

_NUMBER_LABEL: Final = re.compile(r"(?:^|\s)(?:Số|SỐ|số)\s*:?\s*$")
_PLACE: Final = re.compile(rf"(?P<place>[{UPPER}]\w*\.?(?:\s+(?:-\s+)?[{UPPER}]\w*\.?){{0,5}})\s*,\s*(?=[Nn]gày\b)")
# "Hà nội, ngày …" as a line of its own, however the name is written.
_PLACE_LINE: Final = re.compile(rf"(?P<place>[{UPPER}]\w*(?:[ -]{{1,3}}\w+){{0,4}})\s*,\s*(?=[Nn]gày\b)")
# A number's symbol, of a blank number too ("Số:      /QĐ-UBND"): the place stands behind it.
_SYMBOL: Final = re.compile(rf"/\s?{SYMBOL}(?:[-/]{SYMBOL})*")
_SELF_NAMED: Final = re.compile(
    rf"""
    [(\[]? \s* (?:Được\s+)? (?:ban\ hành\s+)? (?:đính\s+)? kèm\ theo \s+
    (?: {types_pattern()} \s+ tại \s+ )?              # "Kèm theo Kế hoạch tại Quyết định số …"
    (?P<type> {types_pattern()} ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ISSUES: Final = re.compile(
    rf"""
    [Bb]an\ hành \s+ (?:kèm\ theo\s+)? {types_pattern()} \s+ này \s* :? \s*
    [“"]? (?P<type> {types_pattern()} ) \s+ (?P<title> [^”"]+ )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class _SelfNamed:
    """What a line "(Kèm theo …)" says of the act."""

    number: Read | None
    date: Read | None
    issuer: Read | None


def read_head(source: Source, zones: Zones) -> DocumentHead:
    """The head's fields, each null where the source leaves it blank, with the place of each in `sources`."""
    sentence = _sentence(source, zones)
    named = _type(source, zones)
    above = _above(source, zones)
    itself = _self_named(source, zones, named.value if named else None)
    fields = {
        "type": named,
        "number": _number(above)
        or _told(sentence.number if sentence else None)
        or _first(one.number for one in itself),
        "date": _dateline(_over_type(source, zones))
        or _dateline(above)
        or _told(sentence.date if sentence else None)
        or _passed(source, zones)
        or _first(one.date for one in itself),
        "place": _place_of_issue(above),
        "issuer": _issuer(source, zones, named, itself, sentence),
        "title": _title(source, zones, sentence),
    }
    recipients = read_recipients(source, zones)
    sources = {name: read.place for name, read in fields.items() if read}
    sources |= {f"recipients.{i}": one.source for i, one in enumerate(recipients) if one.source}
    values = {name: read.value if read else None for name, read in fields.items()}
    return DocumentHead(
        **values,
        promulgates=_promulgates(source, zones),
        signers=read_signers(source, zones),
        recipients=[one.text for one in recipients],
        sources=sources,
    )


def _sentence(source: Source, zones: Zones) -> NamedHead | None:
    """The head as one sentence, "Nghị định của Chính phủ số …", in the lines of type and title."""
    if zones.type_line is None:
        return None
    return read_named_head([source.lines[i] for i in (zones.type_line, *zones.title)])


def _told(said: tuple[str, Passage] | None) -> Read | None:
    return Read(said[0], Place.of(said[1].span())) if said else None


def _first(reads: Iterator[Read | None]) -> Read | None:
    return next((read for read in reads if read), None)


def _issuer(
    source: Source, zones: Zones, named: Read | None, itself: list[_SelfNamed], sentence: NamedHead | None
) -> Read | None:
    own = [one.issuer for one in itself if one.issuer]
    return find_issuer(source, zones, named.value if named else None, sentence.issuer if sentence else None, own)


def _above(source: Source, zones: Zones) -> list[Passage]:
    """The head's lines but for the title: one passage a line, and last all of them as one."""
    lines = [
        source.lines[i]
        for i in zones.head
        if i not in zones.title and not source.lines[i].blank and not source.lines[i].furniture
    ]
    return [*(one_line(line) for line in lines), flow(lines)]


def _over_type(source: Source, zones: Zones) -> list[Passage]:
    """What of the head's lines stands over the type's: below it a date may belong to a long title."""
    return [flow(source.lines[i] for i in zones.head if zones.type_line is not None and i < zones.type_line)]


def _type(source: Source, zones: Zones) -> Read | None:
    if zones.type_line is not None:
        passage = one_line(source.lines[zones.type_line])
        named = type_named(passage.text) or type_in_sentence(passage.text)
        return Read(named or passage.text, Place.of(passage.span()))
    for i in zones.head:
        passage = one_line(source.lines[i])
        if re.match(r"V/v\b|Kính gửi", passage.text):  # a công văn bears no type's name
            return Read("Công văn", Place.of(passage.span()))
    return None


def _number(above: list[Passage]) -> Read | None:
    """The number behind "Số:"; a head that prints only "Số:      /QĐ-UBND" has none."""
    for passage in above:
        for found in numbers_in(passage.text):
            if _NUMBER_LABEL.search(passage.text[: found.start]):
                return Read(found.value, Place.of(passage.span(found.start, found.end)))
    return None


def _dateline(above: list[Passage]) -> Read | None:
    """ "Bình Dương, ngày 28 tháng 4 năm 2025": what of it is filled in."""
    for passage in above:
        for found in dates_in(passage.text):
            if found.value and passage.text[found.start : found.start + 4].casefold() == "ngày":
                return Read(found.value, Place.of(passage.span(found.start, found.end)))
    return None


def _passed(source: Source, zones: Zones) -> Read | None:
    """ "Luật này được Quốc hội … thông qua ngày 16 tháng 6 năm 2025": a law's own last sentence."""
    lines = [source.lines[i] for i in zones.body if not source.lines[i].blank][-6:]
    ending = flow(lines)
    passed = re.search(r"này\s+(?:đã\s+)?được\s[^.]*?thông\s+qua\s+(?=ngày)", ending.text)
    found = date_at(ending.text, passed.end()) if passed else None
    return Read(found.value, Place.of(ending.span(found.start, found.end))) if found and found.value else None


def _place_of_issue(above: list[Passage]) -> Read | None:
    for passage in above:
        behind = max((found.end() for found in _SYMBOL.finditer(passage.text)), default=0)
        if found := _PLACE.search(passage.text, behind):
            return Read(found["place"], Place.of(passage.span(*found.span("place"))))
        if found := _PLACE_LINE.match(passage.text):
            return Read(found["place"], Place.of(passage.span(*found.span("place"))))
    return None


def _title(source: Source, zones: Zones, sentence: NamedHead | None) -> Read | None:
    passage = sentence.title if sentence else flow(source.lines[i] for i in zones.title)
    if not passage:
        passage = _subject(source, zones)
    text = passage.text.rstrip(" ;,")
    return Read(text, Place.of(passage.span(0, len(text)))) if text else None


def _subject(source: Source, zones: Zones) -> Passage:
    """ "V/v …" of a công văn, up to the next line that begins anew."""
    lines: list[Line] = []
    for i in zones.head:
        text = source.lines[i].text.strip()
        if lines and (not text or is_caps(text) or text.startswith("Kính gửi") or _is_dateline(text)):
            break
        if lines or text.startswith("V/v"):
            lines.append(source.lines[i])
    return flow(lines)


def _is_dateline(text: str) -> bool:
    """Whether a line is a dateline ("Hà Nội, ngày …")."""
    return bool(_PLACE.search(text))


# --- how the act names itself -----------------------------------------------------------------------------------


def _self_named(source: Source, zones: Zones, act_type: str | None) -> list[_SelfNamed]:
    """What the lines "(Kèm theo <this act> …)" over attached texts and annexes say, in their order."""
    brackets = [flow(source.lines[i] for i in text.bracket) for text in zones.attached]
    brackets += [_bracket(flow(source.lines[i] for i in [*annex][:40])) for annex in zones.annexes]
    found = []
    for passage in brackets:
        named = _SELF_NAMED.search(passage.text)
        if named and type_named(named["type"]) == act_type:
            found.append(_read_self(passage, named.end()))
    return found


def _bracket(heading: Passage) -> Passage:
    named = _SELF_NAMED.search(heading.text)
    if named is None:
        return heading.part(0, 0)
    close = heading.text.find(")", named.end())
    return heading.part(named.start(), close + 1 if close >= 0 else min(named.end() + 200, len(heading.text)))


def _read_self(passage: Passage, start: int) -> _SelfNamed:
    number = next(numbers_in(passage.text, start), None)
    date = next((found for found in dates_in(passage.text, start) if found.value), None)
    issuer = re.compile(r"(?<![^\W\d_])của\s+(?P<name>[^()]+?)\s*\)?\s*$").search(passage.text, start)
    return _SelfNamed(
        Read(number.value, Place.of(passage.span(number.start, number.end))) if number else None,
        Read(date.value, Place.of(passage.span(date.start, date.end))) if date and date.value else None,
        Read(spelt_name(issuer["name"]), Place.of(passage.span(*issuer.span("name")))) if issuer else None,
    )


def unnamed_annexes(source: Source, zones: Zones) -> list[Remark]:
    """A remark for each annex whose heading does not name the act that it belongs to.

    Nghị định 30/2020/NĐ-CP, Phụ lục I: an annex bears the number and the date of its act.
    """
    return [
        Remark(
            remark=f"Phụ lục không ghi kèm theo văn bản nào (trang {source.lines[annex[0]].page}).",
            source=_first_place(source, annex),
        )
        for annex in zones.annexes
        if annex and not _SELF_NAMED.search(flow(source.lines[i] for i in [*annex][:40]).text)
    ]


def _first_place(source: Source, annex: Sequence[int]) -> Place | None:
    """The annex's first line with words."""
    lines = (flow([source.lines[i]]) for i in annex)
    return next((Place.of(line.span()) for line in lines if line), None)


# --- the text that it issues ------------------------------------------------------------------------------------


def _promulgates(source: Source, zones: Zones) -> Promulgated | None:
    """The attached text; where the file lacks it, what the first article says is issued "kèm theo"."""
    for text in zones.attached:
        title = flow(source.lines[i] for i in text.title)
        if title:
            return Promulgated(type=text.type, title=title.text, source=Place.of(title.span()))
    body = flow(source.lines[i] for i in [*zones.body][:40])
    found = _ISSUES.search(body.text)
    named = type_named(found["type"]) if found else None
    if found is None or named not in issued_types() or "kèm theo" not in found[0]:
        return None
    end = re.search(r"[”\"]|\.(?=\s|$)|,?\s+(?:gồm|bao gồm)\s", found["title"])
    stop = found.start("title") + (end.start() if end else len(found["title"]))
    title = body.part(found.start("title"), stop)
    return Promulgated(type=named, title=title.text, source=Place.of(title.span())) if title else None
