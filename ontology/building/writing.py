"""Writes the tables with their heads: the same package and corrections give the same bytes."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from textwrap import wrap
from typing import Final

from ontology.building.source import Tables

_SOURCE: Final = """
Made by `python -m ontology.building` from PyPI's vietnamadminunits 1.0.4 (MIT License, Copyright (c) 2025 Tran Ngoc
Minh Hieu: building/LICENSE-vietnamadminunits.txt) and building/corrections.csv; change those, not this file. Checked
on 2026-11-21 against vietnam-provinces 2026.9.0 (`--check` prints where they differ) and, where the two differ on what
became of a commune, against resolutions 1654 to 1687/NQ-UBTVQH15 of 16/6/2025.
"""
_HEADS: Final = {
    "communes.csv": """
The 3,321 communes of Quyết định 19/2025/QĐ-TTg as they stood on 2025-07-01, with the codes of the statistical office
and the centre in degrees (WGS 84). `province` is a unit of units.csv. Later changes of kind (xã to phường) are not in
it.
""",
    "districts-2004.csv": """
The 696 districts that ended on 2025-06-30 (Luật 72/2025/QH15, Điều 51). `province` is a unit of units.csv. `became`:
today's commune, only where the district had no communes of its own; else it became what its communes became.
""",
    "communes-2004.csv": """
The 10,035 communes of 2025-06-30, with the codes of Quyết định 124/2004/QĐ-TTg. `became`: today's codes, several where
the commune was split, first the one that the package takes for an address without a street: an estimate, not a rule of
law. Communes that ended earlier are not in it.
""",
}


def write(tables: Tables, folder: Path) -> None:
    """Writes the three files into the folder."""
    rows = (tables.communes, tables.districts_2004, tables.communes_2004)
    for (name, head), table in zip(_HEADS.items(), rows, strict=True):
        (folder / name).write_text(_text(head, list(table.values())), encoding="utf-8", newline="")


def _text(head: str, rows: list[dict[str, str]]) -> str:
    file = StringIO()
    for line in wrap(" ".join((head + _SOURCE).split()), width=118, break_long_words=False, break_on_hyphens=False):
        file.write(f"# {line}\n")
    writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()
