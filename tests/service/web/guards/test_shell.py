"""The headers of every answer, who may read it from elsewhere, and that no guard holds an answer back."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from service.web.app import guard
from service.web.guards.asgi import Message
from service.web.guards.measures import Measures
from tests.service.conftest import running

ACT = "/doc/binh-duong/2025/1169-qd-ubnd"
ELSEWHERE = {"Origin": "https://example.org"}

PAGES = (
    "/",
    "/tra-cuu?q=1703",
    ACT,
    "/agency/binh-duong/so-khoa-hoc-va-cong-nghe",
    "/role/lead",
    "/cau-hoi",
    "/cau-hoi/lineage-down?document=38-CT/TW",
    "/sparql",
    "/check",
    "/findings",
    "/api/docs",
    "/doc/khong-co",
)
DATA = (
    "/api/documents",
    "/api/questions/lineage-down?document=38-CT/TW",
    "/sparql?query=ASK{}",
    f"/data{ACT}.ttl",
    f"/id{ACT}",
    "/api/openapi.json",
    "/api/tasks?role=boss",
    "/context.jsonld",
    "/ontology.ttl",
    "/.well-known/void",
)
OTHERS = ("/static/style.css", "/static/check.js", "/healthz", "/readyz", "/metrics", "/static/none")


@pytest.mark.parametrize("path", [*PAGES, *DATA, *OTHERS])
def test_every_answer_has_the_strict_headers(client: httpx.Client, path: str) -> None:
    accept = "text/html" if path in PAGES else "*/*"
    sent = client.get(path, headers={"Accept": accept}).headers
    policy = dict(part.strip().partition(" ")[::2] for part in sent["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in policy.get("script-src", "") + policy.get("style-src", "")
    assert sent["x-content-type-options"] == "nosniff"
    assert sent["x-frame-options"] == "DENY"
    assert sent["referrer-policy"] == "same-origin"
    assert "geolocation=()" in sent["permissions-policy"]
    assert sent["cross-origin-opener-policy"] == "same-origin"
    readable = path in (*DATA, "/sparql", "/api/docs")
    assert sent["cross-origin-resource-policy"] == ("cross-origin" if readable else "same-origin")


@pytest.mark.parametrize("path", DATA)
def test_scripts_of_all_sites_may_read_data(client: httpx.Client, path: str) -> None:
    assert client.get(path, headers=ELSEWHERE).headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["/", ACT, "/check", "/metrics", "/healthz"])
def test_scripts_of_other_sites_may_not_read_pages(client: httpx.Client, path: str) -> None:
    assert "access-control-allow-origin" not in client.get(path, headers=ELSEWHERE).headers


def asked_before(client: httpx.Client, path: str, *, header: str) -> int:
    """What a browser is told that asks whether a script may POST with this header."""
    more = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": header}
    return client.options(path, headers={**ELSEWHERE, **more}).status_code


def test_scripts_of_other_sites_may_send_queries_and_no_token(client: httpx.Client) -> None:
    assert asked_before(client, "/sparql", header="content-type") == 200
    assert asked_before(client, "/api/documents", header="authorization") == 400


def test_a_setting_names_the_sites_that_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_ORIGINS", "https://tra-cuu.example.vn")
    with running(tmp_path / "none") as address:
        others = httpx.get(f"{address}/api/questions", headers=ELSEWHERE, trust_env=False).headers
        assert "access-control-allow-origin" not in others
        assert others["cross-origin-resource-policy"] == "same-origin"
        site = {"Origin": "https://tra-cuu.example.vn"}
        its = httpx.get(f"{address}/api/questions", headers=site, trust_env=False).headers
        assert its["access-control-allow-origin"] == "https://tra-cuu.example.vn"


def test_what_is_made_is_sent_before_the_rest_is_made() -> None:
    app = FastAPI()
    arrived = asyncio.Event()

    async def slow(scope: object, receive: object, send: object) -> None:
        assert callable(send)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"first", "more_body": True})
        await asyncio.wait_for(arrived.wait(), 10)
        await send({"type": "http.response.body", "body": b"last"})

    app.mount("/slow", slow)
    guard(app, Measures())
    got: list[bytes] = []

    async def send(message: Message) -> None:
        if message.get("body"):
            got.append(message["body"])
            arrived.set()

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http", "method": "GET", "path": "/slow/answer", "raw_path": b"/slow/answer", "root_path": "",
        "scheme": "http", "query_string": b"", "headers": [], "client": ("203.0.113.5", 1), "server": ("localhost", 80),
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))
    assert got == [b"first", b"last"]
