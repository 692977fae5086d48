"""A draft is checked before it is signed: read in a process apart, held against the rules, nothing stored.

    checked = check_apart(Path("ke-hoach.docx"), Wish(commented=True))
    checked.draft.report      what was found
    checked.word              the draft with a comment on each fault

The command, the API and the page all come here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from loaders.errors import ReadError
from loaders.read.formats import Format
from service.apart import Stopped, all_apart, apart
from service.checking import Fault, hold
from service.placing import located, text_lines
from shapes.accepted import Line, accept
from shapes.render import Language, commented
from shapes.rendering.draft import Draft
from shapes.rendering.word import WordError
from shapes.report import selected
from shapes.rules import Severity


class NotWord(ReadError):
    """Comments are asked for in a draft that is no Word file, or one that cannot take them."""


@dataclass(frozen=True)
class Wish:
    """What is asked of the check of a draft."""

    least: Severity = "hint"
    """The mildest findings that are told."""
    rules: tuple[str, ...] = ()
    """Only these rules; all where none is named."""
    accepted: tuple[Line, ...] = field(default=(), repr=False)
    with_text: bool = False
    """Whether the draft's lines come along, for a page that shows them."""
    commented: bool = False
    """Whether the Word file with comments comes along."""
    language: Language = "vi"
    """Of the comments."""
    store: str | Path | None = None
    """Where the acts are that the draft is held against; None for the rules on the draft alone."""


@dataclass(frozen=True)
class CheckedDraft:
    """What came of a draft."""

    draft: Draft
    word: bytes | None = field(default=None, repr=False)


def check_draft(wish: Wish, file: Path) -> CheckedDraft:
    """Read a draft and hold it against the rules. Raises the errors of `loaders.errors`, and NotWord."""
    held = hold(file, wish.store)
    report = located(held.report, held.source, held.record)
    report = selected(accept(report, wish.accepted), wish.least, wish.rules)
    if not (wish.with_text or wish.commented):
        return CheckedDraft(Draft(report))
    draft = Draft(report, held.source.text, text_lines(held.source))
    if not wish.commented:
        return CheckedDraft(draft)
    if held.source.media_type != Format.DOCX:
        raise NotWord(
            f"{report.file}: comments can be written into Word files (.docx) only. Ask for html: it shows the draft's "
            "text with each finding at its place."
        )
    try:
        return CheckedDraft(
            draft if wish.with_text else Draft(report), commented(file.read_bytes(), draft, wish.language)
        )
    except WordError as error:
        raise NotWord(f"{report.file}: comments cannot be written into it: {error}") from error


def warm_up() -> None:
    """Check a small plan of our own, so that all tables and rules are in memory: a process apart then has them too."""
    check_draft(Wish(with_text=True), Path(__file__).parent / "warm-up.txt")


def check_apart(file: Path, wish: Wish) -> CheckedDraft:
    """`check_draft` in a process apart. Raises its errors, and Stopped for a file that takes too much."""
    return apart(partial(check_draft, wish), file)


def check_drafts(files: Sequence[Path], wish: Wish) -> Iterator[CheckedDraft | Fault]:
    """What came of each file, in order; one that cannot be read keeps none of the others out."""
    for file, answer in zip(files, all_apart(partial(check_draft, wish), files), strict=True):
        yield answer if isinstance(answer, CheckedDraft) else Fault(file, str(answer))


def checked_name(draft: Path, number: int = 1) -> str:
    """How the draft with comments is called: "ke-hoach-checked.docx"; `number` tells namesakes apart.

    A file with macros keeps its ending: under another Word would not open it.
    """
    again = "" if number == 1 else f"-{number}"
    return f"{draft.stem}-checked{again}{draft.suffix if draft.suffix.lower() == '.docm' else '.docx'}"


__all__ = [
    "CheckedDraft",
    "NotWord",
    "Stopped",
    "Wish",
    "check_apart",
    "check_draft",
    "check_drafts",
    "checked_name",
    "warm_up",
]
