"""The pages that no other test looks at with axe-core, in both colours, as wide as a phone."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Browser

from tests.service.web.axe import violations

PATHS = [
    "/findings",
    "/check",
    "/tra-cuu",
    "/role/lead",
    "/agency/binh-duong/so-khoa-hoc-va-cong-nghe",
    "/doc/tw/2024/38-ct-tw",
    "/cau-hoi/lineage-text?task=1169/QĐ-UBND%23II.3",
    "/dcat",
    "/shapes",
    "/api/docs",
    "/nothing-here",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(browser: Browser, address: str, path: str, scheme: Literal["light", "dark"]) -> None:
    tab = browser.new_page(color_scheme=scheme, viewport={"width": 390, "height": 800})
    tab.goto(address + path)
    assert violations(tab) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    tab.close()
