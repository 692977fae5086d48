"""What each stage took of the source, as stretches of its text.

    Căn cứ Luật Đo lường số 04/2011/QH13;       basis 1
    2. Sở Y tế: Phối hợp với …                  III/2
    Thường xuyên                                task I.3 deadline

The record's places say where an item begins and ends; here every letter counts, so that words between are seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from loaders.citations import opens_basis
from loaders.flow import flow, one_line
from loaders.forms.document_types import is_caps
from loaders.forms.mottos import motto_parts
from loaders.language import grammar
from loaders.layout.attachments import Attached
from loaders.layout.footnotes import footnotes
from loaders.layout.headings import ends_text, points_at_annex
from loaders.layout.letterhead import authority_line, bodies_above
from loaders.layout.paragraphs import paragraphs
from loaders.layout.title_lines import TITLE_LINES
from loaders.layout.zone_marks import RULE_LINE, SELF_NAMED, is_dateline, is_enacting, marks
from loaders.record import Place
from loaders.running.unnumbered import unnumbered_items
from loaders.source import Line, Passage
from loaders.stages import Stages

_ANNEX_HEAD: Final = re.compile(r"(?:PHỤ LỤC|Phụ lục|BIỂU|DANH MỤC|MẪU|Mẫu)\b")
_BASIS: Final = "basis"
_END: Final = "./."
_SHORTEST_PROSE: Final = 60
_LABEL: Final = re.compile(r"\W*[\w.đĐ]{0,12}\s*[.):/\-–]*\s*")


@dataclass(frozen=True)
class Mark:
    """A stretch of `Source.text`, half-open, and what it was taken as."""

    start: int
    end: int
    tag: str


def marks_of(stages: Stages) -> list[Mark]:
    """Everything that a stage took, in no order."""
    found = [*_head(stages), *_preamble(stages), *_text(stages), *_signature(stages)]
    return [*found, *_annexes(stages), *_tables(stages)]


@cache
def _sentences(name: str) -> re.Pattern[str]:
    forms = "|".join(f"(?:{form})".replace(" ?", r"\s*").replace(" ", r"\s+") for form in grammar("audit.yaml")[name])
    return re.compile(forms, re.IGNORECASE)


def _runs(passage: Passage, tag: str) -> Iterator[Mark]:
    """The passage's letters as stretches of the source."""
    start = before = None
    for offset in passage.offsets:
        if before is None or start is None or not before <= offset <= before + 1:
            if start is not None and before is not None:
                yield Mark(start, before + 1, tag)
            start = offset
        before = offset
    if start is not None and before is not None:
        yield Mark(start, before + 1, tag)


def _at(place: Place | None, tag: str) -> Iterator[Mark]:
    if place:
        yield Mark(place.start, place.end, tag)


def _whole(line: Line, tag: str) -> Mark:
    return Mark(line.start, line.end, tag)


def _full(stages: Stages, indices: Iterable[int]) -> Iterator[tuple[int, Line, str]]:
    for i in indices:
        line = stages.source.lines[i]
        if not line.blank and not line.furniture and not line.cells:
            yield i, line, one_line(line).text


# --- head and preamble


def _head(stages: Stages) -> Iterator[Mark]:
    zones, head = stages.zones, stages.head
    for name, place in head.sources.items():
        yield from _at(place, name if name.startswith("recipients") else f"head.{name}")
    yield from _at(head.promulgates.source if head.promulgates else None, "head.promulgates")
    for i, line, text in _full(stages, zones.head):
        if i in zones.title:
            yield _whole(line, "head.title")
        elif i == zones.type_line:
            yield _whole(line, "head.type")
        elif tag := _head_line(text):
            yield _whole(line, tag)
    for line in (stages.source.lines[i] for i in zones.head if i not in zones.title):
        for start, end in motto_parts(line.text):
            yield Mark(line.start + start, line.start + end, "motto")
    for body in bodies_above(stages.source, zones):
        yield from _runs(body, "letterhead")
    if authority := authority_line(stages.source, zones):
        yield from _runs(authority, "authority")


