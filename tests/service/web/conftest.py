"""The browser of a module's tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.service.web.browsing import a_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed behind each module: as long as Playwright runs, its event loop does, and asyncio.run cannot."""
    with a_browser() as one:
        yield one
