"""The second list, out of the modules of vietnam-provinces: read as text, never imported or copied.

Its tables are calls in Python source; `ast` gives their arguments. Codes are padded to the length of the official ones.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Listed:
    """A unit as a list has it."""

    full: str
    """Name with kind."""
    above: str
    """Code of the unit directly above; "" of a province."""


Units = dict[str, Listed]
Heirs = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Lists:
    """What two sources are compared by, all by code."""

    provinces: Units
    communes: Units
    provinces_2004: Units
    districts_2004: Units
    communes_2004: Units
    province_heirs: Heirs
    commune_heirs: Heirs
    """Code of a former commune -> today's codes."""


def read(folder: Path) -> Lists:
    """The lists from the package's modules. Raises KeyError where a table is not in its module."""
    today, former = folder / "_lookup.py", folder / "legacy" / "_lookup.py"
    return Lists(
        provinces=dict(_units(today, "PROVINCE_MAPPING", 2)),
        communes=dict(_units(today, "WARD_MAPPING", 5)),
        provinces_2004=dict(_units(former, "PROVINCE_MAPPING", 2)),
        districts_2004=dict(_units(former, "DISTRICT_MAPPING", 3)),
        communes_2004=dict(_units(former, "WARD_MAPPING", 5)),
        province_heirs=dict(_heirs(folder / "_province_conversion_2025.py", 2)),
        commune_heirs=dict(_heirs(folder / "_ward_conversion_2025.py", 5)),
    )


def _units(module: Path, name: str, width: int) -> Iterator[tuple[str, Listed]]:
    """The last argument names the unit above, `DistrictCode.D_001`; a province's is its telephone code."""
    for code, call in _entries(module, name):
        last = call.args[-1]
        above = last.attr.partition("_")[2] if isinstance(last, ast.Attribute) else ""
        yield f"{code:0{width}d}", Listed(str(ast.literal_eval(call.args[0])), above)


def _heirs(module: Path, width: int) -> Iterator[tuple[str, frozenset[str]]]:
    for code, call in _entries(module, "OLD_TO_NEW"):
        heirs = call.args[1]
        if isinstance(heirs, ast.Tuple):
            calls = [heir for heir in heirs.elts if isinstance(heir, ast.Call)]
            yield f"{code:0{width}d}", frozenset(f"{ast.literal_eval(heir.args[0]):0{width}d}" for heir in calls)


def _entries(module: Path, name: str) -> Iterator[tuple[int, ast.Call]]:
    """The entries `code: Call(…)` of the dictionary of that name."""
    table = _dictionary(module, name)
    for code, call in zip(table.keys, table.values, strict=True):
        if code is not None and isinstance(call, ast.Call):
            yield int(ast.literal_eval(code)), call


def _dictionary(module: Path, name: str) -> ast.Dict:
    for statement in ast.parse(module.read_text("utf-8")).body:
        if isinstance(statement, ast.Assign):
            targets, value = statement.targets, statement.value
        elif isinstance(statement, ast.AnnAssign) and statement.value:
            targets, value = [statement.target], statement.value
        else:
            continue
        if isinstance(value, ast.Dict) and any(isinstance(at, ast.Name) and at.id == name for at in targets):
            return value
    raise KeyError(f"{module.name}: {name}")
