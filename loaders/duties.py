"""Who must do what, with whom, outside the task tables: mostly in "Tổ chức thực hiện".

    "2. Sở Khoa học và Công nghệ chủ trì, phối hợp với các sở, ban, ngành liên quan, tổ chức thực hiện …"
        bearers  Sở Khoa học và Công nghệ       with  Các sở, ban, ngành liên quan

The body is named in the sentence itself, at the head of a run-in item ("4. Sở Y tế: Phối hợp …"), or in the heading
above ("2. Sở Khoa học và Công nghệ", then a), b), c)).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Final, Literal

from loaders.forms.clauses import BodyList, body_list, lists_behind, names_of, words
from loaders.forms.document_types import is_caps
from loaders.forms.issuers import spelt_name
from loaders.language import grammar
from loaders.record import BodyName, DocumentHead, Duty, Place
from loaders.source import Passage
from loaders.structure import SubdivisionText
from loaders.succession import passes_on

_CLAUSE: Final = re.compile(r"(?<=[.;])\s*(?=\S)")


Scope = Literal["beside_tables", "whole", "carrying_out"]
"""Where an act's duties are looked for: outside its aims and the parts that its task table repeats; outside its aims;
or, in a law, only where it says who carries it out."""


@dataclass(frozen=True)
class DutyClause:
    """A stretch of a subdivision's text with the bodies that must act in it."""

    item: SubdivisionText
    names: tuple[BodyName, ...]
    start: int
    """Offset in the item's text at which the clause begins; it reaches to `end`."""
    end: int

    @property
    def bearers(self) -> tuple[str, ...]:
        """The names of the bodies, once each."""
        return tuple(dict.fromkeys(body.name for body in self.names))


def read_duties(clauses: Iterable[DutyClause]) -> list[Duty]:
    """A duty for each clause, in the order of the text."""
    return [_duty(clause) for clause in clauses]


def duty_clauses(items: Iterable[SubdivisionText], scope: Scope = "beside_tables") -> Iterator[DutyClause]:
    """The stretches of text that put a duty on a body, with the bodies."""
    for item in duty_items(items, scope):
        yield from (clause for clause in clauses_of(item) if scope != "carrying_out" or not _binds_class(clause))


def duty_items(items: Iterable[SubdivisionText], scope: Scope = "beside_tables") -> Iterator[SubdivisionText]:
    """The subdivisions with a text of their own in which duties may stand."""
    for item in items:
        if item.text and not item.text.text.endswith(":") and _holds_duties(item, scope):
            yield item


def _binds_class(clause: DutyClause) -> bool:
    """Whether only classes must act: "Cơ quan báo chí", "Tổ chức, cá nhân"."""
    classes = re.compile(rf"(?:các\s+)?(?:{'|'.join(grammar('duties.yaml')['law_classes'])})(?!\w)", re.IGNORECASE)
    return all(classes.match(name) for name in clause.bearers)


def scope_of(head: DocumentHead) -> Scope:
    """Where the duties of an act without a task table are looked for, by its type.

    A law or a decree binds whole classes ("cơ quan báo chí"): only its articles on carrying out name duties.
    """
    table = grammar("duties.yaml")
    if head.type in table["law_like"] or re.search(table["law_like_number"], head.number or ""):
        return "carrying_out"
    return "beside_tables"


def _duty(clause: DutyClause) -> Duty:
    text = clause.item.text
    part = text.part(clause.start, clause.end)
    with_ = names_of(lists_behind(text, words().with_, clause.start, clause.end))
    directed = names_of(lists_behind(text, words().directed_by, clause.start, clause.end))
    return Duty.model_validate(
        {
            "path": clause.item.path,
            "bearers": list(clause.bearers),
            "with": [name for name in with_ if name not in clause.bearers],
            "directed_by": directed,
            "passes_on": passes_on(part.text),
            "in": clause.item.in_text,
            "text": part.text,
            "source": Place.of(part.span()),
        }
    )


@cache
def _headings(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(grammar("duties.yaml")[kind]), re.IGNORECASE)


