"""The HTTP service for tests: a real server on a free port of the loopback, over the gold records of three plans."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn

from service import loading
from service.web.app import create_app
from tests.service.gold_store import fill
from tests.service.small_reference import small_reference


@pytest.fixture(scope="session", autouse=True)
def _few_provinces() -> Iterator[None]:
    """New stores of this process hold the reference data of a few provinces only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "reference_data", small_reference)
        yield


@contextmanager
def running(store: Path) -> Iterator[str]:
    """Serve the store at a free port; gives the address."""
    server = uvicorn.Server(uvicorn.Config(create_app(store), port=0, log_level="error", proxy_headers=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service over 1703/QĐ-TTg, Bình Dương's 1169/QĐ-UBND and Bắc Ninh's plan without a number."""
    store = tmp_path_factory.mktemp("service") / "store"
    fill(store, "000", "002", "003")
    with running(store) as where:
        yield where


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    """A client of that service; it follows no redirect by itself."""
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as one:
        yield one
