"""Which form of an answer a client wants: the Accept header against the forms that we can give.

    Accept: text/turtle;q=0.9, application/ld+json      ->  JSON-LD, where both can be given
    Accept: text/html,application/xml;q=0.9,*/*;q=0.8   ->  the page (a browser)
    no Accept at all                                    ->  the first form on the list

RFC 9110, section 12.5.1: the most specific range that fits a type gives its weight; weight 0 refuses it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import QueryResultsFormat, RdfFormat

HTML: Final = "text/html"


@dataclass(frozen=True)
class Form:
    """One form that an answer can take."""

    media_type: str
    """What the answer says it is."""
    extension: str
    aliases: tuple[str, ...] = ()
    """Other types by which clients ask for it."""
    rdf: RdfFormat | None = None
    results: QueryResultsFormat | None = None

    @property
    def content_type(self) -> str:
        """The value of the Content-Type header."""
        return f"{self.media_type}; charset=utf-8" if self.media_type.startswith("text/") else self.media_type


@dataclass(frozen=True)
class MediaRange:
    """One part of an Accept header: "text/*;q=0.5"."""

    type: str
    subtype: str
    weight: float

    def fits(self, media_type: str) -> bool:
        kind, _, subtype = media_type.partition("/")
        return self.type in ("*", kind) and self.subtype in ("*", subtype)

    @property
    def names(self) -> str:
        """The one type that it names, or "text/*"."""
        return f"{self.type}/{self.subtype}"

    @property
    def precision(self) -> int:
        return (self.type != "*") + (self.subtype != "*")


PAGE: Final = Form(HTML, "html", ("application/xhtml+xml",))

RESULTS: Final = (
    Form("application/sparql-results+json", "json", ("application/json",), results=QueryResultsFormat.JSON),
    Form(
        "application/sparql-results+xml",
        "xml",
        ("application/xml", "text/xml"),
        results=QueryResultsFormat.XML,
    ),
    Form("text/csv", "csv", results=QueryResultsFormat.CSV),
    Form("text/tab-separated-values", "tsv", results=QueryResultsFormat.TSV),
)
"""Forms of the answer to SELECT and ASK; the first is the one for whoever does not mind."""

GRAPHS: Final = (
    Form("text/turtle", "ttl", ("application/x-turtle",), rdf=RdfFormat.TURTLE),
    Form("application/n-triples", "nt", ("text/plain",), rdf=RdfFormat.N_TRIPLES),
    Form("application/ld+json", "jsonld", ("application/json",), rdf=RdfFormat.JSON_LD),
    Form("application/rdf+xml", "rdf", ("application/xml", "text/xml"), rdf=RdfFormat.RDF_XML),
)
"""Forms of a graph: the answer to CONSTRUCT and DESCRIBE, and the data behind an IRI."""


def media_ranges(accept: str | None) -> list[MediaRange]:
    """The parts of an Accept header; a missing or empty header accepts everything, an unreadable part nothing."""
    parts = [_media_range(part) for part in (accept or "").split(",") if part.strip()]
    return [part for part in parts if part] if parts else [MediaRange("*", "*", 1.0)]


def _media_range(part: str) -> MediaRange | None:
    name, *parameters = (piece.strip() for piece in part.lower().split(";"))
    kind, slash, subtype = name.partition("/")
    if not (kind and slash and subtype):
        return None
    weight = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                weight = min(max(float(value), 0.0), 1.0)
            except ValueError:
                return None
    return MediaRange(kind, subtype, weight)


def weight_of(form: Form, ranges: Sequence[MediaRange]) -> float:
    """How much the client wants `form`, 0 to 1; 0 is not at all. What it says most precisely holds."""
    fitting = [part for part in ranges if part.fits(form.media_type) or part.names in form.aliases]
    return max(fitting, key=lambda part: (part.precision, part.weight)).weight if fitting else 0.0


def choose(accept: str | None, offered: Sequence[Form]) -> Form | None:
    """The form that the client wants most; the earlier one on equal weight; None where it wants none of them."""
    ranges = media_ranges(accept)
    best = max(offered, key=lambda form: weight_of(form, ranges), default=None)
    return best if best and weight_of(best, ranges) > 0 else None


def prefers_page(accept: str | None) -> bool:
    """True for a browser: HTML is named in the header, and no form of data is wanted more."""
    ranges = media_ranges(accept)
    page = weight_of(PAGE, [part for part in ranges if part.precision == 2])
    return page > 0 and all(page >= weight_of(form, ranges) for form in (*RESULTS, *GRAPHS))
