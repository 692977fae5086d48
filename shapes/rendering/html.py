"""One page that needs no other file, for the screen and for paper: the summary, then the draft's text with each finding
at its place.

    II. 3 | Rà soát quy chuẩn kỹ thuật | [ô để trống]                     | Quý II/2025
                                         LỖI Nhiệm vụ chưa nêu cơ quan chủ trì.
                                         Cần viết: Ghi tên đầy đủ của cơ quan …
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shapes.rendering.draft import Draft, Mark, TextCell, TextLine, marks_of
from shapes.rendering.words import (
    SEVERITIES,
    Group,
    Language,
    acceptance_of,
    by_reason,
    counts,
    detail_of,
    fix_of,
    grouped,
    place_of,
    quote_of,
    said,
    summary,
    term,
)
from shapes.report import AcceptedFinding, Finding, Report
from shapes.rules import rule

FOLDER: Final = Path(__file__).parent.parent / "templates"


@dataclass(frozen=True)
class Note:
    """A finding as the page shows it; `id` is its anchor."""

    id: str
    finding: Finding
    placed: bool

    @property
    def kind(self) -> str:
        """Its class on the page: an accepted finding looks like none that stands."""
        return "accepted" if isinstance(self.finding, AcceptedFinding) else self.finding.severity


@dataclass(frozen=True)
class Piece:
    """Words of the draft; `note` where they are marked."""

    text: str
    note: Note | None = None


@dataclass(frozen=True)
class Words:
    """A line of running text, or a cell: its words in pieces, and what is noted of them."""

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass
class Block:
    """What stands on the page in one piece: a line, a table's rows, or the turn of a page."""

    kind: str
    page: int
    rows: list[list[Words]] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """One draft as the page shows it."""

    draft: Draft
    groups: tuple[Group, ...]
    accepted: tuple[Group, ...]
    notes: dict[int, Note]
    blocks: list[Block]


def as_html(drafts: Sequence[Draft | Report], language: Language = "vi") -> str:
    """The whole page; of a mere report there is only the summary."""
    return _render("report.html", drafts, language)


def html_body(drafts: Sequence[Draft | Report], language: Language = "vi") -> str:
    """What stands in the page's body, to be set into another page; its style sheet is `style_sheet`."""
    return _render("report_body.html", drafts, language)


@cache
def style_sheet() -> str:
    """The style of the report's page."""
    return (FOLDER / "report.css").read_text(encoding="utf-8")


def _render(template: str, given: Sequence[Draft | Report], language: Language) -> str:
    drafts = [one if isinstance(one, Draft) else Draft(one) for one in given]
    names: dict[str, Any] = {
        "sections": [_section(draft, str(number)) for number, draft in enumerate(drafts, 1)],
        "summary": summary([draft.report for draft in drafts], language),
        "language": language,
        "term": lambda name: term(name, language),
        "said": lambda words: said(words, language),
        "severity": lambda name: said(SEVERITIES[name], language),
        "place": lambda finding: place_of(finding, language),
        "quote": quote_of,
        "detail": lambda finding: detail_of(finding, language),
        "fix": lambda finding: fix_of(finding, language),
        "rule": rule,
        "acceptance": lambda finding: acceptance_of(finding, language),
        "counts": lambda report: counts([report], language),
        "by_reason": by_reason,
        "style": style_sheet(),
    }
    return _environment().get_template(template).render(names)


def _section(draft: Draft, number: str) -> Section:
    notes: dict[int, Note] = {}
    places: _Places = defaultdict(list)
    for i, finding in enumerate((*draft.report.findings, *draft.report.accepted), 1):
        marks = marks_of(draft, finding)
        note = notes[id(finding)] = Note(f"f{number}-{i}", finding, bool(marks))
        for mark in marks:
            places[mark.line, mark.cell].append((note, mark, mark is marks[-1]))
    return Section(
        draft=draft,
        groups=grouped(draft.report.findings),
        accepted=grouped(draft.report.accepted),
        notes=notes,
        blocks=list(_blocks(draft, places)),
    )


_Places = dict[tuple[int, int | None], list[tuple[Note, Mark, bool]]]
"""What is marked in a line or a cell, and whether the note stands there: behind the last of its words."""


def _blocks(draft: Draft, places: _Places) -> Iterator[Block]:
    """The text from top to bottom; rows that follow each other make one table."""
    table: Block | None = None
    page = 1
    for number, line in enumerate(draft.lines):
        if not draft.text[line.start : line.end].strip() and (number, None) not in places and not line.cells:
            continue
        if line.page != page or not line.cells or (table and len(table.rows[0]) != len(line.cells)):
            if table:
                yield table
            table = None
        if line.page != page:
            page = line.page
            yield Block("page", page)
        found = _words(draft, line, number, places)
        if line.cells:
            table = table or Block("table", page)
            table.rows.append(found)
        else:
            yield Block("line", page, [found])
    if table:
        yield table


def _words(draft: Draft, line: TextLine, number: int, places: _Places) -> list[Words]:
    spans: list[tuple[int | None, TextLine | TextCell]] = [*enumerate(line.cells)] or [(None, line)]
    return [_marked(draft.text, span.start, span.end, places.get((number, i), [])) for i, span in spans]


def _marked(text: str, start: int, end: int, found: list[tuple[Note, Mark, bool]]) -> Words:
    """The words from `start` to `end` cut at the marks; of marks that overlap the first is painted."""
    pieces: list[Piece] = []
    position = start
    for note, mark, _ in sorted(found, key=lambda one: one[1].start):
        if mark.start < position or mark.end > end or mark.start == mark.end:
            continue
        pieces += [Piece(text[position : mark.start]), Piece(text[mark.start : mark.end], note)]
        position = mark.end
    pieces.append(Piece(text[position:end]))
    told = tuple(note for note, _, here in found if here)
    return Words(tuple(piece for piece in pieces if piece.text), told)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["identity"] = id
    return made
