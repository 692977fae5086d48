"""`/sitemap.xml` and `/robots.txt`: for search engines, which pages there are and when each act was read.

/sitemap.xml       the list of parts, each with at most 50,000 pages and a full address
/sitemap/1.xml     <url><loc>https://cancu.example.vn/doc/ttg/2024/1703-qd-ttg</loc><lastmod>2026-11-21T16:25:08Z…

https://www.sitemaps.org/protocol.html. Acts come first, then bodies; other things are met by following links.
"""

from __future__ import annotations

from itertools import islice
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary
from xml.sax.saxutils import escape

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from pyoxigraph import Literal, NamedNode

from service.store import Reader
from service.web.access import CurrentGraph
from service.web.entity_tags import client_has
from service.web.linked.answering import fresh_headers, not_modified, tag
from service.web.linked.asking import query
from service.web.linked.site import site
from service.web.problems import Problem
from service.web.rendering import url

router = APIRouter(include_in_schema=False)

A_PART: Final = 50_000
"""Pages of a part: the protocol allows no more, and 50 MB."""
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"

Listed = tuple[str, str | None]
"""The IRI of something that has a page, and the time of its reading."""

_KNOWN: WeakKeyDictionary[Reader, list[Listed]] = WeakKeyDictionary()
_LOCK = Lock()


@router.get("/sitemap.xml")
def index(request: Request, graph: CurrentGraph) -> Response:
    """The parts of the site map."""
    if client_has(request, tag(graph)):
        return not_modified(tag(graph))
    known = listed(graph)
    parts = []
    for number, start in enumerate(range(0, max(1, len(known)), A_PART), 1):
        times = [time for _, time in islice(known, start, start + A_PART) if time]
        parts.append(_entry("sitemap", f"{site(request)}sitemap/{number}.xml", max(times, default=None)))
    return _xml("sitemapindex", parts, graph)


@router.get("/sitemap/{number}.xml")
def one_part(number: int, request: Request, graph: CurrentGraph) -> Response:
    """One part of the site map. Problem 404 where there are not so many."""
    known, start = listed(graph), (number - 1) * A_PART
    if number < 1 or (number > 1 and start >= len(known)):
        raise Problem(404, "Not found", "The site map has no such part; /sitemap.xml lists those that there are.")
    if client_has(request, tag(graph)):
        return not_modified(tag(graph))
    address = site(request)
    pages = [_entry("url", address + url(iri)[1:], time) for iri, time in islice(known, start, start + A_PART)]
    return _xml("urlset", pages, graph)


@router.get("/robots.txt")
def robots(request: Request) -> Response:
    """Where search engines may go: to pages; not to answers that are computed for each question."""
    closed = ("/sparql", "/api/", "/data/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {site(request)}sitemap.xml", ""]
    return PlainTextResponse("\n".join(lines), headers={"Cache-Control": "max-age=3600"})


def listed(reader: Reader) -> list[Listed]:
    """Acts, then bodies, each by their IRI; asked once for each generation."""
    with _LOCK:
        if reader not in _KNOWN:
            acts = dict(_rows(reader, "pages-of-acts"))
            bodies = [one for one in _rows(reader, "pages-of-bodies") if one[0] not in acts]
            _KNOWN[reader] = [*sorted(acts.items()), *sorted(bodies)]
        return _KNOWN[reader]


def _rows(reader: Reader, name: str) -> list[Listed]:
    found = []
    for thing, *more in reader.engine.select(query(name)).rows:
        time = more[0] if more else None
        if isinstance(thing, NamedNode):
            found.append((thing.value, time.value if isinstance(time, Literal) else None))
    return found


def _entry(kind: str, address: str, time: str | None) -> str:
    changed = f"<lastmod>{escape(time)}</lastmod>" if time else ""
    return f"<{kind}><loc>{escape(address)}</loc>{changed}</{kind}>\n"


def _xml(kind: str, entries: list[str], reader: Reader) -> Response:
    content = f'{_HEAD}<{kind} xmlns="{_NAMESPACE}">\n{"".join(entries)}</{kind}>\n'
    return Response(content, media_type="application/xml", headers=fresh_headers(tag(reader)))
