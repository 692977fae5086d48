"""Who must do what, with whom, outside the task tables: mostly in "Tổ chức thực hiện".

    "2. Sở Khoa học và Công nghệ chủ trì, phối hợp với các sở, ban, ngành liên quan, tổ chức thực hiện …"
        bearers  Sở Khoa học và Công nghệ       with  Các sở, ban, ngành liên quan

The body is named in the sentence itself, at the head of a run-in item ("4. Sở Y tế: Phối hợp …"), or in the heading
above ("2. Sở Khoa học và Công nghệ", then a), b), c)).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from loaders.forms.clauses import BodyList, body_list, lists_behind, names_of, words
from loaders.forms.document_types import is_caps
from loaders.forms.issuers import spelt_name
from loaders.language import grammar
from loaders.layout.zones import Zones
from loaders.record import Duty, Place, Subdivision
from loaders.source import Passage, Source
from loaders.structure import SubdivisionText, subdivision_texts

_CLAUSE: Final = re.compile(r"(?<=[.;])\s*(?=\S)")


@dataclass(frozen=True)
class DutyClause:
    """A stretch of a subdivision's text with the bodies that must act in it."""

    item: SubdivisionText
    bearers: tuple[str, ...]
    start: int
    """Offset in the item's text at which the clause begins; it reaches to `end`."""
    end: int


def read_duties(source: Source, structure: Sequence[Subdivision], zones: Zones) -> list[Duty]:
    """A duty for each sentence block that puts one on a named body, in the order of the text."""
    return [duty for clause in duty_clauses(source, structure, zones) if (duty := _duty(clause))]


def duty_clauses(source: Source, structure: Sequence[Subdivision], zones: Zones) -> Iterator[DutyClause]:
    """The stretches of text that put a duty on a body, with the bodies."""
    known = {(item.in_text, item.path) for item in structure}
    for item in subdivision_texts(source, zones):
        if (
            (item.in_text, item.path) not in known
            or not item.text
            or _states_aims(item)
            or item.text.text.endswith(":")
        ):
            continue
        yield from _clauses(item)


def _duty(clause: DutyClause) -> Duty:
    text = clause.item.text
    part = text.part(clause.start, clause.end)
    with_ = names_of(lists_behind(text, words().with_, clause.start, clause.end))
    directed = names_of(lists_behind(text, words().directed_by, clause.start, clause.end))
    span = part.span()
    return Duty.model_validate(
        {
            "path": clause.item.path,
            "bearers": list(clause.bearers),
            "with": [name for name in with_ if name not in clause.bearers],
            "directed_by": directed,
            "in": clause.item.in_text,
            "text": part.text,
            "source": Place(start=span.start, end=span.end, page=span.page, quote=span.quote),
        }
    )


@cache
def _headings() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = grammar("duties.yaml")
    return (
        re.compile("|".join(table["aims"]), re.IGNORECASE),
        re.compile("|".join(table["carrying_out"]), re.IGNORECASE),
    )


def _states_aims(item: SubdivisionText) -> bool:
    """Whether the item stands in "Mục đích, yêu cầu", "Nhiệm vụ, giải pháp" or the like."""
    aims, carrying_out = _headings()
    for heading in item.headings:
        if aims.search(heading.text) and not carrying_out.search(heading.text) and not _heading_bodies(heading):
            return True
    return False


def _clauses(item: SubdivisionText) -> Iterator[DutyClause]:
    text = item.text
    context = context_bearers(item)
    if context:
        yield DutyClause(item, context, 0, len(text.text))
        return
    subjects = _subjects(text)
    starts = [0, *(subject.start for subject in subjects[1:]), len(text.text)]
    for subject, (start, end) in zip(subjects, pairwise(starts), strict=False):
        yield DutyClause(item, tuple(names_of([subject])), start, end)


def context_bearers(item: SubdivisionText) -> tuple[str, ...]:
    """The bodies that the nearest heading names, the item's own first; () where none does."""
    for heading in reversed(item.headings):
        listed = _heading_bodies(heading)
        if listed:
            return tuple(names_of([listed]))
    return ()


def _heading_bodies(heading: Passage) -> BodyList | None:
    """The bodies of a heading that is nothing but a list of them, "Đề nghị" or "Trách nhiệm của" before it."""
    if is_caps(heading.text):
        name = spelt_name(heading.text)
        heading = Passage(name, (0,) * len(name), (1,) * len(name))
    request = words().request.match(heading.text)
    listed = body_list(heading, request.end() if request else 0)
    if listed is None:
        return None
    rest = heading.text[listed.end :].strip(" :.,")
    return listed if not rest or (listed.ended_by_verb and len(rest) < 40) else None


def _subjects(text: Passage) -> list[BodyList]:
    """The subjects of the text's clauses: the bodies at their head, behind what may stand before them."""
    found: list[BodyList] = []
    done = -1
    for start in [0, *(clause.end() for clause in _CLAUSE.finditer(text.text))]:
        if start < done:
            continue
        subject = _subject(text, start)
        if subject:
            found.append(subject)
            done = subject.end
    return found


def _subject(text: Passage, start: int) -> BodyList | None:
    bullet = re.compile(r"[-–+*•]\s*").match(text.text, start)
    start = bullet.end() if bullet else start
    request = words().request.match(text.text, start)
    for position in _candidates(text.text, request.end() if request else start):
        listed = body_list(text, position, semicolons=True)
        if listed and (
            listed.ended_by_verb or text.text[listed.end : listed.end + 1] == ":" or _described(text, listed)
        ):
            return listed
    return None


def _described(text: Passage, listed: BodyList) -> bool:
    """ "Chi cục … trực thuộc Sở … là cơ quan đầu mối": more of the body's name, and then its verb."""
    behind = text.text[listed.end : listed.end + 120].lstrip()
    return bool(re.match(r"(?:trực\s+)?thuộc\s", behind) and words().verb.search(behind))


@cache
def _adverbial() -> re.Pattern[str]:
    forms = [form.replace(" ", r"\s+") for form in grammar("duties.yaml")["adverbials"]]
    return re.compile(rf"(?i:{'|'.join(forms)})(?!\w)")


def _candidates(text: str, start: int) -> Iterator[int]:
    """Where a clause's subject may begin: at its head, or behind a comma that closes an adverbial."""
    yield start
    if not _adverbial().match(text, start):
        return
    for comma in re.compile(r",\s*|(?<=mắc)\s+(?=các\s)").finditer(text, start):
        if re.search(r"[.;]\s", text[start : comma.start()]):
            return
        yield comma.end()
