"""The example notebook runs from its first cell to its last, in a kernel of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from tests.service.gold_store import fill

ROOT = Path(__file__).parents[3]
NOTEBOOK = ROOT / "docs" / "notebooks" / "lineage.ipynb"


def shown(cell: Any) -> str:
    """What a cell shows below it, as text."""
    texts = [one.get("text") or one.get("data", {}).get("text/plain", "") for one in cell.outputs]
    return "\n".join(texts)


def test_the_notebook_runs_and_shows_the_lineage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "store", "000", "002", "003")
    monkeypatch.setenv("CANCU_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    notebook: Any = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    nbformat.validate(notebook)
    assert all(not cell.outputs for cell in notebook.cells if cell.cell_type == "code"), "kept without outputs"
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": tmp_path}}).execute()
    outputs = [shown(cell) for cell in notebook.cells if cell.cell_type == "code"]
    assert all(outputs)
    assert "1703/QĐ-TTg" in outputs[1]
    assert "Quyết định 1703/QĐ-TTg - 28 tasks" in outputs[3]
    assert "taken up" in outputs[4]
    assert "2025Q2" in outputs[5]
    assert "shape: (5, 2)" in outputs[6]
