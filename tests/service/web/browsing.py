"""What tests of pages share: a browser (Debian's chromium, driven by Playwright), and a page's text."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import httpx
import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM: Final = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@contextmanager
def a_browser() -> Iterator[Browser]:
    """The browser; without chromium the test is skipped, or fails where nobody would read that (CI=true)."""
    chromium = shutil.which("chromium")
    if chromium is None:
        reason = "NO CHROMIUM ON THE PATH: the page was not seen in a browser. Install the package chromium."
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM)
        yield one
        one.close()


def words(page: httpx.Response) -> str:
    """The page's text, as one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.text).split())