def _head_line(text: str) -> str | None:
    """What a line of the head is that bears no field, or not only fields."""
    if marks()["motto"].search(text):
        return "motto"
    if _sentences("head_lines").fullmatch(text) or is_dateline(text):
        return "number or date"
    return "letterhead" if is_caps(text) and marks()["authority"].match(text) else None


def _preamble(stages: Stages) -> Iterator[Mark]:
    zones = stages.zones
    for number, basis in enumerate(stages.bases, start=1):
        yield from _at(basis.source, f"basis {number} {basis.relation}")
    spans = [basis.source for basis in stages.bases if basis.source]
    for lines in paragraphs([stages.source.lines[i] for i in zones.preamble]):
        start, end = lines[0].start, lines[-1].end
        inside = [place for place in spans if start <= place.start < end]
        if inside:
            # From the opening word on, with what stands between: "(sau đây viết tắt là …)".
            yield Mark(start, max(place.end for place in inside), _BASIS)
            yield from _lead_in(flow(lines), max(place.end for place in inside))
        else:
            yield from _prose(flow(lines))
    for _, line, text in _full(stages, range(zones.preamble.stop, zones.body.start)):
        if is_enacting(text):
            yield _whole(line, "enacting")


def _lead_in(passage: Passage, behind: int) -> Iterator[Mark]:
    """What is left of a paragraph behind its citations: "…, UBND tỉnh ban hành Kế hoạch như sau:"."""
    first = next((i for i, offset in enumerate(passage.offsets) if offset >= behind), len(passage.text))
    rest = passage.part(first)
    if _sentences("lead_ins").fullmatch(rest.text.strip(" ,;")):
        yield from _runs(rest, "lead-in")


def _prose(passage: Passage) -> Iterator[Mark]:
    """A paragraph that cites no act: "Thời gian qua, …" says why the act is needed; a "Căn cứ …" stays unread."""
    if _sentences("lead_ins").fullmatch(passage.text) and not opens_basis(passage.text):
        yield from _runs(passage, "lead-in")
    elif len(passage.text) > _SHORTEST_PROSE and passage.text.endswith((".", ":")) and not opens_basis(passage.text):
        yield from _runs(passage, "narrative")


# --- the text


def _text(stages: Stages) -> Iterator[Mark]:
    for item in stages.structure.items:
        tag = f"{item.in_text}: {item.path}" if item.in_text else item.path
        yield from _runs(item.heading, f"{tag} heading")
        yield from _runs(item.text, tag)
        first = min((part.offsets[0] for part in (item.heading, item.text) if part), default=None)
        if first is not None:
            yield from _label_before(stages.source.text, first, f"{tag} heading" if item.heading else tag)
        elif item.place:
            yield from _at(item.place, tag)
    for task in stages.running.tasks:
        yield from _at(task.source, f"task {task.id}")
    for clause in stages.running.left:
        yield from _runs(clause.item.text.part(clause.start, clause.end), "duty")
    if not stages.structure.items:
        yield from _without_numbers(stages)
    for body in (stages.zones.body, *(text.body for text in stages.zones.attached)):
        yield from _unnumbered(stages, body)
    for text in stages.zones.attached:
        for _, line, _words in _full(stages, (*text.title, *text.bracket)):
            yield _whole(line, f"{text.type} title")
        yield from _attached_head(stages, text)


def _without_numbers(stages: Stages) -> Iterator[Mark]:
    """What leads in the paragraphs of an act without numbers, and the lines that only say who must act."""
    items = list(unnumbered_items(stages.source, stages.zones))
    for head in (head for item in items for head in item.above):
        yield from _runs(head, "bearer")
    first = min((part.offsets[0] for item in items for part in (*item.above, item.text)), default=0)
    for lines in paragraphs([stages.source.lines[i] for i in stages.zones.body]):
        if lines[0].start < first:
            yield from _prose(flow(lines))


def _label_before(text: str, first: int, tag: str) -> Iterator[Mark]:
    """The number in front of an item's first words, on the same line or alone on the one above."""
    start = text.rfind("\n", 0, first) + 1
    if not text[start:first].strip():
        start = text.rfind("\n", 0, max(start - 1, 0)) + 1
    if re.fullmatch(
        r"\s*(?:(?:Điều|ĐIỀU|Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC|Tiểu mục)\s+)?" + _LABEL.pattern, text[start:first]
    ):
        yield Mark(start, first, tag)


