"""The command `cancu`.

    $ cancu load corpus
    $ cancu query lineage-down document=38-CT/TW
    $ cancu serve

Results on stdout, messages on stderr. Exit codes: 0 well, 1 findings, 2 wrong use or unreadable input.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from service.commands.analysing import analyse
from service.commands.asking import query
from service.commands.checking_drafts import check
from service.commands.differing import diff
from service.commands.exporting import export
from service.commands.ontology import ontology
from service.commands.reading import read
from service.commands.reviewing import review
from service.commands.searching import index, search
from service.commands.tables import print_outcomes
from service.commands.terminal import (
    WRONG_USE,
    PlainErrors,
    StoreOption,
    progress_bar,
    say,
    use_utf8,
)
from service.commands.unloading import unload
from service.errors import WrongUse
from service.loading import load as load_files
from service.settings import DEFAULT_HOST, DEFAULT_PORT, DEFAULT_STORE
from service.store import Store

app = typer.Typer(
    cls=PlainErrors,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Căn Cứ: Vietnamese official acts as linked data.",
)
app.add_typer(ontology, name="ontology")
app.command("analyse")(analyse)
app.command("check")(check)
app.command("diff")(diff)
app.command("export")(export)
app.command("unload")(unload)
app.command("query")(query)
app.command("read")(read)
app.command("review")(review)
app.command("index")(index)
app.command("search")(search)


@app.command("load")
def load(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files, and folders of them.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Read, check and store files and folders. A file that cannot be read is named, and the others load."""
    with Store.open(store, writable=True) as opened, progress_bar("Loading") as progress:
        outcomes = load_files(paths, opened, progress)
    print_outcomes(outcomes, sys.stdout)
    for outcome in outcomes:
        if outcome.cause:
            say(outcome.cause)
    if not any(outcome.act for outcome in outcomes) and not any(o.status == "failed" for o in outcomes):
        raise WrongUse(f"No document was found in {', '.join(map(str, paths))}.")
    if any(outcome.status == "failed" for outcome in outcomes):
        raise typer.Exit(WRONG_USE)


@app.command("serve")
def serve_command(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = DEFAULT_HOST,
    port: Annotated[int, typer.Option(help="The port to listen on.", min=0, max=65535)] = DEFAULT_PORT,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Serve the graph: pages, /sparql and /api."""
    from service.commands.serving import (
        serve,  # the web framework takes a quarter of a second, which only this command needs
    )

    serve(store, host, port)


def main() -> None:
    """The console command's entry."""
    use_utf8()
    app()


if __name__ == "__main__":
    main()
