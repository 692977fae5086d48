"""The parts of a Word file that comments touch, edited by putting bytes between bytes.

    word/document.xml              <w:p>…</w:p>  ->  <w:p><w:commentRangeStart …/>…<w:commentRangeEnd …/>…</w:p>
    word/comments.xml              the comments (added to those that the file has)
    word/_rels/document.xml.rels   names the comments, where they are new
    [Content_Types].xml            likewise

(ECMA-376 Part 1, 17.13.4; Part 2.) All other parts are copied as they are. The XML is only walked through, never
written anew: what Word made of spaces, prefixes and declarations stays.
"""

from __future__ import annotations

import io
import posixpath
import re
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_ROOT_RELATIONS: Final = "_rels/.rels"
_CONTENT_TYPES: Final = "[Content_Types].xml"

_TAG: Final = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_NAME: Final = re.compile(rb"<([^\s/>]+)")


class WordError(Exception):
    """Comments cannot be written into a file; the words say why and what to do, without the file's name."""


@dataclass(frozen=True)
class Word:
    """A Word file, unpacked as far as comments need it."""

    data: bytes = field(repr=False)
    main: str
    """The name of the part that holds the document."""
    comments_name: str
    comments: bytes | None = field(repr=False)
    """The part with the comments that the file has; None where it has none."""

    @classmethod
    def of(cls, data: bytes) -> Word:
        """Raises WordError for a file that is no Word file of the usual kind."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = set(archive.namelist())
                main = _target(archive, _ROOT_RELATIONS, "", "officeDocument") or "word/document.xml"
                if main not in names:
                    raise WordError("it is no Word file (.docx).")
                named = _target(archive, _relations_of(main), posixpath.dirname(main), "comments")
                if named in names:
                    return cls(data, main, named or "", archive.read(named or ""))
                return cls(data, main, _free_name(posixpath.dirname(main), names), None)
        except (zipfile.BadZipFile, expat.ExpatError, KeyError) as error:
            raise WordError(f"the Word file is damaged ({error}). Open it in Word and save it anew.") from error

    def saved(self, marks: Sequence[tuple[int, int]], made: Sequence[bytes], part: bytes) -> bytes:
        """The file with comments. `marks`: (paragraph, id of the comment); `made`: the new comments' XML;
        `part`: the whole part, for a file that had none. Raises WordError."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            try:
                changed = {self.main: marked(archive.read(self.main), marks)}
                if self.comments is not None:
                    changed[self.comments_name] = inside(self.comments, b"".join(made))
                else:
                    changed[self.comments_name] = part
                    changed[_CONTENT_TYPES] = inside(archive.read(_CONTENT_TYPES), self._type())
                    changed[_relations_of(self.main)] = self._relation(archive)
            except (expat.ExpatError, KeyError) as error:
                raise WordError(f"the Word file is damaged ({error}). Open it in Word and save it anew.") from error
            return _written(archive, changed)

    def _type(self) -> bytes:
        name = quoteattr(f"/{self.comments_name}")
        return f'<Override xmlns="{_TYPES}" PartName={name} ContentType="{COMMENTS_TYPE}"/>'.encode()

    def _relation(self, archive: zipfile.ZipFile) -> bytes:
        part = _relations_of(self.main)
        had = archive.read(part) if part in archive.namelist() else f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
        number = 1
        while f'"cancu{number}"'.encode() in had:
            number += 1
        target = quoteattr(posixpath.basename(self.comments_name))
        return inside(
            had,
            f'<Relationship xmlns="{_RELATIONS}" Id="cancu{number}" Type="{_RELATION}/comments" '
            f"Target={target}/>".encode(),
        )


# --- editing XML by its bytes


def marked(xml: bytes, marks: Sequence[tuple[int, int]]) -> bytes:
    """The document with the marks of comments: each at the whole of its paragraph, counted from 0 over all `w:p`.

    In a text box Word allows no comment: there the paragraph that the box is anchored in bears it. Raises WordError
    for a document that is not in UTF-8 or not in the usual namespace.
    """
    walk = _Walk(xml)
    starts: dict[int, list[int]] = {}
    for number, comment in marks:
        starts.setdefault(walk.outside_boxes(number), []).append(comment)
    edits: list[tuple[int, int, bytes]] = []
    for number, comments in starts.items():
        place = walk.paragraphs[number]
        before = b"".join(_mark("commentRangeStart", comment) for comment in comments)
        after = b"".join(_mark("commentRangeEnd", comment) + _reference(comment) for comment in comments)
        if place.closed_in_tag:
            name = _name_at(xml, place.start)
            edits.append((place.content - 2, place.content, b">" + before + after + b"</" + name + b">"))
        else:
            edits += [(place.content, place.content, before), (place.end, place.end, after)]
    return _edited(xml, edits)


def inside(xml: bytes, addition: bytes) -> bytes:
    """The XML with an addition as the last thing in its root element."""
    walk = _Walk(xml, everything=False)
    root = walk.root
    if root.closed_in_tag:
        name = _name_at(xml, root.start)
        return _edited(xml, [(root.content - 2, root.content, b">" + addition + b"</" + name + b">")])
    return _edited(xml, [(root.end, root.end, addition)])


