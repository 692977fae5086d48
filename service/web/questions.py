"""The named questions over HTTP: as JSON under /api/questions, as pages under /cau-hoi.

    GET /api/questions/lineage-down?document=38-CT/TW
    {"name": "lineage-down", "columns": […], "rows": [{"document": "https://…/1703-qd-ttg", "depth": 1, …}, …]}

Rows are complete, in the columns that the catalogue gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode

from ontology.namespaces import XSD
from queries.binding import Answer, ask, bindings
from queries.catalogue import Bilingual, ParameterType, Question, catalogue
from queries.engine import Engine
from queries.errors import (
    AmbiguousParameter,
    Candidate,
    ParameterError,
    QueryError,
    UnknownParameter,
    UnknownQuestion,
)
from queries.markers import bind
from service.web.access import CurrentGraph
from service.web.pages.addresses import PageNumber
from service.web.problems import Problem, described
from service.web.rendering import page, said, short
from service.web.views.asking import names_of
from service.web.views.coverage_cell import pieces
from service.web.views.paging import Paging

api = APIRouter(prefix="/api", tags=["questions"])
pages = APIRouter(include_in_schema=False)

HINTS: Final[Mapping[ParameterType, str]] = {
    "act": "Số, ký hiệu (1703/QĐ-TTg), thêm tỉnh khi cần (1169/QĐ-UBND@Bình Dương), hoặc IRI.",
    "body": "Tên và địa phương (Sở Khoa học và Công nghệ@Bình Dương), hoặc IRI.",
    "commune": "Mã (14758), tên và tỉnh (Quan Sơn@Thanh Hóa), hoặc IRI.",
    "province": "Tên (Thanh Hóa) hoặc mã (38) của tỉnh, thành phố, hoặc IRI.",
    "body-or-unit": "Tên và địa phương của cơ quan, tên hoặc mã của đơn vị hành chính, hoặc IRI.",
    "resource": "Số, ký hiệu của văn bản, hoặc IRI của văn bản, nhiệm vụ.",
    "role": "chủ trì, phối hợp hoặc chỉ đạo.",
    "date": "Ngày dạng 2025-12-31.",
    "words": "Vài chữ liền nhau, có dấu hoặc không dấu.",
}
"""What a field of the form takes, by the parameter's type."""

ROWS: Final = 100
"""Rows of an answer on one page."""
_OF_THE_PAGE: Final = ("lang", "trang")
"""What an address may say beside the question's own parameters."""
_INTEGER: Final = str(XSD.integer)

Cell = str | int | None


class ParameterInfo(BaseModel):
    """A parameter of a question."""

    name: str
    type: str
    required: bool
    default: str | None
    label: Bilingual


class ColumnInfo(BaseModel):
    """A column of a question's answer."""

    name: str
    type: str
    label: Bilingual


class QuestionInfo(BaseModel):
    """What a question is for, what it takes and what it gives."""

    name: str
    title: Bilingual
    purpose: Bilingual
    notes: Bilingual | None
    parameters: list[ParameterInfo]
    columns: list[ColumnInfo]


class Questions(BaseModel):
    questions: list[QuestionInfo]


class QuestionAnswer(BaseModel):
    """All rows of an answer, each an object with the columns' names; null where nothing is known."""

    name: str
    columns: list[ColumnInfo]
    rows: list[dict[str, Cell]]


# --- JSON ---


@api.get("/questions", summary="The named questions")
def questions() -> Questions:
    """Every question with its purpose, parameters and columns."""
    return Questions(questions=[_info(question) for question in catalogue().values()])


@api.get("/questions/{name}", summary="Ask a named question", responses=described(400, 404, 409))
def question(name: str, request: Request, graph: CurrentGraph) -> QuestionAnswer:
    """The answer, complete. The question's parameters are given in the address: "?document=38-CT/TW".

    An act is given by its number ("1703/QĐ-TTg"), with the province where that is not enough
    ("1169/QĐ-UBND@Bình Dương"), or by its IRI; a body by its name and place or its IRI.
    """
    answer = _asked(name, request, graph.engine)
    columns = _info(answer.question).columns
    names = [column.name for column in columns]
    return QuestionAnswer(
        name=name,
        columns=columns,
        rows=[dict(zip(names, map(_value, row), strict=True)) for row in answer.rows],
    )


def _info(question: Question) -> QuestionInfo:
    return QuestionInfo.model_validate(question.model_dump(exclude={"text"}))


