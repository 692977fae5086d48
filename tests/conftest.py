"""Options of the tests."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Fresh layouts: `pytest tests/layouts --layout-seed 5000 --layout-count 100`."""
    group = parser.getgroup("layouts", "random layouts of task tables")
    group.addoption("--layout-seed", type=int, default=None, help="first seed of fresh layouts, besides the fixed ones")
    group.addoption("--layout-count", type=int, default=50, help="how many fresh layouts, a seed each (default 50)")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without --layout-seed there are no fresh layouts to read: their test is not collected."""
    if config.getoption("--layout-seed") is None:
        items[:] = [item for item in items if not item.name.startswith("test_fresh_layouts")]