def _edited(xml: bytes, edits: Sequence[tuple[int, int, bytes]]) -> bytes:
    pieces: list[bytes] = []
    position = 0
    for start, end, new in sorted(edits):
        pieces += [xml[position:start], new]
        position = end
    return b"".join([*pieces, xml[position:]])


def _mark(name: str, comment: int) -> bytes:
    return f'<w:{name} xmlns:w="{W}" w:id="{comment}"/>'.encode()


def _reference(comment: int) -> bytes:
    look = '<w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
    return f'<w:r xmlns:w="{W}">{look}<w:commentReference w:id="{comment}"/></w:r>'.encode()


def _name_at(xml: bytes, start: int) -> bytes:
    found = _NAME.match(xml, start)
    return found[1] if found else b""


@dataclass
class _Element:
    """Where an element stands in the bytes: its tag, its content (of a paragraph: behind its properties), its end."""

    start: int
    content: int
    closed_in_tag: bool
    end: int = 0
    box: int | None = None
    """The paragraph around the text box that it is in."""


class _Walk:
    """One way through an XML document: its root, and its paragraphs in the order of their tags."""

    def __init__(self, xml: bytes, everything: bool = True) -> None:
        self.xml = xml
        self.paragraphs: list[_Element] = []
        self.root = _Element(0, 0, False)
        self._open: list[tuple[str, int | None]] = []
        self._boxes: list[int | None] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.XmlDeclHandler = self._declaration
        self._parser.Parse(xml, True)
        if everything and not self.paragraphs:
            raise WordError(
                "its document holds no paragraph in the usual form (it may be saved as Strict Open XML). Save it in "
                'Word as "Word Document (*.docx)" and try again.'
            )

    def outside_boxes(self, number: int) -> int:
        """The paragraph itself, or the one around the text box that it is in."""
        number = min(number, len(self.paragraphs) - 1)
        while (around := self.paragraphs[number].box) is not None:
            number = around
        return number

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.casefold() not in ("utf-8", "us-ascii"):
            raise WordError(f"its XML is written in {encoding}, not in UTF-8. Open it in Word and save it anew.")

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        start = self._parser.CurrentByteIndex
        number: int | None = None
        if not self._open:
            self.root = self._element(start)
        if name == f"{W} p":
            number = len(self.paragraphs)
            self.paragraphs.append(self._element(start))
        elif name == f"{W} txbxContent":
            self._boxes.append(next((n for _, n in reversed(self._open) if n is not None), None))
        self._open.append((name, number))

    def _element(self, start: int) -> _Element:
        tag = _TAG.match(self.xml, start)
        if tag is None:
            raise WordError("its XML is not written as Word writes it. Open it in Word and save it anew.")
        box = self._boxes[-1] if self._boxes else None
        return _Element(start, tag.end(), tag[0].endswith(b"/>"), box=box)

    def _end(self, name: str) -> None:
        end = self._parser.CurrentByteIndex
        _, number = self._open.pop()
        if number is not None:
            self.paragraphs[number].end = end
        elif name == f"{W} pPr" and self._open and (above := self._open[-1][1]) is not None:
            self.paragraphs[above].content = self._behind(end)
        elif name == f"{W} txbxContent":
            self._boxes.pop()
        if not self._open:
            self.root.end = end

    def _behind(self, end: int) -> int:
        """Where an element ends that ends at `end`, or whose closing tag begins there."""
        closing = re.compile(rb"</(?:[^\s>]*:)?pPr\s*>").match(self.xml, end)
        return closing.end() if closing else end


# --- the archive


def _relations_of(part: str) -> str:
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _target(archive: zipfile.ZipFile, relations: str, folder: str, kind: str) -> str | None:
    """The part that a relation of this kind names; None where there is none."""
    if relations not in archive.namelist():
        return None
    found: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name.endswith("Relationship") and attributes.get("Type", "").rpartition("/")[2] == kind:
            target = posixpath.join("/", folder, attributes.get("Target", ""))
            found.append(posixpath.normpath(target).lstrip("/"))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(archive.read(relations), True)
    return found[0] if found else None


def _free_name(folder: str, names: set[str]) -> str:
    name, number = posixpath.join(folder, "comments.xml"), 1
    while name in names:
        number += 1
        name = posixpath.join(folder, f"comments{number}.xml")
    return name


def _written(archive: zipfile.ZipFile, changed: Mapping[str, bytes]) -> bytes:
    """The archive with these parts changed or added, all others copied."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in archive.infolist():
            if entry.filename in changed:
                out.writestr(entry, changed[entry.filename], zipfile.ZIP_DEFLATED)
                continue
            with archive.open(entry) as part, out.open(entry, "w") as copy:
                shutil.copyfileobj(part, copy)
        for name in changed.keys() - set(archive.namelist()):
            out.writestr(name, changed[name])
    return memory.getvalue()
