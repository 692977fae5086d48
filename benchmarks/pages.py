"""How long each kind of page takes the service, and how much comes over the wire.

    python -m benchmarks.pages --store FOLDER        a store of a made country (python -m benchmarks.national --store …)

Each page is asked for once before it is measured, as by people who look at the same few directives all day, and then
RUNS times, one after the other; acts, tasks and communes come in turns from a sample. Bytes are those of the page and
of all that it needs (style, scripts, pictures), as compressed as the service gives them. The budget: 300 ms for 95 of
100 requests, 200 kB, and 700 kB with the diagram.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Final
from urllib.parse import quote

import httpx

from benchmarks.endpoint_servers import ours
from ontology.namespaces import data, path_of
from queries.engine import Engine
from service.store import Store
from service.web.views.asking import rows
from service.web.views.home import roots

HTML: Final = {"Accept": "text/html", "Accept-Encoding": "gzip"}
RUNS: Final = 40
SAMPLE: Final = 10
WORDS: Final = ("tap huan", "truy xuat nguon goc", "quyết định về an toàn", '"chuyển đổi số"')
SLOWEST: Final = 300.0
"""Milliseconds."""
LARGEST: Final = {"diagram": 700_000, "diagram, a province open": 700_000}
LARGEST_OF_OTHERS: Final = 200_000
_NEEDED: Final = re.compile(
    r'(?:<link[^>]*rel="(?:stylesheet|icon)"[^>]*|<script[^>]*|<img[^>]*)(?:href|src)="(/[^"]+)"'
)


def pages(engine: Engine) -> dict[str, Sequence[str]]:
    """The kinds of pages, each with addresses to ask for in turns."""
    root = roots(engine)[0].act.iri
    below = rows(engine, "lineage-steps", root=root)
    by_level: dict[str, list[str]] = {}
    for row in below:
        by_level.setdefault(row.get("level", "").rpartition("/")[2], []).append(path_of(row["act"]))
    centre = by_level["central"][0]
    some = Random(1)
    provincial, communal = (some.sample(sorted(set(by_level[level])), SAMPLE) for level in ("province", "commune"))
    tasks = [path_of(row["obligation"]) for row in rows(engine, "obligations", act=str(data(centre)))][:SAMPLE]
    their_tasks = [
        path_of(found[0]["obligation"])
        for act in communal
        if (found := rows(engine, "obligations", act=str(data(act))))
    ]
    communes = [f"unit/{act.split('/')[2]}" for act in communal]
    bodies = sorted({path_of(row["body"]) for act in provincial for row in rows(engine, "roles", act=str(data(act)))})
    opened = f"mo={path_of(root)}&mo={centre}&mo={centre}|province&mo={provincial[0]}"
    return {
        "home": ["/"],
        "overview": ["/tong-quan"],
        "act of the centre": [f"/{centre}"],
        "act of a province": [f"/{act}" for act in provincial],
        "act of a commune": [f"/{act}" for act in communal],
        "diagram": [f"/so-do/{path_of(root)}"],
        "diagram, a province open": [f"/so-do/{path_of(root)}?{opened}"],
        "task": [f"/nhiem-vu/{task}" for task in tasks],
        "where a task comes from": [f"/nguon-goc/{task}" for task in their_tasks],
        "coverage": ["/bao-phu", f"/bao-phu/{centre}"],
        "a commune's sheet": [f"/{commune}" for commune in communes],
        "body": [f"/{body}" for body in some.sample(bodies, min(SAMPLE, len(bodies)))],
        "deadlines": ["/thoi-han"],
        "search": [f"/tra-cuu?q={quote(words)}" for words in WORDS],
        "question": [f"/cau-hoi/lineage-down?document={data(path_of(root))}", "/cau-hoi"],
        "findings": ["/findings"],
        "check of a draft": ["/check"],
        "ontology": ["/ontology"],
        "SPARQL, with the editor": ["/sparql"],
    }


def main() -> None:
    """Read the command line, serve the store and print one line a kind of page."""
    parser = argparse.ArgumentParser(description="Times and sizes of the pages")
    parser.add_argument("--store", type=Path, required=True, help="the folder of a store")
    given = parser.parse_args()
    kinds = pages(Store.open(given.store).reader().engine)
    sys.stdout.write(f"{'page':28}{'median ms':>10}{'95th':>8}{'kB':>7}\n")
    with (
        ours(given.store) as server,
        httpx.Client(base_url=f"http://127.0.0.1:{server.port}", trust_env=False, timeout=120, headers=HTML) as client,
    ):
        missed = [line for kind, addresses in kinds.items() if (line := _measured(client, kind, addresses))]
    sys.stdout.write("".join(f"over the budget: {line}\n" for line in missed) or "all within the budget\n")


def _measured(client: httpx.Client, kind: str, addresses: Sequence[str]) -> str | None:
    """Print the line of a kind of page; what is over the budget, if anything."""
    largest = max(_size(client, address) for address in addresses)
    taken = []
    for address in islice(cycle(addresses), max(RUNS, 2 * len(addresses))):
        start = time.perf_counter()
        answer = client.get(address)
        taken.append((time.perf_counter() - start) * 1000)
        answer.raise_for_status()
    slow = quantiles(taken, n=20, method="inclusive")[-1]
    sys.stdout.write(f"{kind:28}{median(taken):>10.1f}{slow:>8.1f}{largest / 1000:>7.0f}\n")
    sys.stdout.flush()
    over = slow > SLOWEST or largest > LARGEST.get(kind, LARGEST_OF_OTHERS)
    return f"{kind}, {slow:.0f} ms, {largest / 1000:.0f} kB" if over else None


def _size(client: httpx.Client, address: str) -> int:
    """Bytes of the page and of what it needs, over the wire."""
    page = client.get(address, follow_redirects=True)
    page.raise_for_status()
    needed = {found[1] for found in _NEEDED.finditer(page.text)}
    return page.num_bytes_downloaded + sum(client.get(one).num_bytes_downloaded for one in sorted(needed))


if __name__ == "__main__":
    main()
