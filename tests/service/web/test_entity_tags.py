from __future__ import annotations

import httpx
import pytest


@pytest.mark.parametrize(
    "path",
    ["/static/style.css", "/.well-known/void", "/sitemap.xml", "/api/export?format=nq", "/sparql?query=ASK%20%7B%7D"],
)
def test_who_has_an_answer_already_is_told_so_in_every_form_of_the_header(client: httpx.Client, path: str) -> None:
    tag = client.get(path).headers["etag"]
    bare = tag.removeprefix("W/")
    for known in (tag, bare, f"W/{bare}", f'"another", {tag}', "*"):
        assert client.get(path, headers={"If-None-Match": known}).status_code == 304, known
    assert client.get(path, headers={"If-None-Match": '"another"'}).status_code == 200
