"""`cancu query`: a question of the catalogue, or a query file.

$ cancu query                                           lists the questions
$ cancu query lineage-down document=38-CT/TW
$ cancu query agency-duties "agency=Sở Khoa học và Công nghệ@Thanh Hóa" --format csv
$ cancu query my.rq --format json
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer
from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, serialize

from ontology.namespaces import PREFIXES
from queries.binding import ask, bindings
from queries.catalogue import Parameter, catalogue, read_question
from queries.engine import names_its_graphs, syntax_error
from queries.errors import BadQuery
from service.commands.answers import as_cells, as_csv, as_json
from service.commands.tables import print_table
from service.commands.terminal import StoreOption, filled, pairs, say, write_result
from service.errors import WrongUse
from service.exporting.tables import Row, formulas
from service.settings import DEFAULT_STORE
from service.store import Reader

FILE_SUFFIXES: Final = (".rq", ".sparql")


class AnswerFormat(StrEnum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    json = "json"
    ttl = "ttl"


def query(
    question: Annotated[
        str | None, typer.Argument(metavar="NAME|FILE.rq", help="A question; without one, all are listed.")
    ] = None,
    parameters: Annotated[list[str] | None, typer.Argument(metavar="key=value...")] = None,
    answer_format: Annotated[
        AnswerFormat | None,
        typer.Option("--format", help="Default: table; ttl where the answer is triples.", show_default=False),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Ask a question. Without a name: list the questions."""
    if question is None:
        _list_questions()
        return
    given = pairs(parameters or ())
    file = Path(question)
    is_file = question not in catalogue() and (file.suffix in FILE_SUFFIXES or file.is_file())
    if is_file:
        _answer_file(file, given, filled(store), answer_format)
        return
    answer = ask(question, given, filled(store).engine)
    _write_rows([column.name for column in answer.columns], answer.rows, answer_format)


def _list_questions() -> None:
    rows = [
        (question.name, " ".join(map(_signature, question.parameters)), question.title.vi, question.title.en)
        for question in catalogue().values()
    ]
    print_table(("Question", "Parameters", "Câu hỏi", "What it answers"), rows, sys.stdout)


def _signature(parameter: Parameter) -> str:
    return f"{parameter.name}=…" if parameter.required else f"[{parameter.name}=…]"


def _answer_file(file: Path, given: Mapping[str, str], reader: Reader, answer_format: AnswerFormat | None) -> None:
    text = _query_text(file)
    if text.startswith("#+"):
        question = read_question(file)
        table = reader.engine.select(text, bindings(question, given, reader.engine))
        _write_rows(table.columns, table.rows, answer_format)
        return
    if given:
        raise WrongUse(f"{file} takes no parameters: it has no front matter that names them.")
    answer = _evaluated(file, text, reader)
    if isinstance(answer, QueryTriples):
        _write_triples(file, answer, answer_format)
    elif isinstance(answer, QueryBoolean):
        write_result("true" if answer else "false", None)
    else:
        _write_rows([variable.value for variable in answer.variables], map(tuple, answer), answer_format)


def _query_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise WrongUse(f"{file}: the query cannot be opened ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise WrongUse(f"{file}: the query is no text in UTF-8.") from error


def _evaluated(file: Path, text: str, reader: Reader) -> QuerySolutions | QueryBoolean | QueryTriples:
    try:
        return reader.graph.query(text, use_default_graph_as_union=not names_its_graphs(text))
    except SyntaxError as error:
        raise WrongUse(f"{file}: {syntax_error(str(error))}") from error
    except (ValueError, RuntimeError, OSError) as error:
        raise BadQuery(f"{file}: the query cannot be answered: {error}.") from error


def _write_rows(columns: Sequence[str], rows: Iterable[Row], answer_format: AnswerFormat | None) -> None:
    if answer_format is AnswerFormat.ttl:
        raise WrongUse("The answer is a table, not triples: use --format table, csv or json.")
    if answer_format is AnswerFormat.csv:
        complete = list(rows)
        write_result(as_csv(columns, complete), None)
        if calculated := formulas(complete):
            say(f"{calculated} cells begin like a formula. For a spreadsheet: cancu export --question … --format xlsx")
        return
    if answer_format is AnswerFormat.json:
        write_result(as_json(columns, rows), None)
        return
    cells = [as_cells(row) for row in rows]
    print_table(columns, cells, sys.stdout)
    if not cells:
        say("no answer.")


def _write_triples(file: Path, triples: QueryTriples, answer_format: AnswerFormat | None) -> None:
    if answer_format not in (None, AnswerFormat.ttl):
        raise WrongUse(f"{file}: the answer is triples, not a table: use --format ttl.")
    unique = sorted({*triples}, key=str)
    write_result((serialize(unique, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode("utf-8"), None)
