from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode

from ontology.namespaces import BASE
from queries.binding import ask, resolve
from queries.catalogue import Bilingual, Parameter, ParameterType
from queries.engine import OxigraphEngine
from queries.errors import AmbiguousParameter, BadParameter, ParameterError, UnknownParameter, UnknownQuestion
from tests.queries.country import rows, with_more


def meaning(engine: OxigraphEngine, kind: ParameterType, text: str) -> str:
    parameter = Parameter(name="p", type=kind, required=True, label=Bilingual(vi="", en=""))
    term = resolve(parameter, text, engine)
    return term.value.removeprefix(BASE) if isinstance(term, NamedNode) else str(term)


@pytest.mark.parametrize(
    "text",
    [
        "38-CT/TW",
        "38- CT/TW",
        "số 38-CT/TW",
        "38-ct/tw",
        "Chỉ thị số 38-CT/TW",
        "Chỉ thị 38",
        "doc/tw/2024/38-ct-tw",
        f"{BASE}doc/tw/2024/38-ct-tw",
        f"<{BASE}doc/tw/2024/38-ct-tw>",
    ],
)
def test_an_act_is_known_by_every_way_of_writing_it(engine: OxigraphEngine, text: str) -> None:
    assert meaning(engine, "act", text) == "doc/tw/2024/38-ct-tw"


def test_a_number_of_two_provinces_is_refused_with_both(engine: OxigraphEngine) -> None:
    with pytest.raises(AmbiguousParameter) as caught:
        meaning(engine, "act", "1169/QĐ-UBND")
    assert [candidate.iri.removeprefix(BASE) for candidate in caught.value.candidates] == [
        "doc/binh-duong/2025/1169-qd-ubnd",
        "doc/thanh-hoa/2025/1169-qd-ubnd",
    ]
    assert "Quyết định 1169/QĐ-UBND (doc/thanh-hoa/2025/1169-qd-ubnd)" in str(caught.value)


@pytest.mark.parametrize("place", ["Bình Dương", "tỉnh Bình Dương", "binh-duong", "BINH DUONG"])
def test_the_place_tells_namesakes_apart(engine: OxigraphEngine, place: str) -> None:
    assert meaning(engine, "act", f"1169/QĐ-UBND@{place}") == "doc/binh-duong/2025/1169-qd-ubnd"


def test_the_province_of_a_commune_finds_the_communes_act(engine: OxigraphEngine) -> None:
    assert meaning(engine, "act", "45/KH-UBND@Thanh Hóa") == "doc/thanh-hoa/14758/2025/45-kh-ubnd"


def test_a_cited_act_of_unknown_issuer_has_the_place_of_its_iri(engine: OxigraphEngine) -> None:
    assert meaning(engine, "act", "191-KH/TU@Bình Dương") == "doc/binh-duong/2024/191-kh-tu"


def test_an_unknown_number_is_refused_with_what_comes_near(engine: OxigraphEngine) -> None:
    with pytest.raises(UnknownParameter) as caught:
        meaning(engine, "act", "38-CT/TU")
    assert [candidate.label for candidate in caught.value.near] == ["Chỉ thị 38-CT/TW"]


@pytest.mark.parametrize("text", ["Quyết định 38-CT/TW", "38", "Kế hoạch 1703/QĐ-TTg", "1169/QĐ-UBND@Huế"])
def test_what_fits_only_in_part_is_not_guessed_at(engine: OxigraphEngine, text: str) -> None:
    with pytest.raises(UnknownParameter):
        meaning(engine, "act", text)


def test_words_are_no_act(engine: OxigraphEngine) -> None:
    with pytest.raises(BadParameter, match="no number of an act"):
        meaning(engine, "act", "Luật Đất đai")


