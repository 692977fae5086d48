"""Exports and calendars over HTTP: complete files with a name, an ETag, and refusals in plain words."""

from __future__ import annotations

import httpx
import icalendar
import pytest
from pyoxigraph import RdfFormat, parse

from service.exporting.formats import FORMS

AGENCY = "Sở Khoa học và Công nghệ@Bình Dương"


@pytest.mark.parametrize("name", [name for name, form in FORMS.items() if form.kind != "calendar"])
def test_an_act_comes_in_every_format_with_a_file_name(client: httpx.Client, name: str) -> None:
    answer = client.get("/api/export", params={"format": name, "act": "1703/QĐ-TTg"})
    assert answer.status_code == 200
    form = FORMS[name]
    assert answer.headers["content-type"] == form.content_type
    disposition = f'attachment; filename="doc-ttg-2024-1703-qd-ttg.{form.extension}"'
    assert answer.headers["content-disposition"] == disposition
    assert len(answer.content) > 1000


def test_the_whole_graph_is_one_stream_of_valid_quads(client: httpx.Client) -> None:
    with client.stream("GET", "/api/export", params={"format": "nq"}, timeout=120) as answer:
        assert "content-length" not in answer.headers
        content = b"".join(answer.iter_bytes())
    assert sum(1 for _ in parse(input=content, format=RdfFormat.N_QUADS)) == content.count(b"\n") > 10_000


def test_an_answer_is_a_file_with_the_questions_own_parameters(client: httpx.Client) -> None:
    asked = {"format": "csv", "question": "agency-duties", "agency": AGENCY}
    answer = client.get("/api/export", params=asked)
    assert answer.text.startswith("task,text,role,document,")
    assert answer.headers["content-disposition"].endswith('"agency-duties.csv"')


def test_what_a_client_has_is_not_sent_again(client: httpx.Client) -> None:
    asked = {"format": "ttl", "act": "1703/QĐ-TTg"}
    tag = client.get("/api/export", params=asked).headers["etag"]
    again = client.get("/api/export", params=asked, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/api/export", params={**asked, "format": "nt"}, headers={"If-None-Match": tag})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [
        ({"format": "docx"}, 400, "nq, trig, ttl"),
        ({"format": "akn"}, 400, "does not fit"),
        ({"act": "9999/QĐ-TTg"}, 404, "9999"),
        ({"act": "1703/QĐ-TTg", "province": "Bình Dương"}, 400, "only one"),
        ({"document": "38-CT/TW"}, 400, "question"),
        ({"question": "agency-duties", "format": "csv"}, 400, "agency"),
        ({"question": "no-such", "format": "csv"}, 404, "no-such"),
        ({"question": "lineage-down", "document": "38-CT/TW", "format": "ics"}, 400, "no calendar"),
        ({"question": "lineage-down", "document": "38-CT/TW", "format": "nq"}, 400, "csv"),
    ],
)
def test_what_cannot_be_exported_is_refused_before_the_first_byte(
    client: httpx.Client, asked: dict[str, str], status: int, words: str
) -> None:
    answer = client.get("/api/export", params=asked)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert words in answer.json()["detail"]


def test_a_body_has_a_calendar_at_an_address_that_lasts(client: httpx.Client) -> None:
    asked = client.get("/api/calendar", params={"agency": AGENCY})
    address = "/lich/agency/binh-duong/so-khoa-hoc-va-cong-nghe.ics"
    lasting = client.get(address)
    assert lasting.headers["content-type"] == "text/calendar; charset=utf-8"
    assert int(lasting.headers["x-cancu-undated"]) > 0
    uids = [
        [str(event["UID"]) for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")]
        for answer in (asked, lasting)
    ]
    assert uids[0] == uids[1] != []
    event = icalendar.Calendar.from_ical(lasting.content).walk("VEVENT")[0]
    assert str(event["URL"]).startswith(str(client.base_url.join("/doc/")))


def test_a_calendar_of_nobody_is_refused(client: httpx.Client) -> None:
    assert client.get("/api/calendar").status_code == 400
    assert client.get("/lich/agency/khong/co.ics").status_code == 404
