"""Small queries that lie as .rq files beside the module that asks them, without a PREFIX of their own.

query_text(Path(__file__).parent, "names")                  the text of names.rq, the project's prefixes declared
asked_beside(engine, Path(__file__).parent, "loaded", act="https://…/1703-qd-ttg")
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from ontology.namespaces import PREFIXES
from queries.engine import Engine, Table

_PROLOGUE: Final = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())


@cache
def query_text(folder: Path, name: str) -> str:
    """The text of `name`.rq in `folder`; on the file's own lines, so that errors fit it."""
    return _PROLOGUE + (folder / f"{name}.rq").read_text(encoding="utf-8")


def asked_beside(engine: Engine, folder: Path, name: str, /, **iris: str) -> Table:
    """The answer to `name`.rq in `folder`, with IRIs at its "# @bind" markers."""
    return engine.select(query_text(folder, name), {variable: NamedNode(iri) for variable, iri in iris.items()})
