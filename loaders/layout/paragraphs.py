"""Lines become paragraphs: where a line only goes on, and where something new begins.

    2. Sở Tài chính                                            ┐ one paragraph: the line ends early
    Trên cơ sở kinh phí do Trung ương cấp, theo khả năng cân   ┐
    đối ngân sách, phối hợp Sở Khoa học và Công nghệ …         ┘ another

Texts out of PDFs break lines at the margin, and set blank lines behind each line, behind paragraphs, or amid them.
So a break counts by what stands around it: a number, a bullet, a line that ends early, a sentence's end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from loaders.flow import one_line
from loaders.forms.body_names import body_patterns
from loaders.forms.document_types import is_caps
from loaders.forms.letters import UPPER
from loaders.forms.spelling import one_style
from loaders.language import grammar
from loaders.source import Line

_BULLET: Final = re.compile(r"[-–+*•●]\s*\S")
_NUMBERED: Final = re.compile(
    r"(?:Điều\s+\d+|(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|Tiểu mục)\s+(?:thứ\s+)?[\dIVXLC]+\b"
    rf"|[IVXLC]+\s*[.\-/)]\s*[{UPPER}]|[A-H]\.\s"
    rf"|\d{{1,3}}(?:\.\d{{1,3}})*\s*[.)]\s*[^\d\s]|\d{{1,3}}(?:\.\d{{1,3}})+\s+[{UPPER}]"
    r"|[a-zđ]\d?\s*\))"
)
_SENTENCE_END: Final = re.compile(r"[.;:!?…][”\")\]]*$|[”\")]$|/\./?$")


@dataclass(frozen=True)
class _Layout:
    width: int
    """Length of a full line."""
    gaps_tell: bool
    """Whether a blank line says anything: not where one stands behind every line."""


@cache
def closing_openers() -> re.Pattern[str]:
    table = grammar("structure.yaml")
    forms = [*table["closing_openers"], *table["end_openers"], *table["annex_notes"]]
    return re.compile("|".join(f"(?:{form})".replace(" ", r"\s+") for form in forms))


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines in paragraphs; blank lines and furniture are left out. A table row is a paragraph of its own."""
    layout = _layout(lines)
    found: list[list[Line]] = []
    gap = False
    before = ""
    for line in lines:
        if line.blank or line.furniture:
            gap = gap or line.blank
            continue
        text = one_line(line).text
        if not found or line.cells or found[-1][-1].cells or _begins(before, text, gap, layout):
            found.append([line])
        else:
            found[-1].append(line)
        before, gap = text, False
    return found


def _layout(lines: Sequence[Line]) -> _Layout:
    full = [line for line in lines if not line.furniture]
    lengths = sorted(len(one_line(line).text) for line in full if not line.blank)
    if not lengths:
        return _Layout(0, False)
    followed = sum(1 for one, two in pairwise(full) if not one.blank and two.blank)
    return _Layout(lengths[int(len(lengths) * 0.8)], followed < 0.6 * len(lengths))


def _begins(before: str, text: str, gap: bool, layout: _Layout) -> bool:
    if _NUMBERED.match(text) or (_BULLET.match(text) and not _hangs(before)):
        return True
    if text[0].islower() or text[0] in ",;)" or (text[0] == "(" and text[1:2].islower() and before[-1:].isalnum()):
        return False
    if is_caps(before) != is_caps(text) and (is_caps(before) or is_caps(text)) and len(text) > 3:
        return not _hangs(before)
    if before.endswith((".", ";", ":")) and text.endswith(":"):
        return True  # "Giao Sở Xây dựng:" behind a line that ends its sentence, however full that is
    early = len(before) + 1 + len(text.split(" ", 1)[0])
    if _SENTENCE_END.search(before):
        return (gap and layout.gaps_tell) or early <= 0.93 * layout.width or bool(closing_openers().match(text))
    return early <= 0.8 * layout.width and not _hangs(before)


def _hangs(before: str) -> bool:
    """Whether the line before cannot end there: a comma, a little word that wants more, half a body's name."""
    if re.search(r"(?:[,\-–(/]|\b(?:và|của|cho|với|về|tại|các|số|ngày|trong|là|Việt))$", before):
        return True
    return not is_caps(before) and bool(body_patterns()["unfinished"].fullmatch(one_style(before)))
