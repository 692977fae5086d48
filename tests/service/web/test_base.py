"""A deployment with IRIs of its own: CANCU_BASE from loading to the last link, each step as its own process."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

BASE = "https://cancu.example.vn/id/"
DECISION = next((Path(__file__).parents[3] / "corpus").glob("003_*"))
CANCU = str(Path(sys.executable).with_name("cancu"))


def run(*arguments: str, base: str = BASE) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [CANCU, *arguments], env={**os.environ, "CANCU_BASE": base}, capture_output=True, text=True, timeout=300
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with Quyết định 1703/QĐ-TTg whose IRIs stand below BASE."""
    folder = tmp_path_factory.mktemp("base") / "store"
    loaded = run("load", str(DECISION), "--store", str(folder))
    assert loaded.returncode == 0, loaded.stderr
    return folder


@contextmanager
def served(store: Path) -> Iterator[httpx.Client]:
    """A service over the store, at a port of its own choosing, asked as the host of BASE."""
    process = subprocess.Popen(
        [CANCU, "serve", "--store", str(store), "--port", "0"],
        env={**os.environ, "CANCU_BASE": BASE, "CANCU_ACCESS_LOG": "off"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout is not None
        told = re.search(r"http://127\.0\.0\.1:\d+", next(line for line in process.stdout if "http://" in line))
        assert told is not None
        with httpx.Client(
            base_url=told[0], trust_env=False, timeout=60, headers={"Host": "cancu.example.vn"}
        ) as client:
            yield client
    finally:
        process.terminate()
        process.wait(20)


def test_an_export_has_no_iri_of_another_base_and_each_resolves(store: Path, tmp_path: Path) -> None:
    """All of the act's own things, and every two-thousandth of the reference data."""
    file = tmp_path / "all.nq"
    assert run("export", "--format", "nq", "-o", str(file), "--store", str(store)).returncode == 0
    text = file.read_text(encoding="utf-8")
    assert "w3id.org/cancu/id" not in text
    terms = {
        term.value
        for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS)
        for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
        if isinstance(term, ox.NamedNode) and term.value.startswith(BASE)
    }
    inside = sorted(iri for iri in terms if iri.startswith((f"{BASE}doc/", f"{BASE}graph/", f"{BASE}report/")))
    assert len(inside) > 400
    with served(store) as client:
        for iri in [*inside, *sorted(terms)[::2000]]:
            sent = client.get(iri.removeprefix("https://cancu.example.vn"), headers={"Accept": "text/turtle"})
            assert sent.status_code == 303, iri
            assert client.get(sent.headers["location"]).status_code == 200, iri


def test_questions_pages_and_descriptions_use_the_base(store: Path) -> None:
    answer = run("query", "legal-bases", "document=1703/QĐ-TTg", "--format", "csv", "--store", str(store))
    assert f"{BASE}doc/tw/2024/38-ct-tw" in answer.stdout
    with served(store) as client:
        page = client.get("/doc/ttg/2024/1703-qd-ttg")
        assert "Quyết định 1703/QĐ-TTg" in page.text
        assert 'href="/doc/tw/2024/38-ct-tw"' in page.text
        assert f'"@id": "{BASE}doc/ttg/2024/1703-qd-ttg"' in page.text
        assert "w3id.org/cancu/id" not in page.text
        assert "<loc>https://cancu.example.vn/doc/" in client.get("/sitemap/1.xml").text
        dcat = client.get("/dcat", headers={"Accept": "text/turtle"}).text
        assert f"<{BASE}dataset>" in dcat
        assert "<https://cancu.example.vn/sparql>" in dcat


@pytest.mark.parametrize("command", [("query", "legal-bases", "document=1703/QĐ-TTg"), ("load", str(DECISION))])
def test_a_store_of_another_base_is_refused_plainly(store: Path, command: tuple[str, ...]) -> None:
    refused = run(*command, "--store", str(store), base="https://other.example.vn/id/")
    assert refused.returncode == 2
    assert "another base than https://other.example.vn/id/" in refused.stderr
    assert "CANCU_BASE" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    "base", ["cancu.example.vn/id", "https://a b/id/", "https://cancu.example.vn/id?x", "ftp://x/"]
)
def test_a_base_that_can_be_none_is_refused_plainly(tmp_path: Path, base: str) -> None:
    refused = run("load", str(DECISION), "--store", str(tmp_path / "store"), base=base)
    assert refused.returncode == 2
    assert refused.stderr.startswith("cancu: CANCU_BASE is ")
    assert refused.stderr.count("\n") == 1
