"""How the command line speaks: results on stdout, messages on stderr, no traceback for a user's mistake.

$ cancu read missing.txt
cancu: missing.txt: cannot be opened (No such file or directory).
$ echo $?
2
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from typer.core import TyperGroup

from loaders.errors import ReadError
from queries.errors import QueryError
from service.errors import ServiceError, StoreEmpty, UnwritableFile, WrongUse
from service.loading import Progress as OnFile
from service.settings import STORE_VARIABLE
from service.storage.files import write_whole
from service.store import Reader, Store

FINDINGS: Final = 1
WRONG_USE: Final = 2

StoreOption = Annotated[
    str, typer.Option("--store", envvar=STORE_VARIABLE, help="The store's folder.", show_default=True)
]

PLAIN: Final = (ServiceError, ReadError, QueryError)
"""Errors whose text is meant for users."""


class PlainErrors(TyperGroup):
    """The command group: an error with words for users ends with these words and exit code 2."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except PLAIN as error:
            say(str(error))
            raise typer.Exit(WRONG_USE) from error


def say(message: str) -> None:
    """A message to the user, on stderr, as it stands."""
    typer.echo(f"cancu: {message}", err=True)


def write_result(text: str, output: Path | None) -> None:
    """A command's result: to the file of -o, whole or not at all, or to stdout."""
    text = text if text.endswith("\n") or not text else text + "\n"
    if output is None:
        sys.stdout.write(text)
        return
    try:
        write_whole(output, text.encode("utf-8"))
    except OSError as error:
        raise UnwritableFile(f"{output}: cannot be written ({error.strerror}).") from error


def pairs(parameters: Sequence[str]) -> dict[str, str]:
    """The parameters of a question, given as key=value. WrongUse for what is none."""
    found: dict[str, str] = {}
    for parameter in parameters:
        key, equals, value = parameter.partition("=")
        if not equals or not key:
            raise WrongUse(f'"{parameter}" is no parameter: write it as key=value, as in document=38-CT/TW.')
        if key in found:
            raise WrongUse(f"The parameter {key} is given twice.")
        found[key] = value
    return found


def filled(store: str) -> Reader:
    """The store for reading. StoreEmpty where nothing has been loaded into it."""
    reader = Store.open(store).reader()
    if not reader.generation:
        raise StoreEmpty(f"{store}: nothing has been loaded yet. Load documents first: cancu load PATH")
    return reader


@contextmanager
def progress_bar(task: str) -> Iterator[OnFile]:
    """A progress bar on stderr while the block runs; nothing where stderr is no terminal."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[file]}"),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        bar = progress.add_task(task, file="", total=None)

        def on_file(done: int, total: int, file: Path) -> None:
            progress.update(bar, completed=done, total=total, file=file.name.replace("[", r"\["))

        yield on_file


def use_utf8() -> None:
    """Vietnamese is written whole whatever the terminal's locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
