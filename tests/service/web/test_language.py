"""The pages in English: every word of the site has one, and a visitor's choice is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from service.web import rendering
from service.web.language import po_files


def words_of_the_templates() -> Iterator[tuple[str, str]]:
    """Each text of a template that is translated, with its place."""
    for file, line, message, _, _ in extract_from_dir(
        rendering.HERE / "templates",
        method_map=[("**.html", "jinja2.ext:babel_extract")],
        options_map={"**.html": {"trimmed": "false", "newstyle_gettext": "true"}},
    ):
        for words in [message] if isinstance(message, str) else message:
            if words:
                yield words, f"{file}:{line}"


def english() -> dict[str, str]:
    return {
        str(message.id): str(message.string)
        for file in po_files("en")
        for message in read_po(file.open("rb"), abort_invalid=True)
        if message.id
    }


def test_every_text_of_the_pages_has_english_words() -> None:
    known = english()
    missing = sorted({f"{place} {words!r}" for words, place in words_of_the_templates() if not known.get(words)})
    assert not missing, "\n".join(missing)


def test_names_in_the_texts_are_the_same_in_both_languages() -> None:
    for words, translated in english().items():
        assert names(words) == names(translated), words


def names(words: str) -> set[str]:
    """The names of values that come into a text: "%(n)s"."""
    return {part.partition(")")[0] for part in words.split("%(")[1:]}


@pytest.mark.parametrize("file", sorted((rendering.HERE / "locale").rglob("*.po")), ids=lambda file: Path(file).stem)
def test_a_file_of_words_says_no_text_twice(file: Path) -> None:
    ids = [line for line in file.read_text("utf-8").splitlines() if line.startswith("msgid ") and line != 'msgid ""']
    assert len(ids) == len(set(ids))


def test_english_is_asked_for_once_and_remembered(client: httpx.Client) -> None:
    first = client.get("/?lang=en")
    assert '<html lang="en">' in first.text
    assert 'href="/?lang=vi"' in first.text
    assert '<html lang="en">' in client.get("/cau-hoi").text
    client.get("/?lang=vi")
    assert '<html lang="vi">' in client.get("/cau-hoi").text


@pytest.mark.parametrize("asked", ["/?lang=fr", "/?lang=", "/?lang=%00"])
def test_a_language_that_is_not_there_is_vietnamese(client: httpx.Client, asked: str) -> None:
    answer = client.get(asked)
    assert '<html lang="vi">' in answer.text
    assert "set-cookie" not in answer.headers


def test_a_damaged_cookie_is_vietnamese(client: httpx.Client) -> None:
    answer = client.get("/", headers={"cookie": 'lang="\x01; =;'})
    assert '<html lang="vi">' in answer.text


def test_a_page_names_itself_in_the_other_language_with_what_was_asked(client: httpx.Client) -> None:
    answer = client.get("/cau-hoi/citing", params={"document": "1703/QĐ-TTg"})
    assert 'href="/cau-hoi/citing?document=1703%2FQ%C4%90-TTg&amp;lang=en"' in answer.text
