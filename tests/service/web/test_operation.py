"""Whether the service lives and is ready, and its figures."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path

import httpx
import pytest

from service.errors import WrongUse
from service.web.app import create_app
from service.web.faults import ADVICE
from service.web.language import po_files
from tests.service.conftest import running
from tests.service.gold_store import fill


def test_an_empty_store_is_alive_and_not_ready_until_an_act_is_loaded(tmp_path: Path) -> None:
    with running(tmp_path / "store") as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        assert client.get("/healthz").json() == {"status": "ok", "generation": 0}
        told = client.get("/readyz")
        assert told.status_code == 503
        assert "cancu load" in told.json()["detail"]
        fill(tmp_path / "store")
        assert client.get("/readyz").status_code == 503, "reference data alone is no act"
        fill(tmp_path / "store", "003")
        ready = client.get("/readyz")
        assert ready.status_code == 200
        assert ready.json()["acts"] == 1


def test_a_damaged_store_is_told_and_the_service_still_lives(tmp_path: Path) -> None:
    fill(tmp_path / "store", "003")
    with running(tmp_path / "store") as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        (tmp_path / "store" / "current").write_text("99")
        shutil.rmtree(tmp_path / "store" / "snapshots")
        (tmp_path / "store" / "snapshots").mkdir()
        assert client.get("/healthz").json() == {"status": "ok", "generation": None}
        told = client.get("/readyz")
        assert told.status_code == 503
        assert "damaged" in told.json()["detail"]
        assert str(tmp_path) not in told.text + client.get("/api/documents").text
        assert "cancu_acts NaN" in client.get("/metrics").text


def figure(text: str, name: str) -> float:
    """The value of a figure with its labels, "cancu_acts"; 0.0 where it is missing."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def test_requests_are_counted_by_the_template_of_their_route(client: httpx.Client) -> None:
    def counts() -> list[float]:
        text = client.get("/metrics").text
        return [
            figure(text, f'cancu_requests_total{{method="{method}",route="{route}",status="{status}"}}')
            for method, route, status in (
                ("GET", "/api/questions/{name}", 200),
                ("GET", "/api/questions/{name}", 404),
                ("HEAD", "/api/documents/{path:path}", 200),
                ("GET", "/static", 200),
                ("POST", "/sparql", 415),
            )
        ]

    before = counts()
    client.get("/api/questions/lineage-down?document=38-CT/TW")
    client.get("/api/questions/khong-co")
    client.head("/api/documents/ttg/2024/1703-qd-ttg")
    client.get("/static/mark.svg")
    client.post("/sparql", json={})
    wanted = [earlier + 1 for earlier in before]
    deadline = time.monotonic() + 30
    while (after := counts()) != wanted and time.monotonic() < deadline:
        time.sleep(0.05)  # a request is counted once its answer is out
    assert after == wanted
    text = client.get("/metrics").text
    assert figure(text, "cancu_acts") == 3
    assert figure(text, "cancu_generation") > 0
    assert figure(text, 'cancu_request_seconds_count{route="/api/questions/{name}"}') >= 2
    assert "38-CT" not in text
    assert "1703-qd" not in text


def test_figures_are_for_this_machine_unless_a_setting_opens_them(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = {"X-Forwarded-For": "203.0.113.5"}
    refused = client.get("/metrics", headers=elsewhere)
    assert refused.status_code == 403
    assert "CANCU_METRICS" in refused.json()["detail"]
    monkeypatch.setenv("CANCU_METRICS", "all")
    assert client.get("/metrics", headers=elsewhere).status_code == 200
    monkeypatch.setenv("CANCU_METRICS", "off")
    assert client.get("/metrics").status_code == 403


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("CANCU_TOKEN", "short"),
        ("CANCU_TOKEN", "mật khẩu của tôi rất dài"),
        ("CANCU_REQUESTS_PER_MINUTE", "0"),
        ("CANCU_TRUSTED_PROXIES", "proxy.example.org"),
        ("CANCU_ORIGINS", "example.org"),
        ("CANCU_METRICS", "everyone"),
        ("CANCU_ACCESS_LOG_QUERIES", "1"),
    ],
)
def test_a_wrong_setting_is_told_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, value: str
) -> None:
    monkeypatch.setenv(setting, value)
    with pytest.raises(WrongUse, match=setting):
        create_app(tmp_path / "none")


def test_every_error_page_has_english_words(client: httpx.Client) -> None:
    english = "".join(file.read_text("utf-8") for file in po_files("en"))
    assert [words for both in ADVICE.values() for words in both if f'msgid "{words}"' not in english] == []
    page = client.get("/doc/khong-co?lang=en", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "The data has nothing at this address" in page.text
