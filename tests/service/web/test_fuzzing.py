"""What the OpenAPI description allows, and what it does not: no request makes the service fail.

Schemathesis makes the requests from /api/openapi.json. The same ones each time; for others:
.venv/bin/schemathesis run http://127.0.0.1:8000/api/openapi.json
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error

from service.web.app import create_app
from tests.service.conftest import running
from tests.service.gold_store import fill

TOKEN = "k3y-of-the-tests-only-0123456789"


schema = schemathesis.openapi.from_dict(create_app().openapi())


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service over one act, which may be written to."""
    store = tmp_path_factory.mktemp("fuzzing") / "store"
    fill(store, "003")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CANCU_TOKEN", TOKEN)
        with running(store) as address:
            deadline = time.monotonic() + 120
            while httpx.get(f"{address}/api/search?q=a", trust_env=False, timeout=60).status_code == 503:
                assert time.monotonic() < deadline, "the search is never ready"
                time.sleep(0.1)
            yield address


@schema.parametrize()
@settings(max_examples=15, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_makes_the_service_fail(case: schemathesis.Case[Any], fuzzed: str) -> None:
    answer = case.call(base_url=fuzzed, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=60)
    case.validate_response(answer, checks=[not_a_server_error])


ODD = ("%05", "%C2%9D", "%F4%8F%BF%BF", "a%22b", "%3Cscript%3E", "..%2f..%2fetc", "%E2%80%AE", "{x}", "%00", "a" * 3000)
"""Ends of addresses that are no path of an IRI, or look like one and are none."""
PLACES = (
    "/", "/doc/", "/agency/", "/cau-hoi/", "/tra-cuu?q=", "/bao-phu/", "/so-do/", "/toan-van/", "/nhiem-vu/", "/lich/",
    "/id/", "/data/", "/ontology/", "/static/", "/sitemap/", "/?goc=", "/findings?rule=", "/sparql?query=",
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_no_odd_address_makes_a_page_fail(place: str, fuzzed: str) -> None:
    with httpx.Client(base_url=fuzzed, trust_env=False, timeout=60, headers={"Accept": "text/html"}) as client:
        answers = {odd: client.get(f"{place}{odd}").status_code for odd in ODD}
    assert {odd: status for odd, status in answers.items() if status >= 500} == {}
