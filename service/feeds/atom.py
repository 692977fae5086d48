"""Changes as an Atom feed (RFC 4287), in pages that follow each other (RFC 5005, section 3).

<entry><id>https://w3id.org/cancu/id/doc/ttg/2024/1703-qd-ttg#replaced-2026-11-21T08:00:00Z</id>
  <title>Thay thế: Quyết định 1703/QĐ-TTg</title><updated>2026-11-21T08:00:00Z</updated> …
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from lxml import etree

from ontology.namespaces import BASE
from service.storage.history import Change, Kind

ATOM: Final = "http://www.w3.org/2005/Atom"
TITLES: Final[Mapping[Kind, str]] = {"added": "Mới", "replaced": "Thay thế", "removed": "Gỡ bỏ"}
"""What became of an act, in words."""
_NAMESPACES: Final = cast("Mapping[str, str]", {None: ATOM})  # None: the default namespace
_NEVER: Final = "1970-01-01T00:00:00Z"


@dataclass(frozen=True)
class Feed:
    """One page of a feed."""

    title: str
    address: str
    """Of this page, absolute."""
    changes: Sequence[Change]
    links: Mapping[str, str]
    """Further pages by relation: first, previous, next."""
    updated: str
    """Of the newest change of the whole feed; "" where there is none."""
    id: str
    """The same for all its pages: it says what the feed is about."""


def atom(feed: Feed, page: Callable[[str], str]) -> bytes:
    """The feed as XML; `page` gives the address at which an act is shown."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap=_NAMESPACES, attrib={f"{{{_XML}}}lang": "vi"})
    _add(root, "title", feed.title)
    _add(root, "id", feed.id)
    _add(root, "updated", feed.updated or _NEVER)
    _add(_add(root, "author"), "name", "Căn Cứ")
    _link(root, "self", feed.address, "application/atom+xml")
    for relation, address in feed.links.items():
        _link(root, relation, address, "application/atom+xml")
    for change in feed.changes:
        _entry(root, change, page)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


_XML: Final = "http://www.w3.org/XML/1998/namespace"


def entry_id(change: Change) -> str:
    """The same for ever: the act, what became of it, and when."""
    return f"{change.act}#{change.change}-{change.at}"


def _entry(root: etree._Element, change: Change, page: Callable[[str], str]) -> None:
    entry = _add(root, "entry")
    name = change.label or change.act.removeprefix(BASE)
    _add(entry, "id", entry_id(change))
    _add(entry, "title", f"{TITLES[change.change]}: {name}")
    _add(entry, "updated", change.at or _NEVER)
    _link(entry, "alternate", page(change.act), "text/html")
    etree.SubElement(entry, f"{{{ATOM}}}category", term=change.change, label=TITLES[change.change])
    _add(entry, "summary", f"{TITLES[change.change]}: {name}, {change.at}.")


def _add(parent: etree._Element, name: str, words: str | None = None) -> etree._Element:
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    child.text = words
    return child


def _link(parent: etree._Element, relation: str, address: str, media_type: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", rel=relation, type=media_type, href=address)