def _unnumbered(stages: Stages, body: range) -> Iterator[Mark]:
    """Paragraphs that belong to no subdivision: footnotes, notes, what leads in and what closes."""
    lines = [stages.source.lines[i] for i in body]
    notes = footnotes(lines)
    for line in lines:
        if line.start in notes.lines:
            yield _whole(line, "footnote")
    for paragraph in paragraphs(notes.without(lines)):
        passage = flow(paragraph)
        # "./." ends an act's text: what runs on behind it is no closing.
        passage = passage.part(0, passage.text.find(_END) + len(_END)) if _END in passage.text else passage
        tag = _unnumbered_tag(passage.text)
        if tag:
            yield from _runs(passage, tag)


def _unnumbered_tag(text: str) -> str | None:
    if points_at_annex(text):
        return "note"
    if ends_text(text) or _sentences("closings").fullmatch(text):
        return "closing"
    return None


def _attached_head(stages: Stages, text: Attached) -> Iterator[Mark]:
    """The letterhead and the type above an attached text's title, behind the signature of what stands before."""
    zones = stages.zones
    stop = text.title.start if text.title else text.body.start
    before = [zones.body, *zones.annexes, *(other.body for other in zones.attached)]
    start = max((zone.stop for zone in before if zone.stop <= stop), default=stop)
    signed = max((signer.source.end for signer in stages.head.signers if signer.source), default=0)
    for i, line, words in _full(stages, range(start, stop)):
        behind_signature = i not in zones.signature or line.start >= signed
        if behind_signature and (is_caps(words) or marks()["motto"].search(words) or is_dateline(words)):
            yield _whole(line, f"{text.type} head")


# --- signature, annexes, tables


def _signature(stages: Stages) -> Iterator[Mark]:
    for number, signer in enumerate(stages.head.signers, start=1):
        yield from _at(signer.source, f"signer {number}")
    for _, line, text in _full(stages, stages.zones.signature):
        if found := _sentences("signature_lines").match(text):
            passage = one_line(line).part(0, found.end())
            yield from _runs(passage, "signature")


def _annexes(stages: Stages) -> Iterator[Mark]:
    """The titles of annexes, down to "(Kèm theo …)", and the capitals right above a table."""
    tables = {i for table in stages.tables for i in table.lines}
    for annex in stages.zones.annexes:
        lines = [one for one in _full(stages, annex) if one[0] not in tables]
        for _, line, _words in lines[: _title_length(lines)]:
            yield _whole(line, "annex title")
        for i, line, text in lines:
            if _titles(text) and _next_full(stages, i + 1, annex.stop) in tables:
                yield _whole(line, "annex title")


def _title_length(lines: Sequence[tuple[int, Line, str]]) -> int:
    """How many of an annex's lines are its title: to the bracket's end, or as far as labels and capitals go."""
    opened = next((n for n, (_, _, text) in enumerate(lines[:TITLE_LINES]) if SELF_NAMED.match(text)), None)
    closed = -1
    if opened is not None:
        closed = next((n for n in range(opened, min(len(lines), opened + 4)) if ")" in lines[n][2]), opened)
    return next((n for n, (_, _, text) in enumerate(lines) if n > closed and not _titles(text)), len(lines))


def _next_full(stages: Stages, start: int, stop: int) -> int | None:
    lines = stages.source.lines
    return next((i for i in range(start, stop) if not lines[i].blank and not lines[i].furniture), None)


def _titles(text: str) -> bool:
    return is_caps(text) or bool(_ANNEX_HEAD.match(text) or RULE_LINE.fullmatch(text))


def _tables(stages: Stages) -> Iterator[Mark]:
    tasks = iter(stages.rows.tasks)
    for passage in stages.rows.unread:
        yield from _runs(passage, "unread")
    for table in stages.tables:
        for row in table.rows:
            if row.title is not None:
                yield from _runs(row.title, "section")
            if not any(row.cells):
                continue
            task = next(tasks, None) if row.title is None else None
            for column, cell in zip(table.columns, row.cells, strict=True):
                field = "text" if column.role == "task" else column.role
                yield from _runs(cell, f"task {task.id} {field}" if task else "section")
