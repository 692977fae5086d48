from __future__ import annotations

import pytest

from queries.engine import OxigraphEngine
from tests.queries.country import country


@pytest.fixture(scope="session")
def engine() -> OxigraphEngine:
    """The small country; tests only read it."""
    return country()
