"""A Word file is a zip archive of XML parts that name each other.

    _rels/.rels                        the document is word/document.xml
    word/_rels/document.xml.rels       its styles are word/styles.xml, its lists word/numbering.xml

(ECMA-376 Part 2.) Only the parts that are asked for are unpacked, within the bounds of `loaders.read.limits`.
"""

from __future__ import annotations

import posixpath
import zipfile
from typing import Final

from lxml import etree

from loaders.errors import DamagedFile, UnknownFormat
from loaders.read.limits import read_part, refuse_entities
from loaders.read.list_numbers import W

_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


def main_part(archive: zipfile.ZipFile, name: str) -> str:
    """The name of the part that holds the document. Raises UnknownFormat for an archive that is no Word file."""
    main = relations(archive, "", name).get("officeDocument", "word/document.xml")
    if main not in archive.namelist():
        raise UnknownFormat(f"{name}: the file is a zip archive, but no Word file.")
    return main


def relations(archive: zipfile.ZipFile, part: str, name: str) -> dict[str, str]:
    """The parts that a part names, by the last word of their relation's type."""
    folder, file = posixpath.split(part)
    root = part_xml(archive, posixpath.join(folder, "_rels", f"{file}.rels"), name)
    found: dict[str, str] = {}
    for relation in root.iter(_RELATION) if root is not None else ():
        kind = relation.get("Type", "").rpartition("/")[2]
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        if relation.get("TargetMode") != "External":
            found.setdefault(kind, target)
    return found


def part_xml(archive: zipfile.ZipFile, part: str, name: str) -> etree._Element | None:
    """A part's XML, None where the file lacks it. Raises DamagedFile, EncryptedFile and TooLarge."""
    data = read_part(archive, part, name)
    if data is None:
        return None
    refuse_entities(data, f"{name}, {part}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(data.replace(_STRICT, W.strip("{}").encode()), parser)
    except etree.XMLSyntaxError as error:
        raise DamagedFile(
            f"{name}: its part {part} is no sound XML ({error.msg}). Open it in Word and save it anew."
        ) from error
