"""The JSON API, and its description."""

from __future__ import annotations

import httpx

from ontology.namespaces import data
from queries.catalogue import catalogue

BINH_DUONG = str(data("agency/binh-duong/so-khoa-hoc-va-cong-nghe"))


def test_all_acts_are_listed_read_or_only_cited(client: httpx.Client) -> None:
    found = {act["number"]: act for act in client.get("/api/documents").json()["documents"] if act["number"]}
    assert found["1703/QĐ-TTg"]["tasks"] == 28
    assert found["1703/QĐ-TTg"]["date"] == "2024-12-31"
    assert found["38-CT/TW"]["known_only_by_citation"]
    read = client.get("/api/documents", params={"known_only_by_citation": False}).json()["documents"]
    assert sorted(act["tasks"] for act in read) == [25, 27, 28]


def test_an_act_is_given_whole(client: httpx.Client) -> None:
    told = client.get("/api/documents/ttg/2024/1703-qd-ttg").json()
    assert told["act"]["label"] == "Quyết định 1703/QĐ-TTg"
    assert told["signers"] == [{"name": "Bùi Thanh Sơn", "position": "Phó Thủ tướng", "capacity": "KT. Thủ tướng"}]
    assert {basis["relation"] for basis in told["bases"]} == {"based-on", "implements", "proposed-by"}
    tasks = [task for section in told["sections"] for task in section["tasks"]]
    assert len(tasks) == 28
    assert tasks[0]["due"]["end"] == "2025-06-30"
    assert client.get("/api/documents/ttg/2024/9999-qd-ttg").status_code == 404


def test_tasks_are_narrowed_down_by_act_role_and_body(client: httpx.Client) -> None:
    def ordinals(**given: str) -> list[str]:
        answer = client.get("/api/tasks", params=given)
        assert answer.status_code == 200, answer.text
        return [task["ordinal"] for task in answer.json()["tasks"]]

    assert len(ordinals()) == 80
    assert len(ordinals(document="1703/QĐ-TTg")) == 28
    named = ordinals(agency="Sở Khoa học và Công nghệ@Bình Dương")
    assert named == ordinals(agency=BINH_DUONG)
    led = ordinals(agency=BINH_DUONG, role="lead")
    directed = ordinals(agency=BINH_DUONG, role="directing", document="1169/QĐ-UBND")
    assert 0 < len(led) < len(named)
    assert "I.3" in led
    assert "I.3" in directed
    assert len(ordinals(document="1703/QĐ-TTg", role="directing")) == 28


def test_wrong_filters_are_told_plainly(client: httpx.Client) -> None:
    assert client.get("/api/tasks", params={"role": "boss"}).status_code == 400
    unknown = client.get("/api/tasks", params={"document": "9999/QĐ-TTg"})
    assert unknown.status_code == 404
    assert "9999/QĐ-TTg" in unknown.json()["detail"]
    several = client.get("/api/tasks", params={"agency": "Sở Khoa học và Công nghệ"})
    assert several.status_code == 409
    assert BINH_DUONG in [candidate["iri"] for candidate in several.json()["candidates"]]


def test_the_questions_are_described(client: httpx.Client) -> None:
    told = {question["name"]: question for question in client.get("/api/questions").json()["questions"]}
    assert set(told) == set(catalogue())
    down = told["lineage-down"]
    assert [column["name"] for column in down["columns"]][:2] == ["document", "number"]
    assert down["parameters"][0] == {
        "name": "document",
        "type": "act",
        "required": True,
        "default": None,
        "label": catalogue()["lineage-down"].parameters[0].label.model_dump(),
    }


def test_a_question_is_answered_completely_in_the_catalogues_columns(client: httpx.Client) -> None:
    answer = client.get("/api/questions/lineage-down", params={"document": "38-CT/TW"}).json()
    names = [column.name for column in catalogue()["lineage-down"].columns]
    assert all(list(row) == names for row in answer["rows"])
    depths = {row["number"]: row["depth"] for row in answer["rows"]}
    assert depths["1703/QĐ-TTg"] == 1
    assert depths["1169/QĐ-UBND"] in (1, 2)


def test_a_question_that_cannot_be_answered_is_told_why(client: httpx.Client) -> None:
    def status(path: str, **given: str) -> int:
        answer = client.get(f"/api/questions/{path}", params=given)
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"]
        return answer.status_code

    assert status("no-such-question") == 404
    assert status("lineage-down") == 400
    assert status("lineage-down", document="38-CT/TW", colour="red") == 400
    assert status("lineage-down", document="9999/QĐ-TTg") == 404
    assert status("agency-duties", agency="Sở Khoa học và Công nghệ") == 409
    assert client.get("/api/questions/lineage-down?document=38-CT/TW&document=1703/QĐ-TTg").status_code == 400


def test_the_api_describes_itself_without_a_foreign_request(client: httpx.Client) -> None:
    described = client.get("/api/openapi.json").json()
    assert {"/sparql", "/api/documents", "/api/tasks", "/api/questions/{name}", "/id/{path}"} <= set(described["paths"])
    assert "409" in described["paths"]["/api/questions/{name}"]["get"]["responses"]
    page = client.get("/api/docs", headers={"Accept": "text/html"}).text
    assert "/api/documents/{path}" in page
    assert "cdn" not in page
    assert client.get("/docs", headers={"Accept": "text/html"}).status_code == 404
