"""A store with the gold records of three real plans, for tests of the HTTP service."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from loaders.lineage import act_items
from loaders.record import Reader, Record
from loaders.triples import act_graphs
from service.storage.readings import Reading
from service.store import Store
from shapes.report import report_quads
from shapes.validate import validate
from tests.service.small_reference import small_reference

GOLD: Final = Path(__file__).parent.parent / "gold"
CORPUS: Final = Path(__file__).parent.parent.parent / "corpus"


def gold_record(name: str) -> Record:
    """The gold record "000", "002" or "003", as if read from its file in the corpus."""
    record = Record.model_validate_json((GOLD / f"{name}.json").read_bytes())
    file = next(CORPUS.glob(f"{name}_*"))
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    reader = Reader(
        version="gold", file=file.name, sha256=digest, media_type="text/plain", text_digest=f"sha256:{digest}"
    )
    return record.model_copy(update={"reader": reader})


def gold_reading(name: str) -> Reading:
    """What the store keeps of a gold record: its graph, its report, the stubs and bodies that it offers."""
    record = gold_record(name)
    graphs = act_graphs(record)
    stubs = [quad for stub in graphs.stubs.values() for quad in stub]
    assert record.reader is not None
    return Reading(
        act=graphs.act,
        graph=graphs.graph,
        quads=graphs.quads,
        offered=(*stubs, *graphs.shared),
        report=report_quads(graphs.act, validate(graphs.quads, (*stubs, *graphs.named))),
        text_digest=record.reader.text_digest,
        text=next(CORPUS.glob(f"{name}_*")).read_text(encoding="utf-8"),
        file=record.reader.file,
        items=act_items(graphs.act, graphs.quads),
    )


def fill(folder: Path, *names: str) -> None:
    """Put gold records into the store at `folder`, with the reference data, and let readers see them."""
    with Store.open(folder, writable=True) as store:
        store.put_reference(small_reference())
        for name in names:
            store.put(gold_reading(name), now=datetime(2026, 11, 20, 8, tzinfo=UTC))
        store.publish()
