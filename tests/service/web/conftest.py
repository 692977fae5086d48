"""One browser for all tests of pages in a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.service.web.browsing import a_browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with a_browser() as one:
        yield one
