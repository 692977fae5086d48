from __future__ import annotations

import pytest

from queries.analysis.facts import Facts, read_facts
from queries.analysis.whole import Analysis, analyse
from tests.queries.analysis.small import SMALL, engine_of


@pytest.fixture(scope="session")
def facts() -> Facts:
    """What the small graph says; tests only read it."""
    return read_facts(engine_of(SMALL))


@pytest.fixture(scope="session")
def analysis() -> Analysis:
    """The analysis of the small graph."""
    return analyse(engine_of(SMALL))
