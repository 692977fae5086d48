"""The endpoint under load: beside rdflib-endpoint, among hostile queries, and after a thousand of them.

    python -m benchmarks.endpoint                                   # the sample corpus, loaded for it
    python -m benchmarks.endpoint --store /var/tmp/country --no-rdflib

Throughput: `lineage-up`, its query with its values, POSTed to /sparql by eight clients, limits in force: each text
new to the server, then the same texts again, which it remembers; and as a question of the catalogue. rdflib-endpoint
is asked the same over the same triples, by the same clients, in the same run; what both say is compared.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, Final

from pyoxigraph import RdfFormat

from benchmarks.asking import for_rdflib
from benchmarks.endpoint_clients import Ask, Seen, answered, busy, each, page, query, question
from benchmarks.endpoint_servers import Server, ours, theirs
from benchmarks.memory import Peak
from ontology.namespaces import path_of
from queries.binding import bindings, question_named
from queries.markers import bind
from service.loading import load
from service.store import Reader, Store

CORPUS: Final = Path(__file__).parent.parent / "corpus"
CLIENTS: Final = 8
AT_ONCE: Final = 4
"""Clients of the soak: as many as the service answers at once, so that each query is begun and ended."""
ASKED: Final = 16
"""Acts and tasks whose lineage is asked for."""
HOSTILE: Final = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '(a|aa)+(b+)*z$', 'i')) }",
    "SELECT (COUNT(*) AS ?n) { ?a " + "/".join(["(!<a:b>|^!<a:c>)"] * 10) + " ?b }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a ?d",
    "SELECT * { ?s ?p ?o } ORDER BY STRLEN(STR(?o)) ?s",
    "SELECT (COUNT(*) AS ?n) { ?a (!<a:b>)* ?b . ?b (!<a:c>)* ?c }",
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.endpoint", description=__doc__)
    parser.add_argument("--store", type=Path, help="a store to ask; else the sample corpus is loaded")
    parser.add_argument("--seconds", type=float, default=10.0, help="of each measurement of throughput")
    parser.add_argument("--limit", type=float, default=5.0, help="seconds that a hostile query gets among others")
    parser.add_argument("--soak", type=int, default=1000, help="how many hostile queries one after another")
    parser.add_argument("--no-rdflib", action="store_true", help="leave rdflib-endpoint out")
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as aside:
        store = options.store or _loaded(Path(aside) / "store")
        print_throughput(store, options.seconds, None if options.no_rdflib else Path(aside) / "graph.nt")
        print_among_hostile(store, options.limit)
        print_soak(store, options.soak)


def _loaded(folder: Path) -> Path:
    with Store.open(folder, writable=True) as store:
        load([CORPUS], store)
    return folder


# --- throughput


def print_throughput(store: Path, seconds: float, aside: Path | None) -> None:
    """Requests a second, ours and theirs, and whether they agree."""
    reader = Store.open(store).reader()
    resources = _resources(reader)
    asked = question_named("lineage-up")
    texts = [for_rdflib(bind(asked.text, bindings(asked, {"resource": iri}, reader.engine))) for iri in resources]
    print(f"\nlineage-up, {CLIENTS} clients, {seconds:g} s each{' ' * 13}requests/s   median ms   p95 ms")
    with ours(store) as server:
        asks = [query(server, text) for text in texts]
        mine = [_rows(server, ask) for ask in asks]
        each(server, CLIENTS, asks * 2)
        fresh = busy(server, CLIENTS, seconds, asks, anew=True)
        _print("/sparql, each text new", fresh)
        _print("/sparql, asked before", busy(server, CLIENTS, seconds, asks))
        questions = [question("lineage-up", resource=iri) for iri in resources]
        _print("/api/questions", busy(server, CLIENTS, seconds, questions))
    if aside is None:
        return
    _write_triples(reader, aside)
    with theirs(aside) as server:
        asks = [query(server, text) for text in texts]
        others = [_rows(server, ask) for ask in asks]
        slow = busy(server, CLIENTS, seconds, asks)
        _print("rdflib-endpoint", slow)
    differing = sum(one != other for one, other in zip(mine, others, strict=True))
    print(f"{fresh.a_second / slow.a_second:.0f} times as many (aim 12); {differing} of {len(texts)} answers differ")


def _resources(reader: Reader) -> list[str]:
    """Acts and tasks, evenly over all that there are."""
    found: list[str] = []
    for kind, filtered in (
        ("cancu:Document", "FILTER NOT EXISTS { ?it cancu:knownOnlyByCitation true }"),
        ("cancu:Task", ""),
    ):
        table = reader.engine.select(
            f"PREFIX cancu: <https://w3id.org/cancu/ontology#> SELECT ?it {{ ?it a {kind} {filtered} }} ORDER BY ?it"
        )
        rows = table.rows[:: max(1, 2 * len(table.rows) // ASKED)][: ASKED // 2]
        found += [str(getattr(row[0], "value", "")) for row in rows]
    return found


def _rows(server: Server, ask: Ask) -> list[tuple[str, ...]]:
    """The answer's rows in any order; names in one cell in any order too."""
    status, body = answered(server, ask)
    if status != 200:
        return [(str(status),)]
    told: dict[str, Any] = json.loads(body)
    rows = told["results"]["bindings"]
    cells = [[row.get(name, {}).get("value", "") for name in told["head"]["vars"]] for row in rows]
    return sorted(tuple("; ".join(sorted(cell.split("; "))) for cell in row) for row in cells)


