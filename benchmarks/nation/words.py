"""The vocabulary of the made country: `fields.yaml`, what its directives are about; `words.yaml`, how plans are worded.

fields()[0].subject              bảo đảm an toàn thực phẩm
wording().frames[0].text         về {object} trên các phương tiện thông tin đại chúng
wording().verbs["train"]         ("Đào tạo, bồi dưỡng", "Tổ chức tập huấn, bồi dưỡng", …)
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict

from loaders.record import DeadlineKind

HERE: Final = Path(__file__).parent

Three = tuple[str, str, str]
"""For the centre, a province, a commune."""


class _Item(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Law(_Item):
    number: str
    date: date
    title: str


class Field(_Item):
    """What one directive is about."""

    subject: str
    ministry: str
    department: str
    office: str
    beside: tuple[tuple[str, str], ...]
    """Who works along: of the centre, of a province."""
    law: Law
    objects: dict[str, str]
    """What a task is about -> what it stresses."""
    local: dict[str, str]
    """The same of matters that a province or a commune sets itself, and that no plan above speaks of."""

    def detail(self, about: str) -> str:
        """What a task about that object stresses."""
        return self.objects[about] if about in self.objects else self.local[about]


class Frame(_Item):
    """A task with a gap for its object and its detail."""

    group: int
    verb: str
    text: str
    reworded: str
    """The same in other words."""
    tails: tuple[str, ...]
    lead: str
    beside: tuple[str, ...]
    result: str


class Wording(_Item):
    """All of `words.yaml`, which explains its parts."""

    groups: tuple[str, ...]
    quotas: tuple[int, ...]
    """How many tasks of the Prime Minister's plan each group has."""
    verbs: dict[str, tuple[str, ...]]
    frames: tuple[Frame, ...]
    bodies: dict[str, Three]
    superiors: Three
    swaps: tuple[tuple[str, ...], ...]
    inserts: tuple[str, ...]
    deadlines: dict[DeadlineKind, tuple[str, ...]]
    shares: dict[DeadlineKind, int]
    families: tuple[str, ...]
    middles: tuple[str, ...]
    names: tuple[str, ...]


@cache
def fields() -> tuple[Field, ...]:
    """One for each directive that can be made."""
    return tuple(Field.model_validate(row) for row in yaml.safe_load((HERE / "fields.yaml").read_text("utf-8")))


@cache
def wording() -> Wording:
    """The frames, verbs and bodies that all directives share."""
    return Wording.model_validate(yaml.safe_load((HERE / "words.yaml").read_text("utf-8")))
