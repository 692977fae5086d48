"""`cancu search` and `cancu index`."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from service.cli import app
from tests.service.gold_store import fill


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command") / "store"
    fill(folder, "000", "003")
    return folder


def cancu(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_words_find_the_best_first(store: Path) -> None:
    result = cancu("search", "quyet", "dinh", "1703", "--store", str(store))
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1].startswith("act    Quyết định 1703/QĐ-TTg")


def test_csv_and_json_have_all_hits_of_the_kind(store: Path) -> None:
    asked = ("search", "tiêu chuẩn", "--kind", "task", "--limit", "1", "--store", str(store))
    rows = list(csv.DictReader(StringIO(cancu(*asked, "--format", "csv").stdout)))
    assert {row["kind"] for row in rows} == {"task"}
    assert len(rows) > 20
    assert [one["iri"] for one in json.loads(cancu(*asked, "--format", "json").stdout)] == [row["iri"] for row in rows]


def test_mended_slips_are_told_beside_the_results(store: Path) -> None:
    result = cancu("search", "truy", "xuatt", "nguonn", "goc", "--store", str(store), "--format", "json")
    assert "looked up instead: truy xuất nguồn gốc" in result.stderr
    assert json.loads(result.stdout)


def test_the_index_can_be_made_ahead(store: Path) -> None:
    result = cancu("index", "--store", str(store))
    assert result.exit_code == 0
    assert "things indexed in" in result.stderr


def test_an_empty_store_is_told(tmp_path: Path) -> None:
    result = cancu("search", "x", "--store", str(tmp_path / "none"))
    assert result.exit_code == 2
    assert "nothing has been loaded yet" in result.stderr
