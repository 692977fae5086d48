"""Every act that a text cites by a number, each with what its fullest mention says of it.

    "… theo Nghị quyết số 08-NQ/TW ngày 26/01/2022 của Bộ Chính trị khoá XIII về “Đẩy mạnh …”"
        number 08-NQ/TW, type Nghị quyết, date 2022-01-26, issuer Bộ Chính trị khoá XIII, title về “Đẩy mạnh …”

The act's own number is known by its head; where an annex's heading gives the act another, that one is a misprint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.flow import flow
from loaders.forms.act_lists import cut_acts
from loaders.forms.citation_forms import ParsedCitation, parse_citation
from loaders.forms.document_types import type_named, types_pattern
from loaders.forms.numbers import numbers_in
from loaders.language import grammar
from loaders.layout.paragraphs import paragraphs
from loaders.record import CitedAct, DocumentHead, Place, Remark
from loaders.source import Line, Passage, Source


def cited_act(parsed: ParsedCitation, place: Place | None = None) -> CitedAct:
    """The parsed citation as the record has it; its number must be known."""
    return CitedAct(
        number=parsed.number or "",
        type=parsed.type,
        date=parsed.date,
        issuer=parsed.issuer,
        title=parsed.title,
        source=place,
    )


def read_cited(source: Source, head: DocumentHead | None = None) -> list[CitedAct]:
    """Every act cited anywhere by a number, in the order of first mention, each with its fullest mention.

    The act's own number is left out, and so is a number in "(Kèm theo …)" that is another than the act's own: that
    line names the act itself, so the number is a misprint (see `misprints`).
    """
    own = {head.number} if head and head.number else set()
    skipped = own | {number for number, _ in _own_misprints(source, head)}
    fullest: dict[str, CitedAct] = {}
    for mention in _mentions(source):
        if mention.number in skipped:
            continue
        known = fullest.get(mention.number)
        if known is None or _fullness(mention) > _fullness(known):
            fullest[mention.number] = mention
    return list(fullest.values())


def cited_numbers(cited: list[CitedAct], head: DocumentHead) -> list[str]:
    """All numbers of the text, the act's own with them, once each and sorted."""
    own = [head.number] if head.number else []
    return sorted({*own, *(act.number for act in cited)})


def _fullness(act: CitedAct) -> tuple[int, int]:
    said = [act.type, act.date, act.issuer, act.title]
    return (sum(1 for value in said if value), len(act.date or ""))


def _mentions(source: Source) -> Iterator[CitedAct]:
    begins = {lines[0].start + len(lines[0].text) - len(lines[0].text.lstrip()) for lines in paragraphs(source.lines)}
    for passage in _stretches(source):
        for found in numbers_in(passage.text):
            start = _type_before(passage.text, found.start)
            until = range(found.end, len(passage.text))
            end = next((i for i in until if passage.offsets[i] in begins), len(passage.text))
            parsed = parse_citation(_running(passage.text[start:end], found.end - start))
            if parsed.number != found.value:
                parsed = ParsedCitation(found.value, number=found.value)
            yield cited_act(parsed, Place.of(passage.span(start, found.end)))


def _stretches(source: Source) -> Iterator[Passage]:
    """The text in pieces that end with a sentence or a list item: no citation runs over such an end."""
    piece: list[Line] = []
    for line in source.lines:
        if line.cells:
            yield flow(piece)
            piece = []
            yield from (flow([cell]) for cell in line.cells)
            continue
        piece.append(line)
        if len(piece) >= 12 and re.search(r"[.;:]\s*$", line.text):
            yield flow(piece)
            piece = []
    yield flow(piece)


def _type_before(text: str, number_start: int) -> int:
    """Where the type's name in front of a number begins; the number's own start where there is none."""
    found = re.search(rf"(?i:{types_pattern()})\s*(?i:số\s*:?\s*)?$", text[:number_start])
    return found.start() if found else number_start


@cache
def _running_end() -> re.Pattern[str]:
    ends = grammar("citations.yaml")["running_title_ends"]
    return re.compile(r"[;:()]|\.\s|\.$|" + "|".join(map(re.escape, ends)))


def _running(text: str, number_end: int) -> str:
    """The citation that a running text begins with: up to the end of its sentence, or the next act of the list."""
    stop = _running_end().search(text, number_end)
    text = text[: stop.start()] if stop else text
    first, last = cut_acts(text)[0]
    return text[first:last]


def _own_misprints(source: Source, head: DocumentHead | None) -> Iterator[tuple[str, Place]]:
    """Numbers that a "(Kèm theo <this act> …)" line gives to the act, and that are not the act's."""
    if head is None or head.number is None or head.type is None:
        return
    named = re.compile(
        rf"\(\s*(?:Ban hành\s+)?kèm theo\s+(?:{types_pattern()}\s+tại\s+)?({types_pattern()})\s+số", re.I
    )
    for passage in _stretches(source):
        for line in named.finditer(passage.text):
            found = next(numbers_in(passage.text[: line.end() + 40], line.end()), None)
            if found and type_named(line[1]) == head.type and found.value != head.number:
                yield found.value, Place.of(passage.span(found.start, found.end))


def misprints(source: Source, head: DocumentHead) -> list[Remark]:
    """A remark for each number that an annex's heading gives to the act and that its head does not."""
    return [
        Remark(
            remark=f"Dòng “Kèm theo {head.type} số …” ghi số {number}, khác số {head.number} ở đầu văn bản "
            f"(trang {place.page}).",
            source=place,
        )
        for number, place in _own_misprints(source, head)
    ]
