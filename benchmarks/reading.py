"""What reading takes, for a file and for a page: the plans of corpus/, a Word file, and ruled PDFs.

Beside each PDF stands pdfplumber's bare `extract_tables` on the same file, in the same run: it finds cells, and reads
nothing else. Aims: a text 0.3 s, a Word file of ten pages 1 s, a ruled PDF 0.5 s a page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.measure import Cost, cost_of
from tests.corpus import plans
from tests.loaders.read.pdf_pages import Layout, plan_pdf
from tests.loaders.read.plans_as_files import as_docx

_GOLD: Final = Path(__file__).parents[1] / "tests" / "gold"
_LAYOUTS: Final = {
    "landscape": Layout(),
    "portrait": Layout(portrait=True, size=13),
    "turned": Layout(turned="rotate"),
    "lines across": Layout(upright_rules=False),
}
_WORD_TASKS: Final = 17
"""Of plan 002: with them LibreOffice sets the Word file on ten pages."""
_WORD_PAGES: Final = 10
_HEAD: Final = f"{'file':30} {'pages':>5} {'s':>7} {'s/page':>7} {'MB':>5} {'MB/page':>8}"


@dataclass(frozen=True)
class _Sample:
    name: str
    file: Path
    pages: int


def print_reading(folder: Path) -> None:
    """Prints the table; the files that are made go into `folder`."""
    print(f"{_HEAD}   {'pdfplumber s':>12} {'s/page':>7} {'MB':>5}")
    for sample in _samples(folder):
        ours = _columns(cost_of("cancu", sample.file), sample.pages)
        theirs = cost_of("pdfplumber", sample.file) if sample.file.suffix == ".pdf" else None
        beside = (
            f"{theirs.seconds:15.3f} {theirs.seconds / sample.pages:7.3f} {theirs.megabytes:5.0f}" if theirs else ""
        )
        print(f"{sample.name:30} {sample.pages:5} {ours}{beside}", flush=True)


def _columns(cost: Cost, pages: int) -> str:
    return f"{cost.seconds:7.3f} {cost.seconds / pages:7.3f} {cost.megabytes:5.0f} {cost.megabytes / pages:8.1f}"


def _samples(folder: Path) -> Iterator[_Sample]:
    from loaders.reading import read_source

    for path in plans():
        yield _Sample(f"text {path.name[:3]}", path, read_source(path).pages)
    record = _gold("002")
    word = folder / "plan.docx"
    word.write_bytes(as_docx({**record, "tasks": record["tasks"][:_WORD_TASKS]}))
    yield _Sample("Word, ten pages", word, _WORD_PAGES)
    for number in ("000", "002", "003"):
        for name, layout in _LAYOUTS.items():
            file = folder / f"{number} {name}.pdf"
            file.write_bytes(plan_pdf(_gold(number), layout))
            yield _Sample(f"PDF {number} {name}", file, _pages(file))


def _gold(number: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads((_GOLD / f"{number}.json").read_text("utf-8"))
    return record


def _pages(file: Path) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(file)
    try:
        return len(document)
    finally:
        document.close()
