"""An act as people name it in a question: its number, with the province where that is not enough.

read_act_name("38-CT/TW")                    fits doc/tw/2024/38-ct-tw
read_act_name("1169/QĐ-UBND@Bình Dương")     fits doc/binh-duong/2025/1169-qd-ubnd
read_act_name("Chỉ thị 38")                  fits every act of number 38, whatever its symbol
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ontology.names import DocumentNumber, body_key, read_number, short_slug, slug
from ontology.places import namesakes
from ontology.symbols import symbol_of


@dataclass(frozen=True)
class ActName:
    """A number, and the scopes that its act can stand under; none known where `scopes` is empty."""

    number: DocumentNumber
    scopes: tuple[str, ...]

    def fits(self, path: str) -> bool:
        """Whether the name may mean the act of that path, "doc/{scope}/{year}/{number}"."""
        parts = path.split("/")
        if len(parts) < 4 or parts[0] != "doc" or (self.scopes and parts[1] not in self.scopes):
            return False
        last = parts[-1]
        return last == self.number.key or (not self.number.symbols and last.startswith(f"{self.number.key}-"))


def read_act_name(text: str) -> ActName | None:
    """The number in a name and where its act stands; None where there is no number or no such province."""
    said, _, place = text.partition("@")
    digit = re.search(r"[0-9]", said)
    number = read_number(said[digit.start() :]) if digit else None
    if number is None:
        return None
    symbol = symbol_of(number.symbols)
    if symbol and not symbol.local:
        return ActName(number, (symbol.scope,))
    if not place.strip():
        return ActName(number, ())
    units = namesakes().get(re.sub(r"^(?:tinh|thanh-pho)-", "", body_key(place)), ())
    return ActName(number, tuple(unit.name for unit in units)) if units else None


UNDATED: Final = "undated"


def named_path(scope: str, type_: str, title: str, date: str | None) -> str:
    """The path of an act that goes without a number: doc/qh/2015/luat-to-chuc-chinh-phu-2015-06-19."""
    kind, name = slug(type_), slug(title)
    if name.startswith(f"{kind}-"):
        name = name.removeprefix(f"{kind}-")
    name = short_slug(f"{kind}-{name}")
    return f"doc/{scope}/{date[:4]}/{name}-{date}" if date else f"doc/{scope}/{UNDATED}/{name}"
