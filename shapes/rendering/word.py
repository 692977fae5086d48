"""The user's own Word file with a comment on each fault, and a summary as the first comment.

    commented(data, draft, "vi")      bytes of a .docx

Nothing of the file is written anew. In the document's XML the marks of the comments are put between bytes that stand
as they stood; the comments go into a part of their own; styles, lists, pictures and all else are copied. python-docx
makes the comments; it does not save the file, since it would write every part again in its own way, and it marks runs
only, of which an empty cell has none.

A comment is anchored to a whole paragraph: to mark some words of it, its runs would have to be cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from docx.opc.packuri import PackURI
from docx.package import Package
from docx.parts.comments import CommentsPart
from lxml import etree

from shapes.rendering.draft import Draft, mark_of
from shapes.rendering.word_package import COMMENTS_TYPE, Word, WordError
from shapes.rendering.words import (
    SEVERITIES,
    Language,
    acceptance_of,
    by_reason,
    counts,
    fix_of,
    place_of,
    quote_of,
    said,
    term,
)
from shapes.report import AcceptedFinding, Finding
from shapes.rules import rule

AUTHOR: Final = "Căn Cứ"
INITIALS: Final = "CC"

__all__ = ["WordError", "commented"]


def commented(data: bytes, draft: Draft, language: Language = "vi") -> bytes:
    """The Word file `data` with the draft's findings as comments; accepted ones too, and told as such.

    `draft.lines` must have been read from this file: they name its paragraphs. Raises WordError for a file whose
    comments cannot be written, with what to do.
    """
    word = Word.of(data)
    placed = list(_placed(draft))
    texts = [(0, _summary(draft, {id(one) for _, one in placed}, language))]
    texts += [(paragraph, _text(finding, language)) for paragraph, finding in placed]
    part = _part(word)
    marks: list[tuple[int, int]] = []
    made: list[bytes] = []
    for paragraph, text in texts:
        comment = part.comments.add_comment(_writable(text), AUTHOR, INITIALS)
        marks.append((paragraph, comment.comment_id))
        made.append(etree.tostring(comment._comment_elm))
    return word.saved(marks, made, part.blob)


def _part(word: Word) -> CommentsPart:
    """The comments that the file has, or an empty part."""
    if word.comments is None:
        return CommentsPart.default(Package())
    try:
        part: CommentsPart = CommentsPart.load(PackURI("/word/comments.xml"), COMMENTS_TYPE, word.comments, Package())
        part.comments.add_comment()  # an id that is no number fails here
    except (etree.XMLSyntaxError, ValueError) as error:
        raise WordError(
            f"the comments that the file has are damaged ({error}). Open it in Word and save it anew."
        ) from error
    return part


def _placed(draft: Draft) -> Iterator[tuple[int, Finding]]:
    """Each finding that has a place, with its paragraph, down the text."""
    found: list[tuple[int, Finding]] = []
    for finding in (*draft.report.findings, *draft.report.accepted):
        mark = mark_of(draft, finding)
        if mark is None:
            continue
        line = draft.lines[mark.line]
        paragraph = line.cells[mark.cell].paragraph if mark.cell is not None else line.paragraph
        paragraph = line.paragraph if paragraph is None else paragraph
        if paragraph is not None:
            found.append((paragraph, finding))
    return iter(sorted(found, key=lambda one: one[0]))


def _text(finding: Finding, language: Language) -> str:
    """ "LỖI: Nhiệm vụ chưa nêu cơ quan chủ trì.", then what to write, then the rule and its source."""
    lines = [f"{said(SEVERITIES[finding.severity], language)}: {said(finding.message, language)}"]
    if isinstance(finding, AcceptedFinding):
        lines.append(f"{term('accepted', language)}. {acceptance_of(finding, language)}")
    else:
        lines.append(f"{term('fix', language)}: {fix_of(finding, language)}")
    lines.append(f"{term('source', language)}: {said(rule(finding.rule).source, language)} [{finding.rule}]")
    return "\n".join(lines)


def _writable(text: str) -> str:
    """The text without signs that XML cannot hold, which a quote from a draft may bear."""
    return "".join(sign if sign == "\n" or sign.isprintable() else " " for sign in text)


def _summary(draft: Draft, placed: set[int], language: Language) -> str:
    report = draft.report
    lines = [f"{term('title', language)}: {counts([report], language)}."]
    if not report.findings:
        lines.append(term("nothing", language))
    lines += _without_place([one for one in (*report.findings, *report.accepted) if id(one) not in placed], language)
    for reason, skipped in by_reason(report):
        lines.append(f"{term('not_checked', language)}: {', '.join(skipped)}. {said(reason, language)}")
    return "\n".join(lines)


def _without_place(findings: Sequence[Finding], language: Language) -> Iterator[str]:
    for finding in findings:
        told = [part for part in (place_of(finding, language), quote_of(finding)) if part]
        yield f"{_text(finding, language)} ({': '.join(told)})".replace("\n", " · ")