def _write_triples(reader: Reader, file: Path) -> None:
    """The store as one graph: rdflib's union of named graphs would cost it more."""
    lines = {line.rsplit(b" <", 1)[0] + b" ." for line in _dump(reader).splitlines() if line}
    file.write_bytes(b"\n".join(lines))


def _dump(reader: Reader) -> bytes:
    return reader.graph.dump(format=RdfFormat.N_QUADS) or b""


# --- among hostile queries


def print_among_hostile(store: Path, limit: float) -> None:
    """How the questions and pages fare while ten clients ask hostile queries, and how those end."""
    reader = Store.open(store).reader()
    communes, acts = _communes(reader), [iri for iri in _resources(reader) if "/task/" not in iri]
    print(f"\nten clients with hostile queries, each within {limit:g} s{' ' * 7}requests/s   median ms   p95 ms")
    with ours(store, CANCU_QUERY_SECONDS=f"{limit:g}") as server:
        duties = [question("commune-duties", commune=iri) for iri in communes]
        pages = [page(path_of(iri)) for iri in acts]
        _print("alone: commune-duties", busy(server, 1, 3.0, duties))
        _print("alone: pages of acts", busy(server, 1, 3.0, pages))
        peak, hostile, stop = Peak(server.process), Seen(), threading.Event()
        asks = [query(server, text) for text in HOSTILE]
        storm = threading.Thread(target=_storm, args=(server, asks, hostile, stop))
        watching = threading.Thread(target=_watch, args=(peak, stop))
        storm.start()
        watching.start()
        time.sleep(1.0)
        _print("among them: commune-duties (aim p95 150)", busy(server, 1, 2 * limit, duties))
        _print("among them: pages of acts (aim p95 150)", busy(server, 1, 2 * limit, pages))
        stop.set()
        storm.join()
        watching.join()
    print(
        f"hostile: {len(hostile.seconds)} ended, statuses {dict(hostile.statuses)}, the longest after "
        f"{max(hostile.seconds):.2f} s (aim {limit + 1:g}); "
        f"peak memory {peak.own:.0f} MB, with workers {peak.together:.0f} MB"
    )


def _communes(reader: Reader) -> list[str]:
    """Units with duties of their bodies."""
    table = reader.engine.select(
        "PREFIX cancu: <https://w3id.org/cancu/ontology#> SELECT ?unit "
        "{ ?unit a cancu:AdministrativeUnit ; cancu:unitCode ?code FILTER(STRLEN(?code) = 5) } ORDER BY ?unit"
    )
    return [str(getattr(row[0], "value", "")) for row in table.rows[:: max(1, len(table.rows) // 40)]]


def _storm(server: Server, asks: list[Ask], seen: Seen, stop: threading.Event) -> None:
    while not stop.is_set():
        more = each(server, 10, [asks[number % len(asks)] for number in range(20)])
        seen.seconds += more.seconds
        seen.statuses += more.statuses


def _watch(peak: Peak, stop: threading.Event) -> None:
    while not stop.wait(0.1):
        peak.look()


# --- after many of them


def print_soak(store: Path, count: int) -> None:
    """What many hostile queries leave behind."""
    print(f"\n{count} hostile queries within 0.3 s each     median ms   processes   descriptors   MB resident")
    with ours(store, CANCU_QUERY_SECONDS="0.3", CANCU_QUERY_AT_ONCE=str(AT_ONCE)) as server:
        light = [query(server, "SELECT * { ?s a cancu:Task } LIMIT 10")]
        each(server, 4, [query(server, HOSTILE[0])] * 8)
        _print_state("before", server, light)
        asks = [query(server, HOSTILE[number % len(HOSTILE)]) for number in range(count)]
        seen = each(server, AT_ONCE, asks)
        time.sleep(2.0)
        _print_state("after", server, light)
    print(f"statuses {dict(seen.statuses)}, the longest after {max(seen.seconds):.2f} s, {seen.whole:.0f} s in all")


def _print_state(when: str, server: Server, light: list[Ask]) -> None:
    seen = busy(server, 1, 2.0, light, anew=True)
    place = Path(f"/proc/{server.process}")
    processes = 1 + sum(len(file.read_text().split()) for file in place.glob("task/*/children"))
    resident = int(place.joinpath("statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    descriptors = len(list(place.joinpath("fd").iterdir()))
    print(f"{when:42s} {seen.median:10.1f} {processes:11d} {descriptors:13d} {resident:13.0f}")


def _print(what: str, seen: Seen) -> None:
    wrong = {status: count for status, count in seen.statuses.items() if status != 200}
    print(f"{what:42s} {seen.a_second:10.1f} {seen.median:11.1f} {seen.p95:8.1f} {wrong or ''}")


if __name__ == "__main__":
    main()
