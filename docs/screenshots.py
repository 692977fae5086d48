"""Screenshots of a running service, for the documentation: docs/images/*.webp.

    make run                                            # in one terminal
    .venv/bin/python docs/screenshots.py                # in another
    .venv/bin/python docs/screenshots.py http://127.0.0.1:8000 --to docs/images --path home=/ --path search=/tra-cuu

Each page is taken 390, 1280 and 1920 pixels wide, in light and dark, and as it prints: home-1280-light.webp, …,
home-print.webp. Needs a chromium on the PATH. A long page is cut at 1,800 pixels, so that a picture stays small.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

PAGES: Final = {
    "home": "/",
    "search": "/tra-cuu?q=truy+xuat+nguon+goc",
    "act": "/doc/ttg/2024/1703-qd-ttg",
    "text": "/toan-van/doc/ttg/2024/1703-qd-ttg",
    "diagram": "/so-do/doc/tw/2024/38-ct-tw",
    "task": "/nhiem-vu/doc/ttg/2024/1703-qd-ttg/task/II.3",
    "coverage": "/bao-phu/doc/ttg/2024/1703-qd-ttg",
    "commune": "/unit/15016",
    "deadlines": "/thoi-han",
    "overview": "/tong-quan",
    "check": "/check",
    "sparql": "/sparql",
    "ontology": "/ontology",
}
WIDTHS: Final = (390, 1280, 1920)
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
LONGEST: Final = 1800
"""Pixels of a page's height that are shown."""
PAPER: Final = 794
"""Pixels of the width of A4."""
QUALITY: Final = 55
ARGUMENTS: Final = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def take(address: str, folder: Path, pages: dict[str, str]) -> Iterator[Path]:
    """Take every page of `pages` (name to path) at `address` into `folder`; gives each file once it is written."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("No chromium on the PATH. Install it (Debian: apt install chromium) and try again.")
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name, path in pages.items():
            where = address.rstrip("/") + path
            for width in WIDTHS:
                for scheme in SCHEMES:
                    yield _taken(browser, where, folder / f"{name}-{width}-{scheme}.webp", width, scheme)
            yield _taken(browser, where, folder / f"{name}-print.webp", PAPER, "light", printed=True)
        browser.close()


def _taken(
    browser: Browser, where: str, file: Path, width: int, scheme: Literal["light", "dark"], *, printed: bool = False
) -> Path:
    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    if printed:
        tab.emulate_media(media="print")
    tab.goto(where)
    tab.wait_for_load_state("networkidle")
    height = min(int(tab.evaluate("document.documentElement.scrollHeight")), LONGEST)
    picture = tab.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    tab.close()
    Image.open(BytesIO(picture)).save(file, "WEBP", quality=QUALITY, method=6)
    return file


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description="Screenshots of a running service")
    parser.add_argument("address", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--to", type=Path, default=Path(__file__).parent / "images")
    parser.add_argument("--path", action="append", metavar="NAME=/PATH", help="instead of one page of each kind")
    given = parser.parse_args()
    pages = dict(pair.split("=", 1) for pair in given.path) if given.path else PAGES
    for file in take(given.address, given.to, pages):
        print(f"{file} ({file.stat().st_size // 1024} kB)")


if __name__ == "__main__":
    main()