def test_an_iri_of_something_else_is_no_act(engine: OxigraphEngine) -> None:
    with pytest.raises(BadParameter, match="is no act"):
        meaning(engine, "act", "agency/tw/ban-bi-thu")
    with pytest.raises(UnknownParameter):
        meaning(engine, "act", "doc/tw/1999/1-ct-tw")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Sở Khoa học và Công nghệ@Thanh Hóa", "agency/thanh-hoa/so-khoa-hoc-va-cong-nghe"),
        ("Sở KH&CN@Thanh Hoá", "agency/thanh-hoa/so-khoa-hoc-va-cong-nghe"),
        ("sở khoa học và công nghệ tỉnh thanh hóa", "agency/thanh-hoa/so-khoa-hoc-va-cong-nghe"),
        ("Uỷ ban nhân dân tỉnh Bình Dương", "agency/binh-duong/ubnd"),
        ("UBND@Thanh Hóa", "agency/thanh-hoa/ubnd"),
        ("UBND phường Hạc Thành@Thanh Hóa", "agency/thanh-hoa/14758/ubnd"),
        ("Ban Bí thư", "agency/tw/ban-bi-thu"),
        ("Các sở, ban, ngành", "group/binh-duong/so-ban-nganh"),
        ("agency/tw/thu-tuong", "agency/tw/thu-tuong"),
    ],
)
def test_a_body_is_known_by_its_name_and_place(engine: OxigraphEngine, text: str, path: str) -> None:
    assert meaning(engine, "body", text) == path


def test_a_department_without_its_province_is_refused_with_the_candidates(engine: OxigraphEngine) -> None:
    with pytest.raises(AmbiguousParameter) as caught:
        meaning(engine, "body", "Sở Khoa học và Công nghệ")
    assert {candidate.label for candidate in caught.value.candidates} == {
        "Sở Khoa học và Công nghệ tỉnh Bình Dương",
        "Sở Khoa học và Công nghệ tỉnh Thanh Hóa",
    }


def test_a_part_of_a_name_is_no_body(engine: OxigraphEngine) -> None:
    with pytest.raises(UnknownParameter) as caught:
        meaning(engine, "body", "Khoa học và Công nghệ")
    assert len(caught.value.near) == 2


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("38-CT/TW", "doc/tw/2024/38-ct-tw"),
        ("1169/QĐ-UBND@Bình Dương#I.2", "doc/binh-duong/2025/1169-qd-ubnd/task/I.2"),
        ("doc/binh-duong/2025/1169-qd-ubnd/task/I.2", "doc/binh-duong/2025/1169-qd-ubnd/task/I.2"),
        ("Sở Y tế@Bình Dương", "agency/binh-duong/so-y-te"),
    ],
)
def test_a_resource_is_an_act_a_task_or_a_body(engine: OxigraphEngine, text: str, path: str) -> None:
    assert meaning(engine, "resource", text) == path


def test_a_task_that_the_act_does_not_set_is_refused(engine: OxigraphEngine) -> None:
    with pytest.raises(UnknownParameter, match=r"no task"):
        meaning(engine, "resource", "1169/QĐ-UBND@Bình Dương#IX.9")


@pytest.mark.parametrize("text", ["lead", "chủ trì", "Chủ Trì", "role/lead"])
def test_a_role_is_known_in_both_languages(engine: OxigraphEngine, text: str) -> None:
    assert meaning(engine, "role", text) == "role/lead"


def test_an_unknown_role_is_refused_with_the_roles_there_are(engine: OxigraphEngine) -> None:
    with pytest.raises(UnknownParameter, match=r"coordinating.*directing.*lead"):
        meaning(engine, "role", "boss")


def test_a_date_is_iso(engine: OxigraphEngine) -> None:
    assert meaning(engine, "date", "2026-06-30") == '"2026-06-30"^^<http://www.w3.org/2001/XMLSchema#date>'
    for text in ("30/6/2026", "2026-02-30", "20260630", "2026-6-30"):
        with pytest.raises(BadParameter, match="no date"):
            meaning(engine, "date", text)


# Nothing that is typed becomes a part of the query.

