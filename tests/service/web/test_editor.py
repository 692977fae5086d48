"""The SPARQL editor in a browser: it comes in place of the form, runs samples, leads to pages, asks no other server.

It is built by `make setup`; without it the form stays, which the other tests of /sparql use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from service.web.rendering import HERE
from tests.service.web.axe import violations

VENDOR: Final = HERE / "static" / "vendor"
TASKS: Final = "SELECT ?task ?act { ?task a cancu:Task ; cancu:setBy ?act } ORDER BY ?task LIMIT 60"
SCROLLED_BY_CURSOR: Final = ".CodeMirror-scroll"
"""The lines of the editor: the field that takes the keys stands beside them, not in them, which axe asks for."""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor who was never here."""
    if not (VENDOR / "yasgui.js").exists():
        pytest.fail("The editor is not built. Run: make setup (it needs npm's registry).")
    one = browser.new_context(viewport={"width": 1280, "height": 900})
    yield one
    one.close()


@pytest.fixture
def tab(context: BrowserContext, address: str) -> Iterator[Page]:
    """A tab in which no message of the console, nothing against the policy and no foreign address goes unseen."""
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda one: None if one.url.startswith((f"{address}/", "data:")) else faults.append(one.url))
    yield page
    assert faults == []


def opened(tab: Page, url: str) -> Page:
    tab.goto(url)
    expect(tab.locator("#editor .tabPanel.active .CodeMirror")).to_be_visible()
    return tab


def text_in(tab: Page) -> str:
    return str(tab.evaluate("document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue()"))


def asked_in(url: str) -> str:
    """The query that an address holds."""
    parts = urlsplit(url)
    return parse_qs(parts.query or parts.fragment)["query"][0]


def run(tab: Page) -> None:
    tab.get_by_role("button", name="Chạy câu hỏi").and_(tab.locator(".tabPanel.active button")).click()
    expect(tab.locator(".tabPanel.active .yasr_results table")).to_be_visible(timeout=30_000)


def test_the_editor_takes_the_place_of_the_form_with_its_query(tab: Page, address: str) -> None:
    opened(tab, f"{address}/sparql")
    expect(tab.locator("#plain")).to_be_hidden()
    expect(tab.get_by_role("textbox", name="Soạn câu hỏi SPARQL")).to_be_attached()
    assert "38-ct-tw" in text_in(tab)
    assert "PREFIX eli: <http://data.europa.eu/eli/ontology#>" in text_in(tab)


def test_a_sample_runs_in_a_tab_of_its_own_and_leads_to_the_page_of_an_act(tab: Page, address: str) -> None:
    opened(tab, f"{address}/sparql")
    tab.get_by_role("link", name="Căn cứ của một văn bản").click()
    expect(tab.get_by_role("tab", name="Căn cứ của một văn bản")).to_have_attribute("aria-selected", "true")
    link = tab.locator(".tabPanel.active .yasr_results a.iri").first
    expect(link).to_be_visible(timeout=30_000)
    name = link.inner_text()
    assert not name.startswith(("http", "<"))
    link.click()
    expect(tab.locator("h1")).to_contain_text(name)


def test_samples_are_there_for_questions_with_parameters_too(tab: Page, address: str) -> None:
    opened(tab, f"{address}/sparql")
    for name in ("Việc được giao cho một cơ quan", "Căn cứ của một văn bản", "Thành viên của một nhóm cơ quan"):
        query = tab.get_by_role("link", name=name).get_attribute("data-query") or ""
        answer = httpx.post(f"{address}/sparql", data={"query": query}, trust_env=False, timeout=60)
        assert answer.json()["results"]["bindings"], name


def test_the_address_keeps_the_query_and_opens_it_again_for_another_visitor(
    tab: Page, address: str, browser: Browser
) -> None:
    opened(tab, f"{address}/sparql?query={TASKS.replace(' ', '+').replace('?', '%3F').replace(';', '%3B')}")
    assert TASKS in text_in(tab)
    run(tab)
    assert asked_in(tab.url) == text_in(tab)
    other = browser.new_page()
    opened(other, tab.url)
    assert text_in(other) == text_in(tab)
    other.close()


