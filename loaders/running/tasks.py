"""The tasks of an act without a table: one for each numbered duty that names who must act.

    3. Sở Y tế                                                   the heading names the lead
    a) Chủ trì, phối hợp với Công an tỉnh kiểm tra …             id 3.a
    4. Giao Sở Nội vụ tham mưu …, hoàn thành trong tháng 6/2026. id 4

The whole text of the numbered item is the task; an act without any numbers has its paragraphs counted instead.
Bullets that put different bodies to work in one item bear no number: they stay duties, and so does the article that
only says who carries out the act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from loaders.bodies import bodies_in, known_share
from loaders.deadlines import read_cell, year_of
from loaders.duties import DutyClause, clauses_of, duty_clauses, duty_items, scope_of
from loaders.flow import flow_passages
from loaders.forms.clauses import BodyList, lists_behind, words
from loaders.language import grammar
from loaders.layout.zones import Zones
from loaders.lead_ins import asked_above
from loaders.record import BodyName, Deadline, DocumentHead, Place, Task
from loaders.running.acts import assigns_tasks
from loaders.running.deadlines import sentence_deadline
from loaders.running.gathered import gathered
from loaders.running.labelled import Labelled, cut_labels
from loaders.running.unnumbered import unnumbered_items
from loaders.source import Passage, Source
from loaders.structure import Structure, SubdivisionText

_BULLET: Final = re.compile(r"[-–+*•]\s*")


@dataclass(frozen=True)
class RunningTasks:
    """The tasks, what was said in words no form knows, and the clauses that stay duties."""

    tasks: tuple[Task, ...]
    left: tuple[DutyClause, ...]
    clauses: tuple[DutyClause, ...]
    """All clauses that put a duty on a body, those of the tasks too: reports are looked for in all."""
    unread: tuple[Passage, ...]


def read_running_tasks(
    source: Source, zones: Zones, head: DocumentHead, structure: Structure, tabled: bool
) -> RunningTasks:
    """The tasks and the duties of an act's sentences, in the order of the text.

    `tabled`: whether it has a task table; then, and where its type assigns none, all its clauses are duties.
    """
    if tabled or not assigns_tasks(head):
        found = tuple(duty_clauses(structure.items, "beside_tables" if tabled else scope_of(head)))
        return RunningTasks((), found, found, ())
    return _running_tasks(source, zones, head, structure)


def _running_tasks(source: Source, zones: Zones, head: DocumentHead, structure: Structure) -> RunningTasks:
    tasks: list[Task] = []
    left: list[DutyClause] = []
    clauses: list[DutyClause] = []
    unread: list[Passage] = []
    items = structure.items
    asked = asked_above(source, zones, items)
    for item in duty_items(gathered(items) if items else unnumbered_items(source, zones), "whole"):
        labelled = cut_labels(item.text)
        own = list(clauses_of(replace(item, text=labelled.words), asked)) if labelled.words else []
        clauses += own
        if not (labelled.of("lead") or _is_task(item, own)):
            left += own
            continue
        task, odd = _task(item, labelled, own, head)
        tasks.append(task)
        unread += odd
    return RunningTasks(tuple(tasks), tuple(left), tuple(clauses), tuple(unread))


@cache
def _formal() -> re.Pattern[str]:
    forms = [form.replace(" ", r"\s+") for form in grammar("running_tasks.yaml")["formal"]]
    return re.compile("|".join(forms), re.IGNORECASE)


@cache
def _posts() -> re.Pattern[str]:
    return re.compile(rf"^{grammar('running_tasks.yaml')['posts']}\s+")


def _is_task(item: SubdivisionText, clauses: Sequence[DutyClause]) -> bool:
    """Whether the item's clauses are one numbered duty: no formula, and not one bullet for each of several bodies."""
    if not clauses or _formal().search(item.text.text):
        return False
    bulleted = all(_BULLET.match(item.text.text, clause.start) or _opened(item.text, clause) for clause in clauses)
    return len({clause.bearers for clause in clauses}) == 1 or not bulleted