def _holds_duties(item: SubdivisionText, scope: Scope) -> bool:
    """Whether duties are looked for under the item's headings ("Mục đích, yêu cầu" holds none)."""
    if scope == "carrying_out":
        return any(_headings("law_carrying_out").search(heading.text) for heading in item.headings)
    return not any(_states_aims(heading, scope) for heading in item.headings)


def _states_aims(heading: Passage, scope: Scope) -> bool:
    """Whether it is a heading of aims, or of tasks that a table repeats, and names no body itself."""
    aims, tasks = (bool(_headings(kind).search(heading.text)) for kind in ("aims", "task_parts"))
    elsewhere = aims and not tasks if scope == "whole" else aims or tasks
    return elsewhere and not _headings("carrying_out").search(heading.text) and not heading_bodies(heading)


def clauses_of(item: SubdivisionText, asked: tuple[BodyName, ...] = ()) -> Iterator[DutyClause]:
    """The clauses of one subdivision: a single one where a heading names who must act.

    `asked`: who must act where neither the item nor a heading says so.
    """
    text = item.text
    context = context_bearers(item)
    if context and not (_collective(context) and _subject(text, 0)):
        yield DutyClause(item, context, 0, len(text.text))
        return
    subjects = _subjects(text)
    if asked and not subjects:
        yield DutyClause(item, asked, 0, len(text.text))
    starts = [0, *(subject.start for subject in subjects[1:]), len(text.text)]
    for subject, (start, end) in zip(subjects, pairwise(starts), strict=False):
        yield DutyClause(item, subject.names, start, end)


def _collective(bodies: tuple[BodyName, ...]) -> bool:
    """Whether a heading names only a class ("Các đơn vị liên quan:"), whose members its bullets may name."""
    return all(body.name.startswith("Các ") for body in bodies)


def context_bearers(item: SubdivisionText) -> tuple[BodyName, ...]:
    """The bodies that the nearest heading names, the item's own first; () where none does."""
    for heading in reversed(item.headings):
        listed = heading_bodies(heading)
        if listed:
            return listed.names
    return ()


def heading_bodies(heading: Passage) -> BodyList | None:
    """The bodies of a heading that is nothing but a list of them, "Đề nghị" or "Trách nhiệm của" before it."""
    capitals = is_caps(heading.text)
    if capitals:
        name = spelt_name(heading.text)
        heading = Passage(name, (0,) * len(name), (1,) * len(name))
    request = words().request.match(heading.text)
    listed = body_list(heading, request.end() if request else 0)
    if listed is None:
        return None
    rest = heading.text[listed.end :].strip(" :.,")
    if rest and not (listed.ended_by_verb and (len(rest) < 40 or heading.text.endswith(":"))):
        return None
    # The spelt name stands at no place of its own in the source.
    return replace(listed, names=tuple(BodyName(name=one.name) for one in listed.names)) if capitals else listed


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
        asked = _asked(text, listed.end) if listed else None
        if asked or (listed and _acts(text, listed)):
            return asked or listed
    return None


def _acts(text: Passage, listed: BodyList) -> bool:
    """Whether what the bodies must do stands behind them."""
    return listed.ended_by_verb or text.text[listed.end : listed.end + 1] == ":" or _described(text, listed)


def _asked(text: Passage, end: int) -> BodyList | None:
    """The bodies that the subject asks to act: "Ủy ban nhân dân tỉnh giao Sở Nội vụ chủ trì …"."""
    request = re.compile(r"\s*").match(text.text, end)
    found = words().request.match(text.text, request.end()) if request else None
    asked = body_list(text, found.end(), semicolons=True) if found else None
    return asked if asked and _acts(text, asked) else None


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
    behind = list(_behind_commas(text, start))
    # "Trên cơ sở đề nghị của các Bộ, cơ quan liên quan, | Bộ Tài chính …": a bare noun rather goes on with a list.
    yield from sorted(behind, key=lambda at: text[at : at + 1].islower() and not text.startswith("các ", at))


def _behind_commas(text: str, start: int) -> Iterator[int]:
    """Behind each comma of the sentence that begins at `start`."""
    stop = re.compile(r"[.;]\s").search(text, start)
    end = stop.start() if stop else len(text)
    for comma in re.compile(r",\s*|(?<=mắc)\s+(?=các\s)").finditer(text, start):
        if comma.start() > end:
            return
        yield comma.end()
