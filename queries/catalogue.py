"""The questions: one .rq file each, found here and checked when they are read.

    catalogue()["lineage-down"].title.en      "The acts that come down from an act"

A file is plain SPARQL 1.1; the "#+" comments at its top are YAML and say what it is for, which parameters it takes
and what its columns are (the convention of grlc). Parameter `document` is the variable `?_document` in the query,
given at the markers "# @bind _document" (queries/markers.py). How to add one: docs/questions.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pyoxigraph import QuerySolutions, Store

from queries.engine import syntax_error
from queries.errors import CatalogueError
from queries.markers import marked

ParameterType = Literal["act", "body", "commune", "province", "body-or-unit", "resource", "role", "date", "words"]
"""What a parameter may be; `queries.binding.resolve` says which texts each takes."""

ColumnType = Literal["act", "resource", "text", "integer", "date", "due"]
"""What stands in a column: the IRI of an act or of any node, a text, a whole number, a date (day, month or year);
`due` is a date or the day and month of every year ("--11-15")."""

HERE: Final = Path(__file__).parent


class _Part(BaseModel):
    """Immutable and closed: a misspelt key of the front matter is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(_Part):
    """The same in Vietnamese and in English."""

    vi: str
    en: str


class Parameter(_Part):
    name: str
    type: ParameterType
    required: bool
    default: str | None = None
    """Taken where nothing is given, in the form in which a person would give it."""
    label: Bilingual

    @model_validator(mode="after")
    def _no_default_for_required(self) -> Self:
        if self.required and self.default is not None:
            raise ValueError(f"parameter {self.name} is required, so it can have no default")
        return self

    @property
    def variable(self) -> str:
        """Its variable in the query, without "?": a column may bear the parameter's own name."""
        return f"_{self.name}"


class Changes(_Part):
    """The two columns of text that a computed column compares: {from: upstreamText, to: text}."""

    source: str = Field(alias="from")
    to: str


class Column(_Part):
    name: str
    type: ColumnType
    label: Bilingual
    changes: Changes | None = None
    """Where it stands, the column is computed from two others (queries/changes.py) and the query does not select it."""


class Question(_Part):
    """A question of the catalogue. `text` is the whole file, front matter and all."""

    name: str
    title: Bilingual
    purpose: Bilingual
    notes: Bilingual | None = None
    """How its words are meant: what counts, what is left out."""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...]
    kept: Literal["by-act"] | None = None
    """Whether the answer without parameters is kept as acts are loaded: each row is found inside one act's graph, and
    rows stand in the order of the acts' IRIs first."""
    text: str

    @property
    def selected(self) -> tuple[Column, ...]:
        """The columns that the query itself selects, without those computed from them."""
        return tuple(column for column in self.columns if column.changes is None)

    def parameter(self, name: str) -> Parameter | None:
        return next((parameter for parameter in self.parameters if parameter.name == name), None)


@cache
def catalogue() -> Mapping[str, Question]:
    """Every question by its name, in alphabetical order. Raises CatalogueError for a file that is none."""
    questions = [read_question(file) for file in sorted(HERE.glob("*.rq"))]
    return MappingProxyType({question.name: question for question in questions})


def read_question(file: Path) -> Question:
    """The question in a .rq file that is named like it. Raises CatalogueError with the file and the fault."""
    try:
        question = parse_question(file.read_text(encoding="utf-8"))
    except (CatalogueError, UnicodeDecodeError, OSError) as error:
        raise CatalogueError(f"{file}: {error}") from error
    if question.name != file.stem:
        raise CatalogueError(f'{file}: its front matter gives the name "{question.name}"; name both alike.')
    return question


def parse_question(text: str) -> Question:
    """The question in the text of a .rq file. Raises CatalogueError."""
    try:
        question = Question(text=text, **_front_matter(text))
    except ValidationError as error:
        raise CatalogueError(f"the front matter is wrong: {_first_fault(error)}.") from error
    _check_columns(question)
    _check_changes(question)
    _check_parameters(question)
    return question


def _front_matter(text: str) -> dict[str, Any]:
    lines = []
    for line in text.splitlines():
        if not line.startswith("#+"):
            break
        lines.append(line.removeprefix("#+").removeprefix(" "))
    if not lines:
        raise CatalogueError('it has no front matter; begin the file with "#+" lines of YAML.')
    try:
        matter = yaml.safe_load("\n".join(lines))
    except yaml.YAMLError as error:
        raise CatalogueError(f"the front matter is no YAML ({' '.join(str(error).split())}).") from error
    if not isinstance(matter, dict):
        raise CatalogueError("the front matter is no list of keys and values.")
    return {str(key): value for key, value in matter.items()}


def _first_fault(error: ValidationError) -> str:
    fault = error.errors()[0]
    place = ".".join(str(step) for step in fault["loc"])
    return f"{place}: {fault['msg']}" if place else str(fault["msg"])


def _check_columns(question: Question) -> None:
    """The columns that are not computed are those of the SELECT, in its order: an empty store tells them, and whether
    the query is sound."""
    try:
        answer = Store().query(question.text)
    except SyntaxError as error:
        raise CatalogueError(str(syntax_error(str(error)))) from error
    if not isinstance(answer, QuerySolutions):
        raise CatalogueError("the query is no SELECT.")
    selected = [variable.value for variable in answer.variables]
    named = [column.name for column in question.selected]
    if selected != named:
        raise CatalogueError(f"the query selects {', '.join(selected)}, the front matter lists {', '.join(named)}.")


def _check_changes(question: Question) -> None:
    """A computed column compares two columns of text that the query selects, and is itself a text."""
    texts = {column.name for column in question.selected if column.type == "text"}
    for column in question.columns:
        if column.changes is None:
            continue
        if column.type != "text":
            raise CatalogueError(f"column {column.name} is computed from texts, so its type is text.")
        if strangers := {column.changes.source, column.changes.to} - texts:
            raise CatalogueError(f"column {column.name} compares {min(strangers)}, but the query selects no such text.")


def _check_parameters(question: Question) -> None:
    places = marked(question.text)
    variables = {parameter.variable for parameter in question.parameters}
    if without := variables - places:
        raise CatalogueError(f'the query has no "# @bind {min(without)}", so that parameter would do nothing.')
    if strangers := places - variables:
        raise CatalogueError(f'the query has "# @bind {min(strangers)}", but no parameter {min(strangers)[1:]}.')
    names = [parameter.name for parameter in question.parameters]
    if len(set(names)) != len(names):
        raise CatalogueError("two parameters have the same name.")