def _opened(text: Passage, clause: DutyClause) -> bool:
    """Whether a bullet stands before the clause's first words."""
    return bool(re.search(r"(?:^|[\s.;])[-–+*•]\s*(?:\w+\s+)?$", text.text[: clause.start]))


def _task(
    item: SubdivisionText, labelled: Labelled, clauses: Sequence[DutyClause], head: DocumentHead
) -> tuple[Task, list[Passage]]:
    """The task, and the cells of it that no form takes."""
    lead = _labelled_bodies(labelled, "lead") or [body for clause in clauses for body in clause.names]
    lead = _once(lead)
    deadline, doubts, odd = _deadline(labelled, head)
    doubts = [*_doubts(lead, clauses), *doubts]
    text = _words(item, labelled)
    return Task(
        id=task_id(item.path),
        text=text.text,
        lead=lead,
        coordinating=_others(labelled, "coordinating", words().with_, lead),
        directing=_others(labelled, "directing", words().directed_by, lead),
        deadline=deadline,
        result=" | ".join(field.value.text for field in labelled.of("result")) or None,
        note=" | ".join(field.value.text for field in labelled.of("note")) or None,
        confidence=max(0.2, round(1.0 - 0.3 * len(doubts), 1)),
        doubts=doubts,
        source=Place.of((item.text or text).span()),
    ), odd


def task_id(path: str) -> str:
    """ "3/a" is task "3.a"; "II/1/1.2" is "II.1.2": a dotted number holds that of the item above."""
    parts: list[str] = []
    for part in path.split("/"):
        if parts and part.startswith(f"{parts[-1]}."):
            parts.pop()
        parts.append(part)
    return ".".join(parts)


def _words(item: SubdivisionText, labelled: Labelled) -> Passage:
    """The task's sentences: the item's text; of a labelled one, its heading and what stands before the labels."""
    if not labelled.fields or not labelled.of("lead"):
        return item.text
    return flow_passages([part for part in (item.heading, labelled.words) if part]) or item.text


def _labelled_bodies(labelled: Labelled, role: str) -> list[BodyName]:
    return [body for field in labelled.of(role) for body in bodies_in(field.value)]


def _once(bodies: Sequence[BodyName]) -> list[BodyName]:
    return list({body.name: body for body in reversed(bodies)}.values())[::-1]


def _others(labelled: Labelled, role: str, opener: re.Pattern[str], lead: Sequence[BodyName]) -> list[BodyName]:
    """The bodies of a label, and those behind "phối hợp với …" and the like; none that leads."""
    listed: list[BodyList] = lists_behind(labelled.words, opener) if labelled.words else []
    found = [*_labelled_bodies(labelled, role), *(body for one in listed for body in one.names)]
    leading = {body.name for body in lead}
    return [body for body in _once(found) if body.name not in leading]


def _deadline(labelled: Labelled, head: DocumentHead) -> tuple[Deadline | None, list[str], list[Passage]]:
    """The labelled deadline, or else the sentence's; doubts; the cell where its words are no known form."""
    if fields := labelled.of("deadline"):
        cell = fields[0].value
        deadline, in_year = read_cell(cell, year_of(head))
        return deadline, in_year if deadline else [f"Không hiểu thời hạn “{cell.text}”."], [] if deadline else [cell]
    if not labelled.words:
        return None, [], []
    found = sentence_deadline(labelled.words, head.date)
    return found.deadline, [found.doubt] if found.doubt else [], []


def _doubts(lead: Sequence[BodyName], clauses: Sequence[DutyClause]) -> Iterator[str]:
    for body in lead:
        if known_share(body.name) < 1 and known_share(_posts().sub("", body.name)) < 1:
            yield f"“{body.name}” không đúng dạng tên cơ quan đã biết."
    if len({clause.bearers for clause in clauses}) > 1:
        yield "Mục này giao việc cho nhiều cơ quan."