ATTACKS = [
    '"> } DROP ALL',
    "doc/tw/2024/38-ct-tw> } UNION { ?document ?p ?o } #",
    '38-CT/TW" } ; DROP ALL #',
    "<https://example.org/> } { SELECT * { ?s ?p ?o } } #>",
    "38-CT/TW\n} UNION { ?document ?p ?o }",
    "https://example.org/\u007d",
    "1169/QĐ-UBND@' || true",
    'Sở Y tế\\"@vi ?x',
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    ("name", "parameter"), [("lineage-down", "document"), ("agency-duties", "agency"), ("lineage-up", "resource")]
)
def test_an_attack_in_a_parameter_is_refused(engine: OxigraphEngine, name: str, parameter: str, attack: str) -> None:
    before = len(engine.store)
    with pytest.raises(ParameterError):
        ask(name, {parameter: attack}, engine)
    assert len(engine.store) == before


def test_words_are_one_literal_whatever_they_hold(engine: OxigraphEngine) -> None:
    parameter = Parameter(name="p", type="words", required=True, label=Bilingual(vi="", en=""))
    for attack in ATTACKS:
        assert isinstance(resolve(parameter, attack, engine), Literal)


# ask


def test_an_unknown_question_is_refused_with_what_comes_near(engine: OxigraphEngine) -> None:
    with pytest.raises(UnknownQuestion, match=r'"lineage-dwn".*lineage-down'):
        ask("lineage-dwn", {}, engine)


def test_a_missing_or_blank_parameter_is_named_with_what_it_takes(engine: OxigraphEngine) -> None:
    for given in ({}, {"document": "  "}):
        with pytest.raises(BadParameter, match=r"document: lineage-down needs it.*38-CT/TW"):
            ask("lineage-down", given, engine)


def test_a_parameter_of_another_name_is_refused(engine: OxigraphEngine) -> None:
    with pytest.raises(BadParameter, match=r"doc: lineage-down has no such parameter; it takes document"):
        ask("lineage-down", {"document": "38-CT/TW", "doc": "38-CT/TW"}, engine)


def test_a_blank_optional_parameter_counts_as_not_given(engine: OxigraphEngine) -> None:
    assert len(rows(engine, "incomplete-tasks", document="")) == 2


def test_an_answer_has_a_column_for_each_that_the_question_promises(engine: OxigraphEngine) -> None:
    answer = ask("lineage-down", {"document": "38-CT/TW"}, engine)
    assert all(len(row) == len(answer.columns) == 7 for row in answer.rows)


def test_namesakes_before_and_after_a_merger_are_both_named() -> None:
    engine = with_more("""
        <graph/units> { <unit/ninh-binh> a cancu:AdministrativeUnit ; skos:prefLabel "Tỉnh Ninh Bình"@vi ;
                                           skos:altLabel "Ninh Bình"@vi .
                        <unit/ninh-binh-2004> a cancu:AdministrativeUnit ; skos:prefLabel "Tỉnh Ninh Bình"@vi ;
                                                skos:altLabel "Ninh Bình"@vi . }
        <graph/x> { <doc/ninh-binh/2025/100-qd-ubnd> a cancu:Document ; eli:number "100/QĐ-UBND" .
                    <doc/ninh-binh-2004/2025/100-qd-ubnd> a cancu:Document ; eli:number "100/QĐ-UBND" . }""")
    with pytest.raises(AmbiguousParameter):
        meaning(engine, "act", "100/QĐ-UBND@Ninh Bình")
    assert meaning(engine, "act", "100/QĐ-UBND@ninh-binh-2004") == "doc/ninh-binh-2004/2025/100-qd-ubnd"


@pytest.mark.parametrize("text", ["Thanh Hóa", "tỉnh Thanh Hoá", "38", "unit/thanh-hoa"])
def test_a_province_is_known_by_its_name_or_code(tied: OxigraphEngine, text: str) -> None:
    assert meaning(tied, "province", text) == "unit/thanh-hoa"


def test_a_commune_is_no_province(tied: OxigraphEngine) -> None:
    with pytest.raises(UnknownParameter):
        meaning(tied, "province", "Phường Phú Xuân")
