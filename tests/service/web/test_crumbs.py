"""The way from the home page: each inner page says where it stands, and leads back up."""

from __future__ import annotations

import re

import httpx
import pytest

ACT = "doc/ttg/2024/1703-qd-ttg"
INNER = (
    f"/{ACT}",
    f"/toan-van/{ACT}",
    f"/so-do/{ACT}",
    f"/nhiem-vu/{ACT}/task/II.3",
    f"/nguon-goc/{ACT}/task/II.3",
    "/bao-phu",
    f"/bao-phu/{ACT}",
    f"/bao-phu/{ACT}?tinh=thanh-hoa",
    f"/bao-phu/{ACT}?tinh=thanh-hoa&viec=task/II.3",
    f"/ban-do/{ACT}",
    "/unit/thanh-hoa",
    "/agency/tw/bo-khoa-hoc-va-cong-nghe",
    "/thoi-han",
    "/tong-quan",
    "/findings",
    "/check",
    "/cau-hoi",
    "/cau-hoi/coverage",
    "/sparql",
    "/ontology",
    "/shapes",
    "/role/lead",
    "/api/docs",
)


@pytest.mark.parametrize("path", INNER)
def test_an_inner_page_says_where_it_stands(client: httpx.Client, path: str) -> None:
    ways = re.findall(r'<nav class="crumbs".*?</nav>', client.get(path, headers={"Accept": "text/html"}).text, re.S)
    assert len(ways) == 1
    links = re.findall(r'<a href="([^"]+)"', ways[0])
    assert links[0] == "/"
    assert path not in links
    assert all(client.get(link, headers={"Accept": "text/html"}).status_code == 200 for link in links)


def test_a_cell_of_the_matrix_leads_up_by_its_province_and_its_act(client: httpx.Client) -> None:
    page = client.get(f"/bao-phu/{ACT}?tinh=thanh-hoa&viec=task/II.3").text
    way = re.sub(r"<[^>]+>", "", re.findall(r'<nav class="crumbs".*?</nav>', page, re.S)[0])
    assert way.split(" › ") == ["Trang chủ", "Bao phủ", "Quyết định 1703/QĐ-TTg", "Thanh Hóa", "II.3"]
