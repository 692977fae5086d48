"""`cancu read --audit`: the source line by line, with what became of each.

III/2            | 2. Sở Y tế: Phối hợp với Sở Tài chính …
task I.3 lead    | Sở Khoa học và Công nghệ
UNREAD           | (Mật)
UNREAD (page 4)  | (cả trang)

On a terminal unread words stand out in colour; off it, each line of the source stays one line. What a scan shows and
the text lacks comes last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import IO, Final

from rich.console import Console
from rich.text import Text

from loaders.audit import UNREAD, LineFate
from loaders.reading import WHOLE_PAGE
from loaders.source import LeftOut

_WIDTH: Final = 34
_STYLES: Final = {UNREAD: "bold white on red", "furniture": "dim", "rule": "dim", "table head": "cyan"}


def print_audit(fates: Sequence[LineFate], out: IO[str], left_out: Sequence[LeftOut] = ()) -> None:
    """One row a line that holds words: a column of tags, then the line; cells of a table are parted by "¦".

    `left_out`: what stands on the pages and not in the text.
    """
    console = Console(file=out, highlight=False)
    for fate in fates:
        if fate.line.blank:
            continue
        tags = _tags(fate)
        if console.is_terminal:
            console.print(_styled(fate, tags), soft_wrap=True)
        else:
            out.write(f"{tags:<{_WIDTH}} | {_printed(fate.line.text).rstrip()}\n")
    for left in left_out:
        tags = f"{UNREAD} (page {left.page})"
        words = _printed(left.words) or WHOLE_PAGE
        console.print(Text.assemble((f"{tags:<{_WIDTH}}", _STYLES[UNREAD]), (" | ", "dim"), words), soft_wrap=True)


def audit_summary(fates: Sequence[LineFate], left_out: Sequence[LeftOut]) -> str:
    """ "3 of 412 lines hold words that nothing took (UNREAD)."; with what a scan shows and the text lacks."""
    full = sum(1 for fate in fates if not fate.line.blank)
    unread = sum(1 for fate in fates if fate.unread)
    told = f"{unread} of {full} lines hold words that nothing took"
    beside = f", and {len(left_out)} places of the pages gave no words" if left_out else ""
    return f"{told}{beside}{f' ({UNREAD})' if unread or left_out else ''}."


def _tags(fate: LineFate) -> str:
    """The tags, shortened to the column; what is unread always shows."""
    unread = UNREAD in fate.tags
    words = ", ".join(_rows_as_one([tag for tag in fate.tags if tag != UNREAD]))
    room = _WIDTH - (len(UNREAD) + 2 if unread and words else 0)
    if len(words) > room:
        words = words[: room - 1] + "…"
    return ", ".join(part for part in (UNREAD if unread else "", words) if part)


def _rows_as_one(tags: Sequence[str]) -> list[str]:
    """A table's row in one line is "task I.1", not each of its cells."""
    rows = Counter(tag.rpartition(" ")[0] for tag in tags if tag.startswith("task "))
    merged = [row if rows[row := tag.rpartition(" ")[0]] > 1 else tag for tag in tags]
    return list(dict.fromkeys(merged))


def _styled(fate: LineFate, tags: str) -> Text:
    style = next((_STYLES[tag] for tag in (UNREAD, *fate.tags) if tag in fate.tags and tag in _STYLES), "green")
    line = Text(_printed(fate.line.text).rstrip(), style="dim" if style == "dim" else "")
    for start, end in fate.unread:
        line.stylize(_STYLES[UNREAD], start - fate.line.start, end - fate.line.start)
    return Text.assemble((f"{tags:<{_WIDTH}}", style), (" | ", "dim"), line)


def _printed(text: str) -> str:
    """A tab parts cells; other control characters would change the terminal."""
    return "".join("\N{BROKEN BAR}" if letter == "\t" else letter if letter.isprintable() else " " for letter in text)
