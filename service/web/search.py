"""The search: the page /tra-cuu, and the same as JSON, CSV and XLSX at /api/search.

GET /tra-cuu?q=truy+xuat+nguon+goc&kind=task&province=unit/thanh-hoa&deadline=overdue
GET /api/search?q=so+y+te+thanh+hoa
GET /api/search?q=truy+xuat+nguon+goc&format=xlsx        all rows that /tra-cuu has for it
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Annotated, Final, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from service.exporting.formats import form_named
from service.exporting.tables import Sheet, csv_pieces, write_xlsx
from service.searching.asking import Asked, Found, exact_act
from service.searching.asking import search as find
from service.searching.facets import HEADINGS
from service.searching.index import Index
from service.searching.items import KINDS
from service.searching.keeping import Indexes, IndexNotReady
from service.searching.matching import Way
from service.searching.rows import COLUMNS, HEADS, rows
from service.web.access import CurrentGraph
from service.web.pages.addresses import Day, PageNumber, day_of
from service.web.problems import Problem, described
from service.web.rendering import page, url
from service.web.views.hits import Choice, Hit, facets, hits, narrowed
from service.web.views.paging import Paging

router = APIRouter()

EACH: Final = 5
"""Hits of each kind where all kinds are shown."""
SIZE: Final = 20
"""Hits on a page of one kind."""

AGAIN: Final = 20
"""Seconds after which a client may ask again while the first index is being made."""
BEING_MADE: Final = "Chỉ mục tra cứu đang được tạo từ kho dữ liệu. Hãy thử lại sau ít phút."

NAMES: Final = {"act": "Văn bản", "task": "Nhiệm vụ", "body": "Cơ quan, tổ chức", "unit": "Đơn vị hành chính"}
"""What the kinds are called."""

Words = Annotated[str, Query(max_length=2000, description='With or without accents; "…" is a phrase.')]
Kind = Annotated[Literal["", "act", "task", "body", "unit"], Query(description="Only things of this kind.")]
Values = Annotated[
    list[str] | None,
    Query(description="Only with one of these values: a word, or the path of an IRI below the base."),
]

_INDEXES: Final = threading.Lock()


def current_index(request: Request, graph: CurrentGraph) -> Index | None:
    """The search index of the graph that this request is answered from; None where nothing has been loaded."""
    state = request.app.state
    with _INDEXES:
        if not hasattr(state, "indexes"):
            state.indexes = Indexes(state.desk.store)
    indexes: Indexes = state.indexes
    try:
        return indexes.of(graph) if graph.generation else None
    except IndexNotReady as error:
        headers = {"Retry-After": str(AGAIN)}
        raise Problem(503, "The search is being prepared", str(error), headers=headers, advice=BEING_MADE) from error


CurrentIndex = Annotated[Index | None, Depends(current_index)]


@dataclass(frozen=True)
class Search:
    """What the address asks for."""

    q: str
    kind: str
    values: dict[str, list[str]]
    day: str | None

    def asked(self, index: Index) -> Asked:
        return Asked(self.q, self.kind, narrowed(index, self.values.items()), day_of(self.day))

    def address(self, **other: str) -> str:
        """The same as a query string, some of it otherwise; "" leaves a part out."""
        parts = {"q": [self.q], "kind": [self.kind], **self.values, "ngay": [self.day or ""]}
        parts |= {name: [value] for name, value in other.items()}
        return urlencode([(name, value) for name, found in parts.items() for value in found if value])

    def cleared(self, **other: str) -> str:
        """The same without what was chosen in facets."""
        return replace(self, values={}).address(**other)


def asked_for(
    q: Words = "",
    kind: Kind = "",
    of_type: Annotated[Values, Query(alias="type")] = None,
    level: Values = None,
    province: Values = None,
    issuer: Values = None,
    theme: Values = None,
    role: Values = None,
    deadline: Values = None,
    findings: Values = None,
    day: Day = None,
) -> Search:
    """The parameters that the page and the API share."""
    given = {
        "type": of_type, "level": level, "province": province, "issuer": issuer,
        "theme": theme, "role": role, "deadline": deadline, "findings": findings,
    }  # fmt: skip
    values = {name: [word for word in words if word] for name, words in given.items() if words and any(words)}
    return Search(" ".join(q.split()), kind, values, day)


Wanted = Annotated[Search, Depends(asked_for)]


class FacetView(BaseModel):
    """A facet with the values that are offered."""

    name: str
    choices: list[Choice]


class KindCount(BaseModel):
    """How many hits of a kind there are."""

    kind: str
    count: int


class SearchAnswer(BaseModel):
    """What was found."""

    query: str
    way: Way = Field(
        description="all: the hits hold all words; prefix: the last word goes on; corrected: slips were mended, see "
        "`tried`; fewer: the hits hold most of the words; none: nothing was found."
    )
    tried: str = Field(description="The line that was looked up instead of the query, where slips were mended.")
    meant: str = Field(description="A line that perhaps was meant, where the query stands in no text.")
    total: int
    kinds: list[KindCount]
    facets: list[FacetView]
    page: int
    pages: int
    hits: list[Hit] = Field(description="The best kind first, and in it the best hit.")


TableFormat = Literal["json", "csv", "xlsx"]


@router.get(
    "/api/search",
    tags=["data"],
    summary="Search acts, tasks, bodies and places",
    response_model=SearchAnswer,
    responses={200: {"content": {"text/csv": {}, form_named("xlsx").media_type: {}}}, **described(400, 503)},
)
def search(
    index: CurrentIndex,
    wanted: Wanted,
    number: PageNumber = 1,
    each: Annotated[int | None, Query(ge=1, le=SIZE, description="Only so many of each kind, as suggestions.")] = None,
    table_format: Annotated[
        TableFormat, Query(alias="format", description="csv and xlsx hold all hits; json a page of them.")
    ] = "json",
) -> Response | SearchAnswer:
    """Things whose words are typed with or without accents, with slips of the hand, or not yet to their end."""
    if index is None:
        raise Problem(503, "Nothing has been loaded", "The store is empty. Load documents first: cancu load PATH")
    asked = wanted.asked(index)
    found = find(index, asked)
    if table_format != "json":
        return _table(index, found, table_format)
    places = found.places if each is None else [place for some in found.hits.values() for place in some[:each]]
    paging = Paging.of(places, number, SIZE)
    return SearchAnswer(
        query=wanted.q,
        way=found.way,
        tried=found.tried,
        meant=found.meant,
        total=len(found.places),
        kinds=[KindCount(kind=kind, count=count) for kind, count in found.kinds.items()],
        facets=[FacetView(name=name, choices=made) for name, made in facets(index, found, asked).items()],
        page=paging.number,
        pages=paging.last,
        hits=hits(index, found, paging.items),
    )


def _table(index: Index, found: Found, table_format: str) -> Response:
    form = form_named(table_format)
    headers = {"content-disposition": f'attachment; filename="tra-cuu.{form.extension}"'}
    if table_format == "csv":
        text = "".join(csv_pieces(COLUMNS, rows(index, found.places)))
        return Response(text, media_type=form.content_type, headers=headers)
    out = BytesIO()
    write_xlsx([Sheet("Tra cứu", COLUMNS, HEADS, rows(index, found.places))], out)
    return Response(out.getvalue(), media_type=form.content_type, headers=headers)


@router.get("/tra-cuu", include_in_schema=False)
def search_page(index: CurrentIndex, wanted: Wanted, number: PageNumber = 1) -> Response:
    """The hits with their facets; straight to the act where its whole number was typed."""
    if index is None:
        return page("search.html", wanted=wanted, found=None)
    if not wanted.values and not wanted.kind and (act := exact_act(index, wanted.q)):
        return RedirectResponse(url(act), 303)
    asked = wanted.asked(index)
    found = find(index, asked)
    every = found.hits.get(wanted.kind, ()) if wanted.kind else ()
    paging = Paging.of(every, number, SIZE)
    shown = {wanted.kind: paging.items} if wanted.kind else {kind: some[:EACH] for kind, some in found.hits.items()}
    return page(
        "search.html",
        wanted=wanted,
        found=found,
        groups={kind: hits(index, found, places) for kind, places in shown.items() if places},
        names={kind: NAMES[kind] for kind in KINDS},
        facets=facets(index, found, asked),
        headings=HEADINGS,
        paging=paging,
    )
