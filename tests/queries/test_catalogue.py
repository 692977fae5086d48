from __future__ import annotations

from pathlib import Path

import pytest

from queries.catalogue import catalogue, parse_question, read_question
from queries.errors import CatalogueError

GOOD = """\
#+ name: acts
#+ title: {vi: Văn bản, en: Acts}
#+ purpose: {vi: Mọi văn bản., en: Every act.}
#+ parameters:
#+   - {name: type, type: words, required: false, label: {vi: Loại, en: Type}}
#+ columns:
#+   - {name: act, type: act, label: {vi: Văn bản, en: Act}}
#+   - {name: title, type: text, label: {vi: Trích yếu, en: Title}}
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?act ?title {
  # @bind _type
  ?act dcterms:type ?_type ; dcterms:title ?title
}
"""


def test_a_sound_file_is_a_question() -> None:
    question = parse_question(GOOD)
    assert (question.name, question.title.vi, [column.name for column in question.columns]) == (
        "acts",
        "Văn bản",
        ["act", "title"],
    )
    assert question.text == GOOD


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("type: words, required", "type: colour, required", "parameters.0.type"),
        ("#+ title: {vi: Văn bản, en: Acts}\n", "", "title: Field required"),
        ("vi: Mọi văn bản., en", "vi: Mọi văn bản., fr", "purpose.en: Field required"),
        ("SELECT ?act ?title", "SELECT ?act", "the query selects act, the front matter lists act, title"),
        ("  # @bind _type\n", "", '"# @bind _type"'),
        ("# @bind _type", "# @bind _type _date", "no parameter date"),
        ("?act dcterms:type", "?act dcterm:type", "syntax error at line 12"),
        ("SELECT ?act ?title", "CONSTRUCT {?act ?act ?title}", "no SELECT"),
        ("required: false", "required: true, default: x", "can have no default"),
        ("#+ name: acts\n", "#+ name: [acts\n", "no YAML"),
        ("#+", "#", "no front matter"),
    ],
)
def test_a_faulty_file_is_refused_with_what_is_wrong(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    with pytest.raises(CatalogueError) as caught:
        parse_question(GOOD.replace(old, new))
    assert fault in str(caught.value)


COMPARED = GOOD.replace(
    "#+   - {name: title, type: text, label: {vi: Trích yếu, en: Title}}\n",
    "#+   - {name: title, type: text, label: {vi: Trích yếu, en: Title}}\n"
    "#+   - {name: old, type: text, label: {vi: Cũ, en: Old}}\n"
    "#+   - {name: change, type: text, changes: {from: old, to: title}, label: {vi: Thay đổi, en: Change}}\n",
).replace("SELECT ?act ?title", "SELECT ?act ?title ?old")


def test_a_computed_column_is_none_of_the_querys_own() -> None:
    question = parse_question(COMPARED)
    assert [column.name for column in question.columns] == ["act", "title", "old", "change"]
    assert [column.name for column in question.selected] == ["act", "title", "old"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("from: old", "from: olden", "column change compares olden, but the query selects no such text"),
        ("to: title", "to: act", "column change compares act, but the query selects no such text"),
        ("name: change, type: text", "name: change, type: act", "its type is text"),
        ("from: old, to: title", "from: old", "changes.to: Field required"),
    ],
)
def test_a_computed_column_compares_texts_that_the_query_selects(old: str, new: str, fault: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        parse_question(COMPARED.replace(old, new))
    assert fault in str(caught.value)


def test_the_file_is_named_in_the_message(tmp_path: Path) -> None:
    other = tmp_path / "other.rq"
    other.write_text(GOOD, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"other\.rq: its front matter gives the name"):
        read_question(other)


def test_the_questions_have_the_parameters_and_columns_that_users_lean_on() -> None:
    """The contract of the command line and of the CSV that it writes."""
    signatures = {
        name: (
            " ".join(p.name if p.required else f"[{p.name}]" for p in question.parameters),
            " ".join(column.name for column in question.columns),
        )
        for name, question in catalogue().items()
    }
    assert signatures["lineage-down"] == ("document", "document number title issuer level depth via")
    assert signatures["lineage-up"] == (
        "resource",
        "depth resource kind label via why review reviewer",
    )
    assert signatures["agency-duties"] == (
        "agency [role] [date]",
        "task text role document deadline due through former today change lineage",
    )
    assert signatures["commune-duties"] == (
        "commune [date]",
        "task text role via document deadline due bearer former change lineage",
    )
    assert signatures["succession"] == (
        "agency",
        "steps former formerName successor successorName until act extent",
    )
    assert signatures["group-members"] == ("group [date]", "member name from until membership")
    assert signatures["unrecognised-bodies"] == (
        "",
        "body name documents document quote nearest nearestName",
    )
    assert signatures["coverage"] == (
        "document [province]",
        "task ordinal text province state answers score review reviewer unit tasks",
    )
    assert signatures["uncovered"] == ("document [province]", "task ordinal text province unit")
    assert signatures["responsibility-chain"] == (
        "task",
        "role body name through superiors territory until today",
    )
    assert signatures["lineage-text"] == (
        "task",
        "depth upstream document ordinal upstreamText text changes score method review reviewer",
    )
    assert signatures["task-lineage"] == (
        "resource",
        "depth task ordinal text document issuer leads score method review reviewer",
    )
    assert signatures["reporting"] == ("document", "reporter to due via")
    assert signatures["deadlines"] == ("from to", "due task text lead document")
    assert signatures["incomplete-tasks"] == ("[document]", "document task ordinal text missing page")
    assert signatures["legal-bases"][0] == "document"
    assert signatures["citing"][0] == "document"


def test_no_question_names_data_by_its_base() -> None:
    """The base of the data is a setting, so a query finds concepts by what they say."""
    for question in catalogue().values():
        assert "w3id.org/cancu/id" not in question.text
