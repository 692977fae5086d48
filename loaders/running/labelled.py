"""Lines that name a task's fields as a table's head would.

    1. Xây dựng cơ sở dữ liệu về chất lượng nông sản.
    - Cơ quan chủ trì: Sở Nông nghiệp và Môi trường.
    - Thời gian hoàn thành: Quý II/2026.

The names are those of the columns of task tables, `language/table_heads.csv`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from loaders.source import Passage
from loaders.tables.heads import BODY_ROLES, DEADLINE, NOTE, RESULT, fold_head, known_heads


@dataclass(frozen=True)
class Field:
    """One labelled value: its column's role, its label and its words."""

    role: str
    label: str
    value: Passage


@dataclass(frozen=True)
class Labelled:
    """A text cut at its labels: what stands before the first one, and the fields in order."""

    words: Passage
    fields: tuple[Field, ...]

    def of(self, role: str) -> list[Field]:
        """The fields of one role that hold words."""
        return [field for field in self.fields if field.role == role and field.value]


@cache
def _labels() -> re.Pattern[str]:
    roles = {*BODY_ROLES, DEADLINE, RESULT, NOTE}
    heads = sorted((head for head, role in known_heads().items() if role in roles), key=len, reverse=True)
    names = "|".join(re.escape(head).replace(r"\ ", r"\s+") for head in heads)
    return re.compile(rf"(?:^|(?<=[.;,(:])\s*|(?<=\s))[-–+*•]?\s*(?P<label>{names})\s*(?:\([^()]*\)\s*)?:\s*", re.I)


def cut_labels(text: Passage) -> Labelled:
    """The text cut at its labels. A label follows a mark or a bullet, or is spelt with a capital."""
    found = [label for label in _labels().finditer(text.text) if _begins(text.text, label)]
    if not found:
        return Labelled(text, ())
    edges = [*found, None]
    fields = []
    for label, following in pairwise(edges):
        if label is None:
            continue
        end = following.start() if following else len(text.text)
        value = text.part(label.end(), end)
        value = value.part(0, len(value.text.rstrip(" .;,)-–+")))
        fields.append(Field(known_heads()[fold_head(label["label"])], label["label"], value))
    words = text.part(0, found[0].start())
    return Labelled(words.part(0, len(words.text.rstrip(" (,;:-–+"))), tuple(fields))


def _begins(text: str, label: re.Match[str]) -> bool:
    before = text[: label.start("label")].rstrip()
    return not before or before[-1] in ".;,(:-–+*•" or label["label"][0].isupper()
