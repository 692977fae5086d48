from __future__ import annotations

import pytest

from queries.engine import OxigraphEngine
from tests.queries.country import country, country_with_lineage


@pytest.fixture(scope="session")
def engine() -> OxigraphEngine:
    """The small country; tests only read it."""
    return country()


@pytest.fixture(scope="session")
def tied() -> OxigraphEngine:
    """The country with task lineage; tests only read it."""
    return country_with_lineage()
