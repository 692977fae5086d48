"""`cancu export`: the whole graph, one act, one province, or the answer of a question, as a file.

$ cancu export --format nq -o can-cu.nq
$ cancu export --act 1703/QĐ-TTg --format akn -o 1703.akn.xml
$ cancu export --province "Thanh Hóa" --format xlsx -o thanh-hoa.xlsx
$ cancu export --question agency-duties "agency=Sở Khoa học và Công nghệ@Bình Dương" --format ics -o lich.ics
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from service.commands.terminal import StoreOption, filled, pairs, say
from service.errors import WrongUse
from service.exporting.exports import Asked, Export, write_file
from service.exporting.formats import FORMS, form_named
from service.exporting.scope import Scope, one_act, one_province, whole
from service.settings import DEFAULT_STORE
from service.store import Reader


def export(
    parameters: Annotated[
        list[str] | None, typer.Argument(metavar="key=value...", help="What the question takes.")
    ] = None,
    format_name: Annotated[str, typer.Option("--format", help=" | ".join(FORMS))] = "nq",
    act: Annotated[str | None, typer.Option("--act", help="Only this act: its number or IRI.")] = None,
    province: Annotated[
        str | None, typer.Option("--province", help="Only the acts of this province and its communes.")
    ] = None,
    question: Annotated[str | None, typer.Option("--question", help="The answer of this question, complete.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="The file; else stdout.")] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the graph, or a part of it, for other programs. Everything in the store, unless a part is named."""
    form = form_named(format_name)
    if sum(one is not None for one in (act, province, question)) > 1:
        raise WrongUse("Give only one of --act, --province and --question.")
    if parameters and question is None:
        raise WrongUse(f'"{parameters[0]}" is a parameter of a question: name it with --question.')
    reader = filled(store)
    what = Asked(question, pairs(parameters or ())) if question is not None else _scope(act, province, reader)
    made = Export(reader, form, what)
    written = made.write(sys.stdout.buffer) if output is None else write_file(made, output)
    say(f"{written} written{f' to {output}' if output else ''}.")


def _scope(act: str | None, province: str | None, reader: Reader) -> Scope:
    if act is not None:
        return one_act(act, reader)
    return one_province(province, reader) if province is not None else whole()
