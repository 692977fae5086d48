"""The query texts beside this module, with the project's prefixes declared."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from ontology.namespaces import PREFIXES

HERE: Final = Path(__file__).parent
_PROLOGUE: Final = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())


@cache
def query(name: str) -> str:
    """The text of `name`.rq."""
    return _PROLOGUE + (HERE / f"{name}.rq").read_text(encoding="utf-8")
