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
from loaders.forms.letters import LOWER, UPPER
from loaders.forms.spelling import one_style
from loaders.layout.zone_marks import NOTHING, NUMBERED, RULE_LINE, SELF_NAMED, Page, marks, opens_preamble

TITLE_LINES: Final = 14
# "… những kết quả tích cực. Tuy nhiên, …", "… yêu cầu:"; not "TP. Hồ Chí Minh".
_SENTENCES: Final = re.compile(rf"[{LOWER}]{{3,}}\.\s+[{UPPER}]|:$")


def title_from(page: Page, start: int, end: int, issuer: str | None = None) -> range:
    """The subject line: up to the line that says who acts, a rule, the preamble or the first number.

    `issuer`: who acts, where the head has said so; a line of that name alone ends the title in small letters too.
    """
    first = last = None
    for i in page.next_full(start, end, TITLE_LINES):
        acts = _is_authority(page, i, end) or bool(issuer and _same_words(page.texts[i], issuer))
        if first is not None and (acts or _ends_title(page.texts[i]) or _is_prose(page, i, end)):
            break
        if first is None and (acts or RULE_LINE.fullmatch(page.texts[i]) or (issuer and _is_basis(page.texts[i]))):
            break
        first = i if first is None else first
        last = i
    return NOTHING if first is None or last is None else range(first, last + 1)


def _is_prose(page: Page, start: int, end: int) -> bool:
    """Whether a paragraph of sentences begins there, under a blank line: a subject line is no sentence."""
    if page.texts[start - 1]:
        return False
    stop = next((i for i in range(start, end) if not page.texts[i] or NUMBERED.match(page.texts[i])), end)
    paragraph = " ".join(page.texts[start:stop])
    return bool(_SENTENCES.search(paragraph)) and not is_caps(paragraph)


def _is_basis(text: str) -> bool:
    """ "Căn cứ …" under a type's line that holds the title too; a title may begin with the other openers."""
    return text.startswith("Căn cứ")


def _same_words(text: str, name: str) -> bool:
    return text.casefold().rstrip(" ,:") == name.casefold()


def _ends_title(text: str) -> bool:
    return bool(
        RULE_LINE.fullmatch(text)
        or opens_preamble(text)
        or NUMBERED.match(text)
        or (SELF_NAMED.match(text) and not _amends(text))
        or text.startswith("Kính gửi")
        or text.endswith(":")  # "THỦ TƯỚNG CHÍNH PHỦ điện:"
    )


def _amends(text: str) -> bool:
    """ "ban hành kèm theo Quyết định số …", without a bracket: an act that amends goes on with what it amends."""
    return text[0].islower() or text.startswith("BAN")


def _is_authority(page: Page, i: int, end: int) -> bool:
    """ "ỦY BAN NHÂN DÂN TỈNH" between title and preamble: capitals, and the preamble follows at once."""
    if not (is_caps(page.texts[i]) and marks()["authority"].match(one_style(page.texts[i]))):
        return False
    for j in page.next_full(i + 1, end, 3):
        text = page.texts[j]
        if opens_preamble(text):
            return True
        if not (is_caps(text) or RULE_LINE.fullmatch(text) or re.match(r"(?:KHÓA|Khóa|KỲ|Kỳ)\b", text, re.I)):
            return False
    return False
