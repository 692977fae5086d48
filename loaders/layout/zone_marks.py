"""The marks by which a line shows what part of an act it belongs to; the forms stand in `language/zones.yaml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from loaders.forms.document_types import is_caps, types_pattern
from loaders.forms.letters import LOWER, UPPER
from loaders.forms.spelling import one_style
from loaders.language import grammar
from loaders.source import Line

NOTHING: Final = range(0)

RULE_LINE: Final = re.compile(r"[-–—_=*.\s]{3,}|_+|[-–—]+")
NUMBERED: Final = re.compile(
    r"(?:Điều\s+\d+\s*[.:]|(?:PHẦN|Phần|CHƯƠNG|Chương)\s+\S+|[IVXL]+\s*[.\-/]\s|[IVXL]+\s*[.]\S|[A-D]\.\s|1\s*[.)]\s*\S)"
)
SELF_NAMED: Final = re.compile(
    rf"[(\[]?\s*(?:Ban hành\s+|Được ban hành\s+)?(?:đính\s+)?kèm theo\s+(?:{types_pattern()})\b",
    re.IGNORECASE,
)
_ANNEX_LABEL: Final = re.compile(
    r"(?:PHỤ LỤC|Phụ lục|BIỂU MẪU|MẪU SỐ|Mẫu số)(?:\s+(?:số\s+|SỐ\s+)?(?:[IVXLC]+|\d+)[A-Za-z]?)?\s*[.:]?"
)
_ANNEX_TITLE: Final = re.compile(rf"(?:PHỤ LỤC|BIỂU|DANH MỤC)\s+[{UPPER}0-9 ,.:;\-–/]+")
_RECIPIENTS: Final = re.compile(r"[-–*]?\s*N[ơoƠO][iI]\s+nh[ậâẬÂ]n\b", re.IGNORECASE)
_NAME: Final = re.compile(rf"[{UPPER}][{LOWER}]*(?:\s+[{UPPER}][{LOWER}]*){{1,4}}")
_LONGEST_POSITION: Final = 60


@dataclass(frozen=True)
class Page:
    """The lines as the finders below see them: set as one line each; blank, furniture and table rows are empty."""

    lines: Sequence[Line]
    texts: tuple[str, ...]

    def next_full(self, start: int, end: int, count: int) -> list[int]:
        """Up to `count` indices of lines with words, from `start` on, before `end`."""
        found: list[int] = []
        for i in range(start, end):
            if self.texts[i]:
                found.append(i)
                if len(found) == count:
                    break
        return found


@cache
def marks() -> dict[str, re.Pattern[str]]:
    table = grammar("zones.yaml")

    def any_of(forms: list[str]) -> str:
        return "|".join(sorted((form.replace(" ", r"\s+") for form in forms), key=len, reverse=True))

    return {
        "opener": re.compile(any_of(table["preamble_openers"])),
        "enacting": re.compile(rf"(?:{any_of(table['enacting'])})\s*:?", re.IGNORECASE),
        "authority": re.compile(rf"(?:{any_of([one_style(form) for form in table['authorities']])})\b"),
        "mark": re.compile(rf"(?:{any_of(table['signing_marks'])})\s*[./]\s*(?=[{UPPER}]{{2}})"),
        "position": re.compile(rf"(?:PHÓ\s+)?(?:{any_of([one_style(form) for form in table['positions']])})"),
        "motto": re.compile(any_of(table["mottos"])),
    }


def opens_preamble(text: str) -> bool:
    return bool(marks()["opener"].match(text))


def is_enacting(text: str) -> bool:
    """Whether the line is "QUYẾT ĐỊNH:" between bases and articles; in small letters ("Nghị Định:") with its colon."""
    return bool(marks()["enacting"].fullmatch(text)) and (is_caps(text) or text.endswith(":"))


def starts_signature(text: str) -> bool:
    if _RECIPIENTS.match(text):
        return True
    return is_caps(text) and bool(marks()["mark"].match(text) or marks()["position"].fullmatch(one_style(text)))


def signs_at(page: Page, i: int, end: int) -> bool:
    """Whether the signature block begins there; "CHỦ TỊCH QUỐC HỘI" is a position where a name stands below it."""
    text = page.texts[i]
    if starts_signature(text):
        return True
    if not (is_caps(text) and marks()["position"].match(one_style(text)) and len(text) < _LONGEST_POSITION):
        return False
    return any(_NAME.fullmatch(page.texts[j]) for j in page.next_full(i + 1, end, 2))


def signature_start(page: Page, start: int, end: int) -> int | None:
    return next((i for i in range(start, end) if page.texts[i] and signs_at(page, i, end)), None)


def is_annex_label(page: Page, i: int) -> bool:
    return bool(_ANNEX_LABEL.fullmatch(page.texts[i]) or (_ANNEX_TITLE.fullmatch(page.texts[i]) and i > 0))


def is_dateline(text: str) -> bool:
    return bool(re.match(r"Số\s*:|.{0,40},\s*ngày\b", text))