def _asked(name: str, request: Request, engine: Engine) -> Answer:
    repeated = [key for key in request.query_params if len(request.query_params.getlist(key)) > 1]
    if repeated:
        raise Problem(400, "Wrong parameter", f"{repeated[0]} is given twice; give it once.")
    try:
        return ask(name, dict(request.query_params), engine)
    except QueryError as error:
        raise problem_of(error) from error


def problem_of(error: QueryError) -> Problem:
    """What an HTTP client is told of an error of the questions, with what else could be meant."""
    if isinstance(error, UnknownQuestion):
        return Problem(404, "No such question", str(error))
    if isinstance(error, AmbiguousParameter):
        more: dict[str, Any] = {"parameter": error.parameter, "candidates": _candidates(error.candidates)}
        return Problem(409, "More than one thing is meant", str(error), **more)
    if isinstance(error, UnknownParameter):
        more = {"parameter": error.parameter, "candidates": _candidates(error.near)}
        return Problem(404, "Nothing is meant", str(error), **more)
    if isinstance(error, ParameterError):
        return Problem(400, "Wrong parameter", str(error), parameter=error.parameter)
    return Problem(400, "The question cannot be answered", str(error))


def _candidates(found: tuple[Candidate, ...]) -> list[dict[str, str]]:
    return [{"label": one.label, "iri": one.iri} for one in found]


def _value(term: Any) -> Cell:
    if isinstance(term, Value) and term.datatype.value == _INTEGER:
        return int(term.value)
    return None if term is None else str(getattr(term, "value", term))


# --- pages ---


@pages.get("/cau-hoi")
def questions_page() -> Response:
    """All questions, with what each is for."""
    return page("questions.html", questions=list(catalogue().values()))


@pages.get("/cau-hoi/{name}")
def question_page(name: str, request: Request, graph: CurrentGraph, number: PageNumber = 1) -> Response:
    """The form of a question, and below it the answer once all that is required is given, a page of rows at a time."""
    found = catalogue().get(name)
    if found is None:
        raise Problem(404, "No such question", f"No question is named {name}.")
    asked = {key: value.strip() for key, value in request.query_params.items() if key not in _OF_THE_PAGE}
    given = {key: value for key, value in asked.items() if value}
    answer: Answer | None = None
    problem: Problem | None = None
    sparql = ""
    if given or not any(parameter.required for parameter in found.parameters):
        try:
            sparql = bare(bind(found.text, bindings(found, given, graph.engine)))
            answer = ask(name, given, graph.engine)
        except QueryError as error:
            problem = problem_of(error)
    return page(
        "question.html",
        problem.status if problem else 200,
        question=found,
        given=given,
        hints=HINTS,
        problem=problem,
        sparql=sparql,
        answer=answer and Shown.of(answer, number, graph.engine),
    )


@dataclass(frozen=True)
class Shown:
    """Some rows of an answer as the page shows them."""

    columns: tuple[str, ...]
    """Labels of the columns that say anything: the others would only crowd the page."""
    rows: Sequence[Sequence[Mapping[str, Any]]]
    paging: Paging

    @classmethod
    def of(cls, answer: Answer, number: int, engine: Engine) -> Shown:
        """The page `number` (from 1 on) of an answer."""
        filled = [i for i in range(len(answer.columns)) if any(row[i] is not None for row in answer.rows)]
        paging = Paging.of(answer.rows, number, ROWS)
        marked = {place for place, i in enumerate(filled) if answer.columns[i].changes}
        rows = cells([[row[i] for i in filled] for row in paging.items], engine)
        for row in rows:
            for place in marked:
                row[place] = {**row[place], "pieces": pieces(row[place]["text"] or "")}
        return cls(tuple(said(answer.columns[i].label) for i in filled), rows, paging)


def bare(query: str) -> str:
    """A question's text without its front matter."""
    return "".join(line for line in query.splitlines(keepends=True) if not line.startswith("#+"))


def cells(rows: Sequence[Sequence[Any]], engine: Engine) -> list[list[Mapping[str, Any]]]:
    """Values as a table shows them: each with its text, and its IRI where it is one, which then goes by its name."""
    names = names_of(engine, {term.value for row in rows for term in row if isinstance(term, NamedNode)})
    return [[_cell(term, names) for term in row] for row in rows]


def _cell(term: Any, names: Mapping[str, str]) -> Mapping[str, Any]:
    if isinstance(term, NamedNode):
        return {"iri": term.value, "text": names.get(term.value) or short(term.value)}
    return {"iri": None, "text": "" if term is None else str(getattr(term, "value", term))}
