"""POST /api/check and /check: the report in each form, plain refusals, nothing kept, and others served meanwhile."""

from __future__ import annotations

import io
import json
import os
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import docx
import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from pyoxigraph import RdfFormat, parse

from tests.corpus import plan
from tests.loaders.read.plans_as_files import as_docx
from tests.loaders.texts import gold
from tests.service.conftest import running
from tests.service.hostile import nested_forms
from tests.service.web.browsing import words

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML: Final = {"Accept": "text/html"}
NUMBER: Final = "Văn bản chưa có số, ký hiệu đầy đủ."


@pytest.fixture(scope="module")
def draft() -> bytes:
    """Bắc Ninh's plan without a number, in Word."""
    return as_docx(gold("002"))


def sent(client: httpx.Client, data: bytes, name: str = "kế hoạch.docx", **more: Any) -> httpx.Response:
    return client.post("/api/check", files={"file": (name, data)}, timeout=120, **more)


# --- the forms of the report


def test_json_is_what_the_command_gives(client: httpx.Client, draft: bytes) -> None:
    answer = sent(client, draft)
    assert answer.headers["content-type"] == "application/json"
    (report,) = answer.json()
    assert report["file"] == "kế hoạch.docx"
    assert "document.number" in {one["rule"] for one in report["findings"]}


@pytest.mark.parametrize("asked", [{"params": {"format": "docx"}}, {"headers": {"Accept": DOCX}}])
def test_the_word_file_comes_back_with_comments(client: httpx.Client, draft: bytes, asked: dict[str, Any]) -> None:
    answer = sent(client, draft, **asked)
    assert answer.headers["content-type"] == DOCX
    assert "k%E1%BA%BF%20ho%E1%BA%A1ch-checked.docx" in answer.headers["content-disposition"]
    comments = docx.Document(io.BytesIO(answer.content)).comments
    assert any(NUMBER in comment.text for comment in comments)


def test_html_is_one_file_with_its_style_and_without_scripts(client: httpx.Client, draft: bytes) -> None:
    answer = sent(client, draft, headers=HTML)
    assert answer.headers["content-type"].startswith("text/html")
    assert NUMBER in answer.text
    assert "<style>" in answer.text
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "language" not in answer.headers
    assert "The act has no complete number" in sent(client, draft, params={"format": "html", "language": "en"}).text


def test_turtle_is_a_validation_report(client: httpx.Client, draft: bytes) -> None:
    answer = sent(client, draft, headers={"Accept": "text/turtle"})
    triples = list(parse(answer.content, format=RdfFormat.TURTLE))
    assert any(quad.object.value.endswith("#ValidationReport") for quad in triples if hasattr(quad.object, "value"))


def test_rules_and_severity_narrow_the_report(client: httpx.Client, draft: bytes) -> None:
    (report,) = sent(client, draft, params={"rule": ["document.number", "task.lead"]}).json()
    assert {one["rule"] for one in report["findings"]} == {"document.number"}
    (report,) = sent(client, draft, params={"severity": "violation"}).json()
    assert {one["severity"] for one in report["findings"]} == {"violation"}


def test_the_draft_is_held_against_the_acts_of_the_store(client: httpx.Client) -> None:
    (report,) = sent(client, plan("000").read_bytes(), "a.txt").json()
    assert "basis.replaced" not in {one["rule"] for one in report["not_checked"]}