def test_a_long_query_stays_in_the_address_where_no_proxy_reads_it(tab: Page, address: str) -> None:
    opened(tab, f"{address}/sparql")
    long = TASKS + "\n" + "# một lời ghi chú dài\n" * 400
    tab.evaluate("text => document.querySelector('.active .CodeMirror').CodeMirror.setValue(text)", long)
    run(tab)
    assert urlsplit(tab.url).query == ""
    assert asked_in(tab.url) == long
    tab.reload()
    expect(tab.locator("#editor .tabPanel.active .CodeMirror")).to_be_visible()
    assert long.strip() in text_in(tab)


def test_names_stand_on_every_page_of_the_results(tab: Page, address: str) -> None:
    opened(tab, f"{address}/sparql?mau=incomplete-tasks")
    tab.evaluate("text => document.querySelector('.active .CodeMirror').CodeMirror.setValue(text)", TASKS)
    run(tab)
    names = tab.locator(".yasr_results tbody a.iri")
    expect(names.first).to_have_text(re.compile(r"^(Kế hoạch|Quyết định) .+ · I\.1$"))
    tab.locator(".yasr_results .dt-paging button", has_text="2").click()
    expect(tab.locator(".yasr_results tbody tr")).to_have_count(10)
    for link in names.all():
        expect(link).not_to_contain_text("https://")
        assert (link.get_attribute("href") or "").startswith("/id/doc/")


def test_what_the_service_answered_before_gives_way_to_the_new_answer(tab: Page, address: str) -> None:
    opened(tab, f"{address}/sparql?query=ASK+%7B+%3Fa+a+cancu%3ATask+%7D")
    expect(tab.locator("#answer")).to_contain_text("true")
    tab.get_by_role("button", name="Chạy câu hỏi").click()
    expect(tab.locator("#answer")).to_have_count(0)
    expect(tab.locator(".yasr_results")).to_contain_text("True", ignore_case=True)


def test_a_wrong_query_is_told_with_its_place(context: BrowserContext, address: str) -> None:
    tab = context.new_page()
    opened(tab, f"{address}/sparql")
    tab.evaluate("document.querySelector('.active .CodeMirror').CodeMirror.setValue('SELECT ?a {\\n ?a ?b }}')")
    tab.get_by_role("button", name="Chạy câu hỏi").click()
    told = tab.locator(".yasr_results [role=alert]")
    expect(told).to_contain_text("Câu hỏi sai cú pháp ở dòng 2")


def completions(tab: Page, typed: str) -> list[str]:
    tab.evaluate(
        """text => { const editor = document.querySelector('.active .CodeMirror').CodeMirror;
        editor.setValue(text); editor.focus(); editor.setCursor(editor.lastLine(), 1e6); }""",
        typed,
    )
    tab.keyboard.press("Control+Space")
    expect(tab.locator(".CodeMirror-hint").first).to_be_visible()
    return tab.locator(".CodeMirror-hint").all_inner_texts()


def test_prefixes_classes_and_properties_are_completed_by_name_and_by_label(tab: Page, address: str) -> None:
    opened(tab, f"{address}/sparql")
    assert completions(tab, "PREFIX can") == ["cancu: <https://w3id.org/cancu/ontology#>"]
    declared = "PREFIX cancu: <https://w3id.org/cancu/ontology#>\n"
    assert "cancu:Task · nhiệm vụ" in completions(tab, declared + "SELECT * { ?a a cancu:Ta")
    assert "cancu:endDate · ngày kết thúc" in completions(tab, declared + "SELECT * { ?a cancu:kết")
    assert completions(tab, declared + "SELECT * { ?a cancu:lead")[0] == "cancu:leadAgency · cơ quan chủ trì"
    tab.keyboard.press("Enter")
    assert text_in(tab).endswith("?a cancu:leadAgency")


