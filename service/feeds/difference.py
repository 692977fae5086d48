"""What is different between two versions of an act's graph: the triples that went and those that came.

    difference("https://…/1169-qd-ubnd", reader, "1", "2").as_text(Names(reader.engine))
        Quyết định 1169/QĐ-UBND: bản 1 (2026-11-20T08:00:00Z) → bản 2 (2026-11-21T09:30:00Z)
        1 bộ ba mất đi, 1 bộ ba mới

        task/II.3
          − hạn cuối: 2025-12-31
          + hạn cuối: 2026-06-30

A version is named by its number ("1" is the first), by the day on which it stood ("2026-11-20"; the last one of that
day), or by the beginning of its digest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from ontology.namespaces import CANCU, PREFIXES
from service.errors import WrongUse
from service.exporting.said import Names
from service.exporting.tables import text
from service.feeds.changes import Version, versions_of
from service.store import Reader

_PLACES: Final = frozenset(str(CANCU[name]) for name in ("sourceStart", "sourceEnd", "page"))
_DIGEST: Final = re.compile(r"[0-9a-f]{6,64}")


@dataclass(frozen=True)
class Difference:
    """Lines are N-Triples, sorted."""

    act: str
    before: Version
    after: Version
    gone: tuple[str, ...]
    come: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """As programs read it."""
        return {
            "act": self.act,
            "from": _told(self.before),
            "to": _told(self.after),
            "gone": list(self.gone),
            "come": list(self.come),
        }

    def as_text(self, names: Names) -> str:
        """As people read it: by what it is about, properties by their names.

        One word more moves all that comes after it, so places in the source are only counted.
        """
        label = self.after.change.label or self.before.change.label or self.act
        about: defaultdict[str, list[str]] = defaultdict(list)
        moved = 0
        for mark, lines in (("−", self.gone), ("+", self.come)):
            for triple in _triples(lines):
                if triple.predicate.value in _PLACES:
                    moved += 1
                    continue
                name = _called(triple.predicate.value, names)
                about[text(triple.subject)].append(f"  {mark} {name}: {_value(triple, names)}")
        count = f"{len(self.gone)} bộ ba mất đi, {len(self.come)} bộ ba mới"
        if moved:
            count += f"; {moved} trong đó chỉ nói vị trí trong nguồn, không kể ra ở đây"
        # What went and what came of one property stand together.
        parts = (
            f"\n{subject.removeprefix(self.act + '/')}\n" + "\n".join(sorted(lines, key=_property))
            for subject, lines in sorted(about.items())
        )
        head = f"{label}: bản {_title(self.before)} → bản {_title(self.after)}"
        return "\n".join([head, count, *parts]) + "\n"


def difference(act: str, reader: Reader, before: str | None = None, after: str | None = None) -> Difference:
    """Between two versions of an act (IRI); the last two where none are named, from the one before `after` otherwise.

    Raises WrongUse where the act has no such version.
    """
    versions = versions_of(act, reader)
    if not versions:
        raise WrongUse(f"{act}: this act was never loaded, so it has no versions.")
    last = _named(after, versions) if after else versions[-1]
    first = _named(before, versions) if before else versions[max(last.number - 2, 0)]
    old, new = set(first.lines), set(last.lines)
    return Difference(act, first, last, tuple(sorted(old - new)), tuple(sorted(new - old)))


def _named(name: str, versions: Sequence[Version]) -> Version:
    found: list[Version] = []
    if name.isdecimal() and len(name) < 6:
        found = [version for version in versions if version.number == int(name)]
    elif _is_day(name):
        found = [version for version in versions if version.change.at[:10] <= name]
    elif _DIGEST.fullmatch(name):
        standing = (version for version in versions if version.change.change != "removed")
        found = [version for version in standing if version.change.version.startswith(name)]
    if not found:
        there = ", ".join(f"{_title(version)}" for version in versions)
        raise WrongUse(
            f'"{name}" names no version of this act. Give its number, a day (2026-11-20) or the start of its digest. '
            f"There is: {there}."
        )
    return found[-1]


def _is_day(name: str) -> bool:
    try:
        return date.fromisoformat(name).isoformat() == name
    except ValueError:
        return False


def _title(version: Version) -> str:
    gone = ", gỡ bỏ" if version.change.change == "removed" else ""
    return f"{version.number} ({version.change.at}{gone})"


def _told(version: Version) -> dict[str, object]:
    change = version.change
    return {"number": version.number, "change": change.change, "at": change.at, "version": change.version or None}


def _triples(lines: Sequence[str]) -> list[Triple]:
    return [quad.triple for quad in parse(input="\n".join(lines), format=RdfFormat.N_TRIPLES)]


def _value(triple: Triple, names: Names) -> str:
    return names.of(triple.object.value) if isinstance(triple.object, NamedNode) else text(triple.object)


def _called(predicate: str, names: Names) -> str:
    """A property's name, or its prefixed form where the graph has none for it."""
    name = names.of(predicate)
    if name != predicate:
        return name
    known = ((prefix, iri) for prefix, iri in PREFIXES.items() if predicate.startswith(iri))
    return next((f"{prefix}:{predicate.removeprefix(iri)}" for prefix, iri in known), predicate)


def _property(line: str) -> tuple[str, bool]:
    mark, _, rest = line.strip().partition(" ")
    return rest.partition(":")[0], mark == "+"
