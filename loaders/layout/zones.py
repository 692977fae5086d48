"""Where the parts of an act begin and end.

    head         letterhead, number, dateline, type, title, the line that says who acts
    preamble     "Căn cứ …", "Thực hiện …"
    body         the articles or parts
    signature    "Nơi nhận", authority, position, name
    attached     texts issued "kèm theo", each with a title and a body of its own
    annexes      "Phụ lục", task tables

Each is a range of indices into `Source.lines`. A signature block may stand before an attached text (a decision and
its plan) or at the end of the file; a zone that the source lacks is an empty range.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from loaders.flow import one_line
from loaders.forms.document_types import is_caps, type_named
from loaders.layout.attachments import Attached, cut_extras, find_extras
from loaders.layout.named_head import issuer_named, type_in_sentence
from loaders.layout.title_lines import TITLE_LINES, title_from
from loaders.layout.zone_marks import (
    NOTHING,
    NUMBERED,
    RULE_LINE,
    Page,
    is_dateline,
    is_enacting,
    marks,
    opens_preamble,
    signature_start,
    starts_signature,
)
from loaders.source import Source

_LETTER_HEAD: Final = 40
"""Lines in which a letter's head must say whom it goes to."""

__all__ = ["Attached", "Zones", "find_zones"]


@dataclass(frozen=True)
class Zones:
    type_line: int | None
    title: range
    head: range
    preamble: range
    body: range
    signature: range
    attached: tuple[Attached, ...]
    annexes: tuple[range, ...]


def find_zones(source: Source) -> Zones:
    """The zones of a source, as ranges of `source.lines`."""
    texts = tuple("" if line.blank or line.furniture or line.cells else one_line(line).text for line in source.lines)
    page = Page(source.lines, texts)
    end = len(texts)
    type_line, head_start = _type_line(page, 0), 0
    if type_line is None and (head_start := _letterhead_below_prose(page)):
        type_line = _type_line(page, head_start)
    title = _title(page, type_line, end)
    preamble = _preamble(page, title.stop if type_line is not None else _behind_address(page, head_start), end)
    body_start = _body_start(page, preamble, end)
    signing = signature_start(page, body_start, end)
    extras = _behind_body(find_extras(page, body_start, end, signing), signing)
    first_extra = min((start for start, _ in extras), default=end)
    signed = signing if signing is not None and signing < first_extra else None
    body = range(body_start, signed if signed is not None else first_extra)
    signature = range(signed, first_extra) if signed is not None else NOTHING
    attached, annexes, late = cut_extras(page, extras, end)
    head = range(head_start, preamble.start if preamble else body_start)
    return Zones(type_line, title, head, preamble, body, signature or late, attached, annexes)


def _behind_body(extras: list[tuple[int, int | None]], signing: int | None) -> list[tuple[int, int | None]]:
    """The attached texts and annexes, but for a lonely "Phụ lục" in a body that is signed further down."""
    texts = [start for start, type_line in extras if type_line is not None]
    first = min([*texts, *([] if signing is None else [signing])], default=0)
    return [extra for extra in extras if extra[0] >= first]


def _letterhead_below_prose(page: Page) -> int:
    """Where the letterhead begins in a text that sets words of its own above the act, as web sites do; 0 elsewhere.

    The state's motto tells the letterhead; above it stand only capitals, rules and the edges of cells.
    """
    motto = next((i for i, text in enumerate(page.texts) if marks()["motto"].search(text)), 0)
    first = motto
    while first and (not page.texts[first - 1] or not any(letter.islower() for letter in page.texts[first - 1])):
        first -= 1
    return first


def _behind_address(page: Page, start: int) -> int:
    """Behind "Kính gửi: …" and the list of those whom a letter goes to; `start` where there is no such line."""
    lines = page.next_full(start, len(page.texts), _LETTER_HEAD)
    first = next((i for i in lines if page.texts[i].startswith("Kính gửi")), None)
    if first is None:
        return start
    for i in page.next_full(first + 1, len(page.texts), _LETTER_HEAD):
        before = next(page.texts[j] for j in range(i - 1, -1, -1) if page.texts[j])
        if not (page.texts[i].startswith(("-", "–", "+")) or before.endswith((":", ",")) or page.texts[i][0].islower()):
            return i
    return first + 1


def _type_line(page: Page, start: int) -> int | None:
    """The line that is an act's type, above preamble and body: in capitals, or in small letters in old files."""
    above: list[int] = []
    for i, text in enumerate(page.texts[start:], start=start):
        if above and (marks()["opener"].match(text) or re.match(r"Điều\s+1\s*[.:]", text)):
            break
        if type_named(text):
            if is_caps(text):
                return i
            above.append(i)
        elif text:
            above = [*(above or [-1]), *([i] if _is_sentence_head(page, i) else [])]
    return next((i for i in above if i >= 0), None)


def _is_sentence_head(page: Page, i: int) -> bool:
    """Whether "Nghị định của Chính phủ …" stands there as a head: under a blank line, a rule or the dateline."""
    if not type_in_sentence(page.texts[i]):
        return False
    before = page.texts[i - 1] if i else ""
    return not before or bool(RULE_LINE.fullmatch(before)) or is_dateline(before)


def _title(page: Page, type_line: int | None, end: int) -> range:
    if type_line is None:
        return NOTHING
    below = page.next_full(type_line, end, TITLE_LINES)
    title = title_from(page, type_line + 1, end, issuer_named([page.texts[i] for i in below]))
    return title or range(type_line + 1, type_line + 1)


def _preamble(page: Page, start: int, end: int) -> range:
    """From the first "Căn cứ …" (or the sentence "Thực hiện …") to the enacting line or the first number."""
    first = next((i for i in page.next_full(start, end, 8) if _starts_preamble(page, i)), None)
    if first is None:
        return range(start, start)
    for i in range(first, end):
        text = page.texts[i]
        if text and (is_enacting(text) or NUMBERED.match(text) or starts_signature(text)):
            return range(first, i)
    return range(first, first)


def _starts_preamble(page: Page, i: int) -> bool:
    text = page.texts[i]
    return opens_preamble(text) or bool(len(text) > 40 and not is_caps(text) and not NUMBERED.match(text))


def _body_start(page: Page, preamble: range, end: int) -> int:
    following = page.next_full(preamble.stop, end, 2)
    if following and is_enacting(page.texts[following[0]]):
        return following[0] + 1
    return preamble.stop