def test_the_description_says_what_is_sent_and_what_comes_back(client: httpx.Client) -> None:
    api = client.get("/api/openapi.json").json()
    operation = api["paths"]["/api/check"]["post"]
    body = operation["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert body["required"] == ["file"]
    assert set(operation["responses"]["200"]["content"]) == {"application/json", "text/html", DOCX, "text/turtle"}
    items = operation["responses"]["200"]["content"]["application/json"]["schema"]["items"]
    assert items["$ref"].rpartition("/")[2] in api["components"]["schemas"]
    assert {"400", "406", "413", "415", "422", "503"} <= set(operation["responses"])


# --- refusals


def refused(answer: httpx.Response, status: int, *told: str) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    for word in told:
        assert word in answer.json()["detail"]
    assert tempfile.gettempdir() not in answer.text


@pytest.mark.parametrize(
    ("data", "name", "status", "told"),
    [
        (b"", "trong.docx", 422, "trong.docx: the file is empty"),
        (b"PK\x03\x04 cut off", "hong.docx", 422, "hong.docx"),
        (b"\x00\x01\x02" * 400, "anh.bin", 415, "anh.bin"),
        ("Danh bạ điện thoại".encode(), "../../etc/danh-ba.txt", 422, "danh-ba.txt: no official act"),
    ],
)
def test_what_gives_no_act_is_told_plainly(
    client: httpx.Client, data: bytes, name: str, status: int, told: str
) -> None:
    refused(sent(client, data, name), status, told)


def test_comments_on_another_format_are_refused_and_html_is_named(client: httpx.Client) -> None:
    refused(sent(client, plan("002").read_bytes(), "a.txt", params={"format": "docx"}), 415, "Word", "html")


def test_wrong_requests_are_told(client: httpx.Client, draft: bytes) -> None:
    refused(client.post("/api/check", data={"a": "b"}), 415, "multipart/form-data")
    refused(client.post("/api/check", files={"other": b"x"}), 400, '"file"')
    refused(sent(client, draft, params={"rule": "task.leed"}), 400, "task.leed")
    refused(sent(client, draft, params={"format": "pdf"}), 400, "format")
    refused(sent(client, draft, headers={"Accept": "image/png"}), 406, "text/turtle")


def test_a_file_over_the_limit_is_refused_at_once(client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANCU_CHECK_MEGABYTES", "1")
    start = time.monotonic()
    refused(sent(client, os.urandom(3 * 2**20), "lon.docx"), 413, "1 MB")
    assert time.monotonic() - start < 10


def test_twenty_megabytes_that_are_no_act_get_an_answer(client: httpx.Client) -> None:
    refused(sent(client, os.urandom(20 * 2**20), "nang.docx"), 415, "nang.docx")


def test_a_list_of_accepted_findings_counts_here_too(
    client: httpx.Client, draft: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (report,) = sent(client, draft, params={"rule": "document.number"}).json()
    line = f"document.number,{report['document']},,Chờ cấp số,Nguyễn Văn A,2026-03-01\n"
    (tmp_path / "accepted.csv").write_text(f"rule,document,place,reason,who,date\n{line}", encoding="utf-8")
    monkeypatch.setenv("CANCU_ACCEPTED", str(tmp_path / "accepted.csv"))
    (report,) = sent(client, draft, params={"rule": "document.number"}).json()
    assert (report["findings"], len(report["accepted"])) == ([], 1)
    monkeypatch.setenv("CANCU_ACCEPTED", str(tmp_path / "none.csv"))
    refused(sent(client, draft), 503, "none.csv")


def test_a_file_that_hangs_its_reader_is_ended_and_others_are_served_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANCU_CHECK_SECONDS", "6")
    monkeypatch.setenv("CANCU_FILE_MEGABYTES", "20000")
    answers: list[httpx.Response] = []
    with running(tmp_path / "none") as address, httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        hostile = threading.Thread(target=lambda: answers.append(sent(client, nested_forms(), "hang.pdf")))
        hostile.start()
        slowest = 0.0
        while hostile.is_alive():
            start = time.monotonic()
            assert client.get("/healthz").status_code == 200
            slowest = max(slowest, time.monotonic() - start)
            time.sleep(0.05)
        hostile.join()
    refused(answers[0], 422, "longer to read than the service allows")
    assert slowest < 3, "the service stood still while one file was read"


def test_a_fault_of_ours_is_told_in_plain_words_without_our_files_and_lines(
    client: httpx.Client, draft: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.setattr("service.web.checking.check_draft", broken)
    answer = sent(client, draft)
    refused(answer, 422, "The service failed on this draft; its log says why.")
    assert ".py" not in answer.text
    assert "IndexError" not in answer.text


def test_nothing_of_a_draft_is_kept(
    client: httpx.Client, draft: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert sent(client, draft).status_code == 200
    assert sent(client, b"PK\x03\x04 cut off").status_code == 422
    assert list(tmp_path.iterdir()) == []


# --- the store's findings


def test_the_stores_findings_are_served_as_json_and_csv(client: httpx.Client) -> None:
    rows = client.get("/api/findings", params={"rule": "document.number"}).json()["rows"]
    assert [(row["province"], row["rule"], row["findings"]) for row in rows] == [
        ("Tỉnh Bắc Ninh", "document.number", 1)
    ]
    table = client.get("/api/findings?format=csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text.splitlines()[0] == "province,office,rule,severity,acts,findings,accepted"
    refused(client.get("/api/findings?rule=task.leed"), 400, "task.leed")


def test_the_findings_page_sums_up_by_province_office_and_rule(client: httpx.Client) -> None:
    text = words(client.get("/findings"))
    for word in ("Tỉnh Bắc Ninh", "Ủy ban nhân dân tỉnh Bắc Ninh", "Văn bản có số, ký hiệu"):
        assert word in text


# --- the page


def test_without_scripts_the_form_gives_the_report_below_it(client: httpx.Client, draft: bytes) -> None:
    page = client.post("/check", files={"file": ("ke-hoach.docx", draft)}, headers=HTML, timeout=120)
    assert page.status_code == 200
    assert "Kết quả kiểm tra: ke-hoach.docx" in words(page)
    assert NUMBER in words(page)
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "'unsafe-inline'" not in page.headers["content-security-policy"]


def test_the_page_says_in_vietnamese_why_a_file_cannot_be_checked(client: httpx.Client) -> None:
    page = client.post("/check", files={"file": ("hong.docx", b"PK\x03\x04 cut off")}, headers=HTML)
    assert page.status_code == 422
    assert "Tệp bị hỏng hoặc bị cắt ngang" in words(page)
    page = client.post("/api/check?format=docx", files={"file": ("a.txt", plan("002").read_bytes())}, headers=HTML)
    assert page.status_code == 415
    assert "Chỉ ghi được chú thích vào tệp Word" in words(page)


def test_the_words_of_a_draft_are_never_markup(client: httpx.Client) -> None:
    text = plan("002").read_text(encoding="utf-8").replace("I. MỤC ĐÍCH", "I. <script>alert(1)</script> MỤC ĐÍCH")
    page = client.post("/check", files={"file": ("<b>.txt", text.encode())}, headers=HTML, timeout=120)
    assert "<script>alert" not in page.text
    assert "<b>.txt" not in page.text


@pytest.fixture
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """The page, 390 pixels wide; no message of the console and no foreign address goes unseen."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda one: None if one.url.startswith((address, "blob:")) else faults.append(one.url))
    page.goto(f"{address}/check")
    yield page
    page.close()
    assert faults == []


@pytest.fixture
def file(draft: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.docx"
    path.write_bytes(draft)
    return path


def test_by_keyboard_alone_a_file_is_checked_and_its_comments_are_fetched(tab: Page, file: Path) -> None:
    choose = tab.get_by_label("Tệp dự thảo")
    for _ in range(20):
        tab.keyboard.press("Tab")
        if choose.evaluate("one => one === document.activeElement"):
            break
    expect(choose).to_be_focused()
    with tab.expect_file_chooser() as chooser:
        tab.keyboard.press("Space")
    chooser.value.set_files(file)
    tab.keyboard.press("Tab")
    expect(tab.get_by_role("button", name="Kiểm tra", exact=True)).to_be_focused()
    tab.keyboard.press("Enter")
    expect(tab.locator("#result-head")).to_be_focused(timeout=60_000)
    expect(tab.locator("#result-head")).to_have_text("Kết quả kiểm tra: ke-hoach.docx")
    expect(tab.get_by_role("status")).to_have_text("Đã kiểm tra xong.")
    download = tab.get_by_role("button", name="Tải bản Word có chú thích")
    while not download.evaluate("one => one === document.activeElement"):
        tab.keyboard.press("Shift+Tab")
    with tab.expect_download(timeout=60_000) as got:
        tab.keyboard.press("Enter")
    assert got.value.suggested_filename == "ke-hoach-checked.docx"
    assert any(NUMBER in comment.text for comment in docx.Document(str(got.value.path())).comments)


def test_a_finding_in_the_summary_leads_to_its_place_and_no_page_is_wider_than_a_phone(tab: Page, file: Path) -> None:
    tab.get_by_label("Tệp dự thảo").set_input_files(file)
    tab.get_by_role("button", name="Kiểm tra", exact=True).click()
    tab.locator("#result li", has_text="Số: /KH-UBND").get_by_role("link").click(timeout=60_000)
    expect(tab.locator(".note:target")).to_contain_text(NUMBER)
    expect(tab.locator(".note:target")).to_be_in_viewport()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_dropped_file_is_checked_at_once(tab: Page, draft: bytes) -> None:
    data = tab.evaluate_handle(
        """bytes => { const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], "tha.docx")); return data; }""",
        list(draft),
    )
    tab.dispatch_event("#drop", "drop", {"dataTransfer": data})
    expect(tab.locator("#result-head")).to_have_text("Kết quả kiểm tra: tha.docx", timeout=60_000)


def test_a_report_is_fetched_as_json(tab: Page, file: Path) -> None:
    tab.get_by_label("Tệp dự thảo").set_input_files(file)
    with tab.expect_download(timeout=60_000) as got:
        tab.get_by_role("button", name="Tải JSON").click()
    assert got.value.suggested_filename == "ke-hoach.json"
    assert json.loads(Path(got.value.path()).read_text("utf-8"))[0]["file"] == "ke-hoach.docx"


def test_a_download_that_cannot_be_made_says_why_on_the_page(browser: Browser, address: str, tmp_path: Path) -> None:
    text = tmp_path / "ke-hoach.txt"
    text.write_bytes(plan("002").read_bytes())
    page = browser.new_page()
    page.goto(f"{address}/check")
    page.get_by_label("Tệp dự thảo").set_input_files(text)
    page.get_by_role("button", name="Tải bản Word có chú thích").click()
    expect(page.get_by_role("status")).to_contain_text("Chỉ ghi được chú thích vào tệp Word", timeout=60_000)
    page.close()


def test_a_file_over_the_limit_is_not_even_sent(tab: Page) -> None:
    tab.evaluate("document.getElementById('check-form').dataset.megabytes = '0.001'")
    tab.get_by_label("Tệp dự thảo").set_input_files({"name": "lon.docx", "mimeType": DOCX, "buffer": b"x" * 4096})
    tab.get_by_role("button", name="Kiểm tra", exact=True).click()
    expect(tab.get_by_role("status")).to_contain_text("Tệp lớn hơn mức mà trang này nhận")


def test_every_field_and_button_has_a_name(tab: Page) -> None:
    fields = "[...document.querySelectorAll('input:not([type=hidden])')]"
    assert tab.evaluate(f"{fields}.filter(one => !one.labels.length).map(one => one.id)") == []
    assert tab.evaluate("[...document.querySelectorAll('button')].filter(one => !one.innerText.trim()).length") == 0
