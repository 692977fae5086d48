"""Whether a table holds data, or only sets things side by side on the page.

    UBND TỈNH BÌNH DƯƠNG  |  CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM        side by side: the head of the act
    TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian                        data

What is in the cells tells, not their borders: the web pages of the law database draw borders round letterheads, and
many offices' task tables have none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from loaders.forms.letters import UPPER
from loaders.language import grammar
from loaders.read.blocks import Slot, Table, flat, grid
from loaders.tables.heads import role_of
from loaders.tables.row_numbers import read_label

_HEAD_ROWS: Final = 4
_KNOWN_HEADS: Final = 2
_LONGEST_LAYOUT: Final = 12
"""Rows of a letterhead or a signature block, set one line a row."""
_WIDEST_LAYOUT: Final = 4
_NUMBER_LINE: Final = re.compile(r"\s*(?:\S+\s+){0,2}số\s*:", re.IGNORECASE)
_RECIPIENTS: Final = re.compile(r"\s*[-–*]?\s*nơi nhận\s*:?", re.IGNORECASE)


def is_data(rows: Sequence[Sequence[Slot]]) -> bool:
    """Whether the rows of a table, laid out as a grid, are to be read as rows of cells."""
    columns = max((len({id(slot.cell) for slot in row}) for row in rows), default=0)
    if columns < 2:
        return False
    if _has_known_head(rows):
        return True
    if any(_holds_data(slot) for row in rows for slot in row if slot.first):
        return False
    small = columns <= _WIDEST_LAYOUT and len(rows) <= _LONGEST_LAYOUT
    if small and any(_is_layout_cell(slot) for row in rows for slot in row if slot.first):
        return False
    return len(rows) > 1 and (columns > 2 or len(rows) > 2 or _counts(rows))


def _has_known_head(rows: Sequence[Sequence[Slot]]) -> bool:
    return any(
        sum(1 for slot in row if slot.first and len(slot.text) < 60 and role_of(slot.text)) >= _KNOWN_HEADS
        for row in rows[:_HEAD_ROWS]
    )


def _holds_data(slot: Slot) -> bool:
    """Whether the cell is but a frame round a table with a known head."""
    return any(isinstance(block, Table) and _has_known_head(grid(block)) for block in slot.cell.blocks)


def _counts(rows: Sequence[Sequence[Slot]]) -> bool:
    """Whether the first column counts its rows."""
    labels = [read_label(row[0].text) for row in rows if row and row[0].first]
    return sum(1 for label in labels if label) >= 2


def _is_layout_cell(slot: Slot) -> bool:
    """Whether the cell is of a letterhead or a signature block: quốc hiệu, "Số:", "Nơi nhận", "TM. …"."""
    texts = [line.strip() for paragraph in flat(slot.cell.blocks) for line in paragraph.text.split("\n")]
    return any(
        _motto().search(text) or _NUMBER_LINE.match(text) or _RECIPIENTS.match(text) or _signs().match(text)
        for text in texts
        if text
    )


@cache
def _motto() -> re.Pattern[str]:
    forms = (form.replace(" ", r"\s+") for form in grammar("zones.yaml")["mottos"])
    return re.compile("|".join(forms), re.IGNORECASE)


@cache
def _signs() -> re.Pattern[str]:
    table = grammar("zones.yaml")
    marks = "|".join(map(re.escape, table["signing_marks"]))
    positions = "|".join(table["positions"])
    return re.compile(rf"(?:{marks})\s*[./]\s*(?=[{UPPER}]{{2}})|(?:{positions})(?:\s+[{UPPER}]{{2,}}\b)*\W*$")
