"""The types of acts, and how they stand at the head of a text and in a citation.

    "QUYẾT ĐỊNH"            →  Quyết định
    "Kế hoạch số 191-KH/TU" →  Kế hoạch

The table is `language/document_types.csv`.
"""

from __future__ import annotations

import re
from functools import cache

from loaders.forms.spelling import one_style
from loaders.language import table


@cache
def document_types() -> dict[str, str]:
    """Every type's name by its casefolded form."""
    return {one_style(row["name"].casefold()): row["name"] for row in table("document_types.csv")}


@cache
def issued_types() -> frozenset[str]:
    """Types of texts that another act issues "kèm theo"."""
    return frozenset(row["name"] for row in table("document_types.csv") if row["issued"] == "yes")


@cache
def laws() -> frozenset[str]:
    """Types that are cited by their name ("Luật Tổ chức Chính phủ"), not by a number behind the type."""
    return frozenset({"Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh"})


@cache
def types_pattern() -> str:
    """A pattern of any type's name, the longest first, any space for a space."""
    names = sorted(document_types().values(), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names) + ")"


def type_named(text: str) -> str | None:
    """The type that `text` is the name of, in any case and either style of tones; null where it is none."""
    return document_types().get(one_style(re.sub(r"\s+", " ", text).strip().casefold()))


def is_caps(text: str) -> bool:
    """Whether the text has letters and all of them are capitals."""
    return any(letter.isalpha() for letter in text) and text == text.upper()