def test_the_keyboard_comes_into_the_editor_and_out_of_it(tab: Page, address: str) -> None:
    opened(tab, f"{address}/sparql")
    field = tab.get_by_role("textbox", name="Soạn câu hỏi SPARQL")
    field.focus()
    tab.keyboard.press("Control+Enter")
    expect(tab.locator(".tabPanel.active .yasr_results table")).to_be_visible(timeout=30_000)
    field.focus()
    tab.keyboard.press("Escape")
    tab.keyboard.press("Tab")
    expect(field).not_to_be_focused()
    assert tab.evaluate("document.activeElement.closest('#editor') !== null")


def test_the_words_of_the_editor_are_those_of_the_page(tab: Page, address: str) -> None:
    opened(tab, f"{address}/sparql")
    tab.get_by_role("link", name="Căn cứ của một văn bản").click()
    expect(tab.locator(".tabPanel.active .yasr_results table")).to_be_visible(timeout=30_000)
    for name in ("Xem dạng bảng", "Xem nguyên văn", "Thêm câu hỏi", "Liên kết đến câu hỏi này"):
        expect(tab.get_by_role("button", name=name).and_(tab.locator(":visible"))).to_be_visible()
    opened(tab, f"{address}/sparql?lang=en")
    expect(tab.get_by_role("button", name="Add a query")).to_be_visible()
    expect(tab.get_by_role("heading", name="Ask in SPARQL")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
def test_axe_finds_nothing_with_a_result_open(browser: Browser, address: str, width: int, scheme: str) -> None:
    tab = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    opened(tab, f"{address}/sparql?query={TASKS.replace(' ', '+').replace('?', '%3F').replace(';', '%3B')}")
    run(tab)
    expect(tab.locator(".yasr_response_chip")).to_contain_text("60 dòng")
    assert violations(tab, without=[SCROLLED_BY_CURSOR]) == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    tab.close()


def test_where_the_editor_was_not_built_the_form_stays(browser: Browser, address: str) -> None:
    tab = browser.new_page()
    tab.route("**/static/vendor/*", lambda route: route.fulfill(status=404))
    with tab.expect_console_message(lambda message: "plain form stays" in message.text):
        tab.goto(f"{address}/sparql")
    tab.get_by_label("Truy vấn").fill("ASK { ?t a cancu:Task }")
    tab.get_by_role("button", name="Hỏi", exact=True).click()
    expect(tab.locator("#answer")).to_contain_text("true")
    tab.close()


def test_without_script_the_form_asks_and_shows_the_answer(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}/sparql")
    tab.get_by_label("Truy vấn").fill("SELECT (COUNT(?t) AS ?n) { ?t a cancu:Task }")
    tab.get_by_role("button", name="Hỏi", exact=True).click()
    expect(tab.get_by_role("heading", name="1 dòng kết quả")).to_be_visible()
    context.close()


def test_the_page_may_run_our_scripts_alone_and_ask_our_server_alone(client: httpx.Client) -> None:
    policy = client.get("/sparql", headers={"Accept": "text/html"}).headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "connect-src 'self';" in policy
    assert "unsafe" not in policy


def test_the_packages_are_pinned_and_the_lock_file_fits_them() -> None:
    folder = HERE / "assets"
    asked = json.loads((folder / "package.json").read_text("utf-8"))
    lock = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    for name, version in (asked["dependencies"] | asked["devDependencies"]).items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert lock[f"node_modules/{name}"]["version"] == version
    assert all(one["integrity"].startswith("sha512-") for path, one in lock.items() if path)


def test_what_is_shipped_comes_with_its_licences_and_none_is_copyleft() -> None:
    told = (VENDOR / "LICENSES.txt").read_text("utf-8")
    assert "@zazuko/yasgui 4." in told
    assert "Permission is hereby granted" in told
    heads = [line for line in told.splitlines() if " - " in line and line.split(" ")[1][:1].isdigit()]
    assert len(heads) > 30
    assert not [head for head in heads if "GPL" in head]
