"""`cancu review`: people's corrections of which task carries out which.

$ cancu review corrections.csv
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from service.commands.terminal import StoreOption, filled, say
from service.reviewing import read_reviews
from service.settings import DEFAULT_STORE
from service.store import Store


def review(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="CSV: task,upstream,verdict,by,date,reason.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Load people's corrections of task lineage; they overrule what cancu found. A faulty file stores nothing."""
    engine = filled(store).engine
    reviews = [review for file in files for review in read_reviews(file, engine)]
    with Store.open(store, writable=True) as opened:
        new = opened.put_reviews(reviews)
        opened.publish()
    say(f"{new} reviews stored, {len(reviews) - new} were there already.")
