"""The query texts beside this module."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from queries.beside import query_text

HERE: Final = Path(__file__).parent


def query(name: str) -> str:
    """The text of `name`.rq."""
    return query_text(HERE, name)
