"""Accessibility as axe-core sees it: a page in a browser against the machine-testable rules of WCAG 2.2 A and AA.

    assert violations(tab) == []
    assert violations(tab, without=[".yasgui"]) == []    # a box that is a library's own

What no machine sees (order, wording, keyboard) the tests of each page say themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The tags of axe-core's rules that count here."""


def violations(page: Page, *, without: Sequence[str] = ()) -> list[str]:
    """What breaks a rule on the page as it stands, one line each: "image-alt: img.logo (Images must have …)".

    `without`: CSS selectors of boxes that are left out, with all in them.
    """
    # The library writes the context with repr(), so it must read the same in Python and in JavaScript.
    context: dict[str, Any] | None = {"exclude": [[selector] for selector in without]} if without else None
    found = Axe().run(page, context, {"runOnly": list(RULES), "resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']}: {' '.join(map(str, node['target']))} ({one['help']})" for one in found for node in one["nodes"]
    ]
