"""The rules of language, as tables: who knows Vietnamese administration can extend them without Python.

Each function opens one table of this folder, once.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def table(name: str) -> Sequence[Mapping[str, str]]:
    """The rows of `name` (a CSV file of this folder); lines that begin with "#" are remarks."""
    text = resources.files(__name__).joinpath(name).read_text("utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")))


@cache
def grammar(name: str) -> Mapping[str, Any]:
    """The contents of `name` (a YAML file of this folder)."""
    content = yaml.safe_load(resources.files(__name__).joinpath(name).read_text("utf-8"))
    if not isinstance(content, dict):
        raise TypeError(f"{name} must be a mapping of names to forms")
    return content


@cache
def organ_codes() -> frozenset[str]:
    """Codes of the organs that stand behind the slash of a Party document's number: "TW", "BTGTU"."""
    return frozenset(row["code"] for row in table("organ_codes.csv"))
