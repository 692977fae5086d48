"""What the name of a font says of the text that is set in it.

".VnTime"              TCVN3
".VnTimeH"             TCVN3, its small letters drawn as capitals
"GDNPMG+VnTimeHBold"   the same, as a PDF names a part of it
"VNI-Times"            VNI
"Times New Roman"      nothing: its text is Unicode
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from loaders.fonts.tables import TableName, read_table

# "ABCDEF+" before the name of an embedded subset.
_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
_STYLE: Final = re.compile(r"(?:[\s,\-]*(?:Bold|Italic|Oblique|Regular|Normal|MT|PS))+$", re.IGNORECASE)
# "VnTimeH", "VNTIMEH", ".VnHelvetInsH": the H of "hoa", capitals.
_CAPITALS: Final = re.compile(r"[A-Za-z]H$")


@dataclass(frozen=True)
class LegacyFont:
    """The code table that a font is drawn by; `capitals`: whether its small letters print as capitals."""

    table: TableName
    capitals: bool


@cache
def legacy_font(name: str) -> LegacyFont | None:
    """What the font of that name is drawn by; None for a Unicode font or no name."""
    bare = _STYLE.sub("", _SUBSET.sub("", name.strip()))
    folded = re.sub(r"[\s_]", "", bare).casefold()
    for begins, table in _beginnings():
        if folded.startswith(begins):
            return LegacyFont(table, table == "tcvn3" and bool(_CAPITALS.search(bare)))
    return None


def is_legacy_font(name: str) -> bool:
    """Whether text in that font is written in TCVN3 or VNI."""
    return legacy_font(name) is not None


@cache
def _beginnings() -> tuple[tuple[str, TableName], ...]:
    return tuple((row["begins"], "vni" if row["table"] == "vni" else "tcvn3") for row in read_table("font_names.csv"))
