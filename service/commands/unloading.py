"""`cancu unload`: acts out of the store again.

$ cancu unload 1169/QĐ-UBND@Bình\\ Dương
"""

from __future__ import annotations

from typing import Annotated

import typer

from service.commands.terminal import StoreOption, filled, say
from service.errors import WrongUse
from service.exporting.scope import act_named
from service.settings import DEFAULT_STORE
from service.store import Store


def unload(
    acts: Annotated[list[str], typer.Argument(metavar="ACT...", help="Acts, by number or IRI.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Remove acts: graph, findings, lineage. One that others cite stays as they describe it; reviews stay.

    An act that is unknown, ambiguous or not loaded removes nothing.
    """
    engine = filled(store).engine
    named = {act_named(act, engine): act for act in acts}
    with Store.open(store, writable=True) as opened:
        if missing := [named[iri] for iri in named if not opened.holds(iri)]:
            raise WrongUse(f"{', '.join(missing)}: known only because others cite it; there is nothing to unload.")
        gone = opened.remove(list(named))
        opened.publish()
    say(f"{len(gone)} act{'s' if len(gone) > 1 else ''} unloaded.")
