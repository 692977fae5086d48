"""The subject line (trích yếu): where it ends, under the type, for the act itself and for a text that it issues.

QUYẾT ĐỊNH
Ban hành Kế hoạch triển khai thực hiện Chỉ thị số 38-CT/TW …     the title, over some lines
ỦY BAN NHÂN DÂN TỈNH                                              who acts: no part of it
Căn cứ …
"""

from __future__ import annotations

import re
from typing import Final

from loaders.forms.document_types import is_caps
from loaders.layout.zone_marks import NOTHING, NUMBERED, RULE_LINE, SELF_NAMED, Page, marks, opens_preamble

TITLE_LINES: Final = 14


def title_from(page: Page, start: int, end: int) -> range:
    """The subject line: up to the line that says who acts, a rule, the preamble or the first number."""
    first = last = None
    for i in page.next_full(start, end, TITLE_LINES):
        if first is not None and _ends_title(page, i, end):
            break
        if first is None and (RULE_LINE.fullmatch(page.texts[i]) or _is_authority(page, i, end)):
            break
        first = i if first is None else first
        last = i
    return NOTHING if first is None or last is None else range(first, last + 1)


def _ends_title(page: Page, i: int, end: int) -> bool:
    text = page.texts[i]
    return bool(
        RULE_LINE.fullmatch(text)
        or opens_preamble(text)
        or NUMBERED.match(text)
        or SELF_NAMED.match(text)
        or text.startswith("Kính gửi")
        or _is_authority(page, i, end)
    )


def _is_authority(page: Page, i: int, end: int) -> bool:
    """ "ỦY BAN NHÂN DÂN TỈNH" between title and preamble: capitals, and the preamble follows at once."""
    if not (is_caps(page.texts[i]) and marks()["authority"].match(page.texts[i])):
        return False
    for j in page.next_full(i + 1, end, 3):
        text = page.texts[j]
        if opens_preamble(text):
            return True
        if not (is_caps(text) or RULE_LINE.fullmatch(text) or re.match(r"(?:KHÓA|Khóa|KỲ|Kỳ)\b", text, re.I)):
            return False
    return False
