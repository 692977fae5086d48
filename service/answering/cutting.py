"""Where an answer can be cut so that what was sent is whole rows, and how a cut answer is closed and says so.

    cutter = Cutter("json", 2)
    cutter.whole(b'{"head":…,"bindings":[{"n":…},{"n":…},{"n":')     # …up to the second row; cutter.full is True
    closing("json", "rows", 2, "CANCU_QUERY_ROWS")                   # ]},"truncated":{"limit":"rows",…}}

A row ends where another one follows it, so an answer is full only if there is more than it may have. The forms are as
Oxigraph writes them, with or without white space between their parts.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Shape:
    """How a form shows where its rows end."""

    boundary: re.Pattern[bytes]
    """The end of a row (of a statement, a subject) that another one follows."""
    quoted: bool
    """Whether what looks like a boundary may stand in a string, which quotes enclose."""
    escaped: bool
    """Whether a backslash in a string escapes a quote. (CSV doubles quotes, which misleads no count.)"""
    end: bytes
    """What stands behind the last row."""
    remark: str | None
    """How it is said behind the last row that the answer was cut; None where the form has no place for it."""
    head: int = 0
    """Boundaries before the first row."""


SHAPES: Final = {
    "json": Shape(re.compile(rb"\}(?=\s*,\s*\{)"), True, True, b"]}}", ']},"truncated":{told}}'),
    "xml": Shape(
        re.compile(rb"</result>(?=\s*<result)"),
        False,
        False,
        b"</results></sparql>",
        "</results><!-- {told} --></sparql>",
    ),
    "csv": Shape(re.compile(rb"\n(?=.)", re.DOTALL), True, False, b"", None, head=1),
    "tsv": Shape(re.compile(rb"\n(?=.)", re.DOTALL), False, False, b"", None, head=1),
    "nt": Shape(re.compile(rb"\n(?=.)", re.DOTALL), False, False, b"", "# {told}\n"),
    "ttl": Shape(re.compile(rb"\.\n(?=.)", re.DOTALL), False, False, b"", "# {told}\n"),
    "rdf": Shape(
        re.compile(rb"</rdf:Description>(?=\s*<rdf:Des)"), False, False, b"</rdf:RDF>", "<!-- {told} --></rdf:RDF>"
    ),
    "jsonld": Shape(re.compile(rb"\]\s*\}(?=\s*,\s*\{)"), True, True, b"]", ',{"truncated":{told}}]'),
}
"""By the extension of the form (service/web/negotiation.py)."""


class Cutter:
    """Takes the bytes of an answer as they come and gives them out in whole rows, as many as may be."""

    def __init__(self, extension: str, most_rows: int | None = None) -> None:
        self._shape = SHAPES[extension]
        self._left = -1 if most_rows is None else most_rows + self._shape.head
        self._held = b""
        self.full = False
        """Whether there are more rows than may be; nothing is given out any more."""

    def whole(self, data: bytes) -> bytes:
        """What was held back and `data`, up to the end of the last row that another one follows."""
        if self.full:
            return b""
        data = self._held + data
        end = self._end(data)
        self._held = b"" if self.full else data[end:]
        return data[:end]

    @property
    def held(self) -> int:
        """How many bytes are held back."""
        return len(self._held)

    def rest(self) -> bytes:
        """The end of an answer that has come to its end: the last row, and what closes the document."""
        return self._held

    def last(self) -> bytes:
        """The end of a document that its writer was made to close early, without what closes it."""
        return self._held.rstrip().removesuffix(self._shape.end) if self._shape.end else self._held

    def _end(self, data: bytes) -> int:
        """Where the last whole row ends; `data` begins outside of a string."""
        text = data.replace(rb"\\", b"__").replace(rb"\"", b"__") if self._shape.escaped else data
        end = counted = quotes = 0
        for found in self._shape.boundary.finditer(text):
            if self._shape.quoted:
                quotes += text.count(b'"', counted, found.start())
                counted = found.start()
                if quotes % 2:
                    continue
            end = found.end()
            self._left -= 1
            if not self._left:
                self.full = True
                break
        return end


def says_so(extension: str) -> bool:
    """Whether the form has a place to say that it was cut."""
    return SHAPES[extension].remark is not None


def closing(extension: str, limit: str, most: float, setting: str) -> bytes:
    """What closes an answer behind a whole row and says by which limit it was cut; nothing for CSV and TSV."""
    remark = SHAPES[extension].remark
    if remark is None:
        return b""
    told = f"truncated: no more than {_plain(most)} {limit} ({setting})"
    if extension in ("json", "jsonld"):
        told = json.dumps({"limit": limit, "most": _plain(most), "setting": setting})
    return remark.replace("{told}", told).encode()


def _plain(most: float) -> float:
    """A whole number without a point."""
    return int(most) if most == int(most) else most
