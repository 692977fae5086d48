"""A made country of some size: its parts, and all that is in them.

country = Country(directives=1, provinces=3)
country.parts              [(0, "tw"), (0, "ha-noi"), …]
records(0, "ha-noi")       the records of a part, as if read from files
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.nation import Made, acts, parts
from benchmarks.nation.places import CENTRE, provinces
from benchmarks.nation.words import HERE
from loaders.record import Reader, Record


@dataclass(frozen=True)
class Country:
    """`provinces`: how many of the 34, the first ones."""

    directives: int
    provinces: int = 34

    @property
    def parts(self) -> list[tuple[int, str]]:
        """What may be made apart: (directive, province), the centre's first."""
        places = {CENTRE, *(unit.name for unit in provinces()[: self.provinces])}
        return [part for part in parts(self.directives) if part[1] in places]

    def made(self) -> Iterator[Made]:
        """All acts with their truth."""
        for part in self.parts:
            yield from acts(*part)

    def remember(self, store: Path) -> None:
        """Write beside a store what it holds."""
        _note(store).write_text(json.dumps({"country": asdict(self), "maker": _maker()}), encoding="utf-8")

    @classmethod
    def of(cls, store: Path) -> Country | None:
        """The country that was loaded into a store; None where none was.

        ValueError where another version of this package made it: what is asked and what is true may be otherwise.
        """
        note = _note(store)
        if not note.exists():
            return None
        told = json.loads(note.read_text("utf-8"))
        if told["maker"] != _maker():
            raise ValueError(f"{store} holds a country that benchmarks.nation would now make otherwise; load it again")
        return cls(**told["country"])


def _note(store: Path) -> Path:
    return store.with_name(f"{store.name}.country.json")


def _maker() -> str:
    """A digest of the programs and tables of this package."""
    files = sorted(file for file in HERE.iterdir() if file.suffix in (".py", ".yaml"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def records(directive: int, province: str) -> Iterator[Record]:
    """The records of a part, each with the reader's mark that a file would have given it."""
    for made in acts(directive, province):
        yield as_read(made.record)


def as_read(record: Record) -> Record:
    """The record as if read from a file that holds its JSON."""
    digest = hashlib.sha256(text_of(record).encode()).hexdigest()
    reader = Reader(
        version="made",
        file=f"{digest[:12]}.json",
        sha256=digest,
        media_type="application/json",
        text_digest=f"sha256:{digest}",
    )
    return record.model_copy(update={"reader": reader})


def text_of(record: Record) -> str:
    """The text that a made record stands for: its own JSON, without the reader's mark."""
    return record.model_copy(update={"reader": None}).model_dump_json(by_alias=True)
