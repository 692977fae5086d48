"""Texts issued "kèm theo", and annexes: where each begins and ends behind the act's own body.

KẾ HOẠCH                                            the type of an attached text
Triển khai thực hiện …                              its title
(Kèm theo Quyết định số 1169/QĐ-UBND ngày …)        names the act that issues it
I. MỤC ĐÍCH, YÊU CẦU                                its body

PHỤ LỤC                                             an annex
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from loaders.forms.document_types import is_caps, issued_types, type_named
from loaders.layout.title_lines import TITLE_LINES, title_from
from loaders.layout.zone_marks import (
    NOTHING,
    NUMBERED,
    SELF_NAMED,
    Page,
    is_annex_label,
    is_dateline,
    marks,
    signature_start,
    starts_signature,
)

_TITLE_BRACKET_LINES: Final = 18


@dataclass(frozen=True)
class Attached:
    """A text issued "kèm theo", with a type of its own: "Kế hoạch", "Quy chế"."""

    type: str
    title: range
    bracket: range
    """The lines "(Kèm theo Quyết định số … ngày … của …)"; empty where there is none."""
    body: range


def find_extras(page: Page, start: int, end: int, signed: int | None) -> list[tuple[int, int | None]]:
    """Where attached texts and annexes begin: (first line, the type line of an attached text or null), in order.

    `signed`: where the signature block begins, null for an unsigned text.
    """
    found: list[tuple[int, int | None]] = []
    i = start
    while i < end:
        text = page.texts[i]
        if text and (issued := _issued_at(page, i, end, signed is not None and i > signed)):
            found.append((_letterhead_start(page, i, start), i))
            i = issued
        elif text and is_annex_label(page, i):
            found.append((i, None))
            i = _past_bracket(page, i, end)
        elif text and SELF_NAMED.match(text):
            found.append((_annex_title_start(page, i, start), None))
            i = _past_bracket(page, i, end)
        i += 1
    return found


def _issued_at(page: Page, i: int, end: int, signed: bool) -> int | None:
    """The end of the title block where line `i` is the type line of a text issued "kèm theo".

    Above the signature a line "QUY ĐỊNH" may be a mere heading: there the text must name the act that issues it.
    """
    text = page.texts[i]
    named = type_named(text) if is_caps(text) else None
    if named not in issued_types():
        return None
    for j in page.next_full(i + 1, end, _TITLE_BRACKET_LINES):
        if SELF_NAMED.match(page.texts[j]):
            return _bracket_end(page, j, end)
        if NUMBERED.match(page.texts[j]):
            return j - 1 if signed else None
    return None


def _bracket_end(page: Page, start: int, end: int) -> int:
    """The last line of the bracket that begins in line `start`."""
    for i in page.next_full(start, end, 4):
        if ")" in page.texts[i]:
            return i
    return start


def _past_bracket(page: Page, start: int, end: int) -> int:
    """The last line of an annex's heading: its "(Kèm theo …)", or a label "Phụ lục" set below it."""
    last = start
    for i in page.next_full(start, end, TITLE_LINES):
        if SELF_NAMED.match(page.texts[i]):
            last = _bracket_end(page, i, end)
            below = page.next_full(last + 1, end, 1)
            return below[0] if below and is_annex_label(page, below[0]) else last
        if NUMBERED.match(page.texts[i]) or page.lines[i].cells:
            return last
    return last


def _letterhead_start(page: Page, i: int, floor: int) -> int:
    """The first line of the letterhead above a type line: capitals and mottos, no signature's."""
    first = i
    for j in range(i - 1, floor - 1, -1):
        text = page.texts[j]
        if not text:
            continue
        if starts_signature(text) or not (is_caps(text) or marks()["motto"].search(text) or is_dateline(text)):
            break
        first = j
    return first


def _annex_title_start(page: Page, i: int, floor: int) -> int:
    """The first line of the title above a "(Kèm theo …)" without a label: its capitals, or the lines next to it."""
    first = i
    for j in range(i - 1, floor - 1, -1):
        text = page.texts[j]
        if not text:
            if not is_caps(page.texts[first]) and first != i:
                break
            continue
        if not is_caps(text) and (is_caps(page.texts[first]) or text.endswith((".", ";", ":"))):
            break
        if starts_signature(text) or i - j > TITLE_LINES:
            break
        first = j
    return first


def cut_extras(
    page: Page, extras: list[tuple[int, int | None]], end: int
) -> tuple[tuple[Attached, ...], tuple[range, ...], range]:
    """Attached texts, annexes, and the signature block that stands behind an attached text."""
    attached: list[Attached] = []
    annexes: list[range] = []
    late = NOTHING
    stops = [*(start for start, _ in extras), end][1:]
    for (start, type_line), stop in zip(extras, stops, strict=True):
        if type_line is None:
            annexes.append(range(start, stop))
            continue
        one = _attached(page, type_line, stop)
        signed = signature_start(page, one.body.start, stop)
        if signed is not None:
            late = late or range(signed, stop)
            one = Attached(one.type, one.title, one.bracket, range(one.body.start, signed))
        attached.append(one)
    return tuple(attached), tuple(annexes), late


def _attached(page: Page, type_line: int, stop: int) -> Attached:
    title = title_from(page, type_line + 1, stop)
    bracket = NOTHING
    start = title.stop or type_line + 1
    for i in page.next_full(start, stop, 2):
        if SELF_NAMED.match(page.texts[i]):
            bracket = range(i, _bracket_end(page, i, stop) + 1)
            start = bracket.stop
            break
    named = type_named(page.texts[type_line])
    return Attached(named or page.texts[type_line], title, bracket, range(start, stop))
