"""Screenshots of a running service, for the documentation: docs/images/*.png.

    make run                                            # in one terminal
    .venv/bin/python docs/screenshots.py                # in another
    .venv/bin/python docs/screenshots.py http://127.0.0.1:8000 --to docs/images --path home=/ \
        --path act=/doc/ttg/2024/1703-qd-ttg

Each page is taken 1280 and 390 pixels wide, in light and dark: home-1280-light.png, … Needs a chromium on the PATH.
A long page is cut at 2,400 pixels, and the colours are brought down to 128, so that a picture stays small.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import sync_playwright

PAGES: Final = {"home": "/", "act": "/doc/ttg/2024/1703-qd-ttg"}
WIDTHS: Final = (1280, 390)
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
LONGEST: Final = 2400
"""Pixels of a page's height that are shown."""
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


def take(address: str, folder: Path, pages: dict[str, str], full: bool = False) -> list[Path]:
    """Take every page of `pages` (name to path) at `address` into `folder`; returns the files written."""
    chromium = shutil.which("chromium")
    if chromium is None:
        sys.exit("No chromium on the PATH. Install it (Debian: apt install chromium) and try again.")
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for name, path in pages.items():
            for width in WIDTHS:
                for scheme in SCHEMES:
                    tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                    tab.goto(address.rstrip("/") + path)
                    height = int(tab.evaluate("document.documentElement.scrollHeight"))
                    file = folder / f"{name}-{width}-{scheme}.png"
                    shown = height if full else min(height, LONGEST)
                    tab.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": shown})
                    tab.close()
                    written.append(file)
        browser.close()
    return written


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description="Screenshots of a running service")
    parser.add_argument("address", nargs="?", default="http://127.0.0.1:8000")
    parser.add_argument("--to", type=Path, default=Path(__file__).parent / "images")
    parser.add_argument("--path", action="append", metavar="NAME=/PATH", help="instead of the home and an act")
    parser.add_argument("--full", action="store_true", help="the whole height of each page")
    given = parser.parse_args()
    pages = dict(pair.split("=", 1) for pair in given.path) if given.path else PAGES
    for file in take(given.address, given.to, pages, given.full):
        print(f"{file} ({file.stat().st_size // 1024} kB)")


if __name__ == "__main__":
    main()
