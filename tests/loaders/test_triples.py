from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from loaders.record import (
    BodyName,
    CitedAct,
    Deadline,
    DocumentHead,
    Duty,
    LegalBasis,
    Place,
    Promulgated,
    Reader,
    Record,
    Remark,
    Report,
    Section,
    Signer,
    Subdivision,
    Task,
)
from loaders.triples import ActGraphs, act_graphs, canonical
from ontology.terms import TYPE, cancu, dcterms, eli, graph_node, node, org, prov, skos, vi

GOLD = Path(__file__).parents[1] / "gold"
PLANS = ("000", "002", "003")
ACT = "doc/binh-duong/2025/9999-qd-ubnd"
ROLES = {"lead": "leadAgency", "coordinating": "coordinatingAgency", "directing": "directingAgency"}


@cache
def gold(number: str) -> Record:
    return Record.model_validate(json.loads((GOLD / f"{number}.json").read_text(encoding="utf-8")))


@cache
def graphs(number: str) -> ActGraphs:
    return act_graphs(gold(number))


def place(start: int, quote: str) -> Place:
    return Place(start=start, end=start + len(quote), page=1, quote=quote)


def of_plan(path: str, kind: str, **more: str) -> Subdivision:
    """A part of the attached Kế hoạch."""
    return Subdivision.model_validate({"path": path, "kind": kind, "in": "Kế hoạch", **more})


@cache
def full() -> Record:
    """A record with all that a reader gives: places, the attached text, a number printed twice."""
    so = BodyName(name="Sở KH&CN", unit="Chi cục TĐC", source=place(20182, "Sở KH&CN (Chi cục TĐC)"))
    said = {"path": "III/1", "in": "Kế hoạch"}
    group = Section(number="II", title="Hoàn thiện hệ thống")
    task = Task(
        id="II.3",
        section=group,
        text="Xây dựng cơ sở dữ liệu",
        lead=[so],
        coordinating=[BodyName(name="UBND các xã, phường"), BodyName(name="Ủy ban nhân dân các xã, phường")],
        deadline=Deadline(text="Quý II năm 2026", kind="quarter", start="2026-04-01", end="2026-06-30"),
        result="Cơ sở dữ liệu",
        confidence=0.8,
        doubts=["Ô thời gian bị lệch"],
        source=place(20114, "Xây dựng cơ sở dữ liệu"),
    )
    return Record(
        document=DocumentHead(
            type="Quyết định",
            number="9999/QĐ-UBND",
            date="2025-04-28",
            issuer="Ủy ban nhân dân tỉnh Bình Dương",
            title="Ban hành Kế hoạch triển khai thực hiện Chỉ thị số 38-CT/TW",
            promulgates=Promulgated(type="Kế hoạch", title="Triển khai thực hiện Chỉ thị số 38-CT/TW"),
            signers=[Signer(name="Võ Văn Minh", position="Chủ tịch", capacity="TM. Ủy ban nhân dân")],
            recipients=["Bộ Khoa học và Công nghệ (b/c)", "TT Tỉnh ủy, TT HĐND tỉnh (b/c)", "Lưu: VT"],
        ),
        legal_bases=[
            LegalBasis(
                citation="Chỉ thị số 38- CT/TW ngày 30 tháng 7 năm 2024 của Ban Bí thư",
                type="Chỉ thị",
                number="38-CT/TW",
                date="2024-07-30",
                issuer="Ban Bí thư",
                relation="based_on",
                source=place(412, "Căn cứ Chỉ thị số 38- CT/TW ngày 30 tháng 7 năm 2024 của Ban Bí thư"),
            )
        ],
        cited_numbers=["38-CT/TW", "9999/QĐ-UBND", "996/QĐ-TTg"],
        citations=[CitedAct(number="996/QĐ-TTg", date="2018-08-10", source=place(900, "số 996/QĐ-TTg"))],
        structure=[
            Subdivision(path="Điều 1", kind="article", text="Ban hành kèm theo Quyết định này Kế hoạch."),
            of_plan("II", "part", heading="NHIỆM VỤ"),
            of_plan("II/2", "section"),
            of_plan("II/2/d", "point", text="Ứng dụng"),
            of_plan("II/2/đ", "point", text="Xây dựng"),
            of_plan("III/1", "section", text="Sở báo cáo trước ngày 15/11."),
        ],
        tasks=[task, task.model_copy(update={"text": "Việc khác"})],
        duties=[
            Duty.model_validate(said | {"bearers": ["Sở Y tế"], "with": ["Sở KH&CN"], "directed_by": ["UBND tỉnh"]})
        ],
        reporting=[
            Report.model_validate(
                said | {"reporter": ["Sở Y tế"], "to": ["UBND tỉnh"], "due": "--11-15", "recurrence": "yearly"}
            ),
            Report.model_validate(said | {"reporter": ["Sở Y tế"], "recurrence": "periodic"}),
        ],
        remarks=[
            Remark(id="II", remark="thiếu số"),
            Remark(path="II/2", remark="lỗi chính tả"),
            Remark(remark="chung"),
        ],
        reader=Reader(
            version="0.1.0",
            file="plan.pdf",
            sha256="3fa94c1b07de" + "0" * 52,
            media_type="application/pdf;type=scanned",
            text_digest="sha256:9b1f",
        ),
    )


@cache
def whole() -> ActGraphs:
    return act_graphs(full())


def values(quads: Iterable[Quad], subject: str, predicate: NamedNode) -> list[str]:
    """Paths of the nodes, or words of the literals, that stand there."""
    base = node("").value
    found = [quad.object for quad in quads if quad.subject == node(subject) and quad.predicate == predicate]
    return [term.value.removeprefix(base) for term in found if isinstance(term, NamedNode | Literal)]


def literals(subject: str, predicate: NamedNode) -> list[str]:
    return [str(quad.object) for quad in whole().quads if quad.subject == node(subject) and quad.predicate == predicate]


# The worked example's forms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "act"),
    [("000", "doc/binh-duong/2025/1169-qd-ubnd"), ("003", "doc/ttg/2024/1703-qd-ttg")],
)
def test_a_plan_stands_under_its_own_iri_and_graph(number: str, act: str) -> None:
    assert graphs(number).act == node(act).value
    assert graphs(number).graph == graph_node(act).value


def test_a_plan_without_a_number_is_a_draft_of_its_province() -> None:
    assert graphs("002").act.startswith(node("doc/bac-ninh/draft/ke-hoach-").value)


def test_the_acts_of_the_lineage_of_chi_thi_38_meet_in_one_node_each() -> None:
    directive = node("doc/tw/2024/38-ct-tw").value
    assert all(directive in graphs(number).stubs for number in PLANS)
    assert graphs("003").act in graphs("000").stubs and graphs("003").act in graphs("002").stubs
    act = "doc/binh-duong/2025/1169-qd-ubnd"
    assert set(values(graphs("000").quads, act, cancu("implements"))) == {
        "doc/ttg/2024/1703-qd-ttg",
        "doc/binh-duong/2024/191-kh-tu",
    }
    assert "doc/tw/2024/38-ct-tw" in values(graphs("000").quads, act, eli("based_on"))


def test_a_proposer_stands_on_the_act_and_the_to_trinh_in_the_citation() -> None:
    act = "doc/binh-duong/2025/1169-qd-ubnd"
    proposer = "agency/binh-duong/giam-doc-so-khoa-hoc-va-cong-nghe"
    assert values(graphs("000").quads, act, cancu("proposedBy")) == [proposer]
    citation = f"{act}/cite/proposed-by/binh-duong-2025-28-ttr-skhcn"
    assert values(graphs("000").quads, citation, cancu("cited")) == ["doc/binh-duong/2025/28-ttr-skhcn"]


def test_a_mere_proposer_is_cited_as_no_act() -> None:
    citation = "doc/ttg/2024/1703-qd-ttg/cite/proposed-by/tw-bo-truong-bo-khoa-hoc-va-cong-nghe"
    assert values(graphs("003").quads, citation, cancu("relation")) == ["relation/proposed-by"]
    assert values(graphs("003").quads, citation, cancu("cited")) == []


def test_a_task_stands_in_its_group_row_with_who_and_by_when() -> None:
    task = f"{ACT}/task/II.3"
    quads = whole().quads
    assert values(quads, task, TYPE) == [cancu("Task").value]
    assert values(quads, task, cancu("setBy")) == [ACT]
    assert values(quads, task, cancu("setIn")) == [f"{ACT}/text/phu-luc/II"]
    assert values(quads, f"{ACT}/text/phu-luc/II", eli("is_part_of")) == [f"{ACT}/text/phu-luc"]
    assert values(quads, task, cancu("leadAgency")) == ["agency/binh-duong/so-khoa-hoc-va-cong-nghe"]
    assert values(quads, task, cancu("coordinatingAgency")) == ["group/binh-duong/ubnd-cap-xa"]
    assert literals(f"{task}/deadline", cancu("endDate")) == ['"2026-06-30"^^<http://www.w3.org/2001/XMLSchema#date>']
    assert literals(task, skos("editorialNote")) == ['"Ô thời gian bị lệch"@vi']


def test_an_assignment_names_the_acting_unit_and_quotes_the_cell() -> None:
    assignment = f"{ACT}/task/II.3/lead/binh-duong-so-khoa-hoc-va-cong-nghe"
    quads = whole().quads
    assert values(quads, assignment, cancu("actingUnit")) == [
        "agency/binh-duong/so-khoa-hoc-va-cong-nghe/chi-cuc-tieu-chuan-do-luong-chat-luong"
    ]
    assert values(quads, assignment, cancu("quote")) == ["Sở KH&CN (Chi cục TĐC)"]
    assert values(quads, assignment, cancu("sourceStart")) == ["20182"]


def test_a_number_printed_twice_gives_two_tasks() -> None:
    assert values(whole().quads, f"{ACT}/task/II.3_2", dcterms("description")) == ["Việc khác"]
    assert values(whole().quads, f"{ACT}/task/II.3", dcterms("description")) == ["Xây dựng cơ sở dữ liệu"]


def test_the_attached_text_stands_between_its_parts_and_the_act() -> None:
    text = f"{ACT}/text/ke-hoach"
    quads = whole().quads
    assert values(quads, text, eli("is_annex_of")) == [ACT]
    assert values(quads, f"{text}/II", eli("is_part_of")) == [text]
    assert values(quads, f"{text}/II/2/dd", eli("is_part_of")) == [f"{text}/II/2"]
    assert values(quads, f"{text}/II/2/d", dcterms("description")) == ["Ứng dụng"]
    assert values(quads, f"{text}/III/1", eli("is_part_of")) == [text]
    assert values(quads, f"{ACT}/text/dieu-1", eli("is_part_of")) == [ACT]


def test_who_must_act_in_a_duty_is_its_lead() -> None:
    duty = f"{ACT}/duty/ke-hoach/III/1/binh-duong-so-y-te"
    quads = whole().quads
    assert values(quads, duty, cancu("leadAgency")) == ["agency/binh-duong/so-y-te"]
    assert values(quads, duty, cancu("coordinatingAgency")) == ["agency/binh-duong/so-khoa-hoc-va-cong-nghe"]
    assert values(quads, duty, cancu("directingAgency")) == ["agency/binh-duong/ubnd"]
    assert values(quads, duty, cancu("setIn")) == [f"{ACT}/text/ke-hoach/III/1"]
    assert values(quads, duty, dcterms("description")) == ["Sở báo cáo trước ngày 15/11."]


def test_a_report_says_to_whom_and_by_which_day_of_the_year() -> None:
    report = f"{ACT}/reporting/ke-hoach/III/1/binh-duong-so-y-te"
    assert values(whole().quads, report, cancu("reportTo")) == ["agency/binh-duong/ubnd"]
    when = f"{report}/deadline"
    assert literals(when, cancu("dueMonthDay")) == ['"--11-15"^^<http://www.w3.org/2001/XMLSchema#gMonthDay>']
    assert literals(when, cancu("recurrence")) == ['"P1Y"^^<http://www.w3.org/2001/XMLSchema#duration>']
    assert values(whole().quads, f"{report}_2", cancu("hasDeadline")) == []


def test_the_graph_tells_its_own_origin() -> None:
    file = f"{ACT}/expr/vi/file/3fa94c1b07de"
    quads = whole().quads
    assert values(quads, f"graph/{ACT}", prov("wasDerivedFrom")) == [file]
    assert values(quads, f"graph/{ACT}", cancu("readerVersion")) == ["0.1.0"]
    types = "https://www.iana.org/assignments/media-types/application/pdf"
    assert values(quads, file, eli("format")) == [f"{types};type=scanned"]
    assert values(quads, file, eli("media_type")) == [types]
    assert values(quads, f"graph/{ACT}", prov("generatedAtTime")) == []


def test_every_recipient_line_is_kept_and_known_bodies_are_linked() -> None:
    assert len(values(whole().quads, ACT, cancu("recipientLine"))) == 3
    assert set(values(whole().quads, ACT, cancu("recipient"))) == {
        "agency/tw/bo-khoa-hoc-va-cong-nghe",
        "agency/binh-duong/thuong-truc-tinh-uy",
        "agency/binh-duong/thuong-truc-hdnd",
    }


def test_a_citation_of_the_running_text_is_cited_where_it_stands() -> None:
    citation = f"{ACT}/cite/cites/ttg-2018-996-qd-ttg"
    assert values(whole().quads, citation, cancu("quote")) == ["số 996/QĐ-TTg"]
    assert set(values(whole().quads, ACT, eli("cites"))) == {"doc/tw/2024/38-ct-tw", "doc/ttg/2018/996-qd-ttg"}


def test_remarks_stand_on_the_part_that_they_are_about() -> None:
    note = skos("editorialNote")
    assert values(whole().quads, f"{ACT}/text/phu-luc/II", note) == ["thiếu số"]
    assert values(whole().quads, f"{ACT}/text/ke-hoach/II/2", note) == ["lỗi chính tả"]
    assert values(whole().quads, ACT, note) == ["chung"]


def test_a_month_alone_is_no_whole_date() -> None:
    act = graphs("002").act.removeprefix(node("").value)
    assert values(graphs("002").quads, act, dcterms("date")) == ["2025-08"]
    assert values(graphs("002").quads, act, eli("date_document")) == []


# Graphs -----------------------------------------------------------------------------------------------------------


def every_graph(graph: ActGraphs) -> list[Quad]:
    return [*graph.quads, *(quad for stub in graph.stubs.values() for quad in stub), *graph.named]


@pytest.mark.parametrize("number", PLANS)
def test_every_triple_stands_in_the_graph_of_its_subject(number: str) -> None:
    found = graphs(number)
    for quad in found.quads:
        assert quad.graph_name == NamedNode(found.graph)
        assert isinstance(quad.subject, NamedNode)
        own = quad.subject.value
        assert own in (found.act, found.graph) or own.startswith(found.act + "/")
    for act, stub in found.stubs.items():
        path = act.removeprefix(node("").value)
        assert {(quad.subject, quad.graph_name) for quad in stub} == {(NamedNode(act), graph_node(path))}
    assert {quad.graph_name for quad in found.named} <= {graph_node("bodies"), graph_node("units")}
    triples = Counter((quad.subject, quad.predicate, quad.object) for quad in every_graph(found))
    assert max(triples.values()) == 1


@pytest.mark.parametrize("number", PLANS)
def test_there_are_no_blank_nodes(number: str) -> None:
    terms = [term for quad in every_graph(graphs(number)) for term in (quad.subject, quad.object)]
    assert not any(isinstance(term, BlankNode) for term in terms)


@pytest.mark.parametrize("number", PLANS)
def test_the_same_record_gives_the_same_graph_byte_for_byte(number: str) -> None:
    again = act_graphs(Record.model_validate_json(gold(number).to_json()))
    assert again == graphs(number)
    assert canonical(again.quads) == canonical(reversed(graphs(number).quads))


def test_canonical_lines_are_sorted_each_once_even_with_odd_line_breaks_in_a_literal() -> None:
    quads = [
        Quad(node("b"), skos("note"), Literal("hai\u2028dòng\nba"), node("g")),
        Quad(node("a"), skos("note"), Literal("một"), node("g")),
    ]
    text = canonical([*quads, *quads])
    assert text.count("\n") == 2 and text.index("/a>") < text.index("/b>")


@pytest.mark.parametrize("number", PLANS)
def test_each_shortcut_has_one_assignment_and_each_assignment_its_shortcut(number: str) -> None:
    quads = graphs(number).quads

    def told(predicate: str) -> dict[NamedNode, NamedNode]:
        return {quad.subject: quad.object for quad in quads if quad.predicate == cancu(predicate)}  # type: ignore[misc]

    obligations, bodies, roles = told("assigns"), told("assignee"), told("role")
    assigned = Counter(
        (obligations[one], ROLES[roles[one].value.rpartition("/")[2]], bodies[one]) for one in obligations
    )
    shortcuts = Counter(
        (quad.subject, role, quad.object) for quad in quads for role in ROLES.values() if quad.predicate == cancu(role)
    )
    assert assigned == shortcuts and max(shortcuts.values()) == 1


@pytest.mark.parametrize("number", PLANS)
def test_every_row_of_the_task_table_is_a_task(number: str) -> None:
    tasks = [quad for quad in graphs(number).quads if quad.predicate == TYPE and quad.object == cancu("Task")]
    assert len(tasks) == len(gold(number).tasks)


@pytest.mark.parametrize("number", PLANS)
def test_every_body_that_is_pointed_to_is_described(number: str) -> None:
    found = graphs(number)
    described = {quad.subject for quad in every_graph(found)}
    for name in (*ROLES.values(), "actingUnit", "assignee", "reportTo", "recipient", "proposedBy"):
        for quad in found.quads:
            if quad.predicate == cancu(name):
                assert quad.object in described, quad
    assert {quad.object for quad in found.quads if quad.predicate == eli("passed_by")} <= described


def test_an_open_group_is_described_in_the_act_s_own_graph() -> None:
    found = graphs("000")
    act = found.act.removeprefix(node("").value)
    group = f"{act}/group/co-quan-lien-quan"
    assert values(found.quads, group, cancu("openMembership")) == ["true"]
    assert values(found.quads, group, skos("prefLabel")) == ["Các cơ quan có liên quan"]


def test_a_shared_body_is_described_from_the_table_not_from_the_text() -> None:
    record = Record(
        document=DocumentHead(type="Kế hoạch", number="1/KH-UBND", date="2025-09-01", issuer="UBND TỈNH THANH HOÁ"),
        tasks=[Task(id="1", text="x", lead=[BodyName(name="sở KHCN")])],
    )
    shared = act_graphs(record).named
    for path, name in (
        ("agency/thanh-hoa/ubnd", "Ủy ban nhân dân tỉnh Thanh Hóa"),
        ("agency/thanh-hoa/so-khoa-hoc-va-cong-nghe", "Sở Khoa học và Công nghệ tỉnh Thanh Hóa"),
    ):
        assert Quad(node(path), skos("prefLabel"), vi(name), graph_node("bodies")) in shared
    assert values(shared, "agency/thanh-hoa/so-khoa-hoc-va-cong-nghe", org("subOrganizationOf")) == [
        "agency/thanh-hoa/ubnd"
    ]


def test_a_stub_says_what_the_fullest_mention_says() -> None:
    directive = node("doc/tw/2024/38-ct-tw").value
    stub = graphs("000").stubs[directive]
    path = "doc/tw/2024/38-ct-tw"
    assert values(stub, path, cancu("knownOnlyByCitation")) == ["true"]
    assert values(stub, path, eli("number")) == ["38-CT/TW"]
    assert values(stub, path, eli("date_document")) == ["2024-07-30"]
    assert values(stub, path, eli("passed_by")) == ["agency/tw/ban-bi-thu"]
    assert values(stub, path, eli("type_document")) == ["type/chi-thi"]


def test_the_issuer_of_a_cited_number_is_told_by_its_symbol() -> None:
    stub = graphs("002").stubs[node("doc/ttg/undated/996-qd-ttg").value]
    assert values(stub, "doc/ttg/undated/996-qd-ttg", eli("passed_by")) == ["agency/tw/thu-tuong-chinh-phu"]


def test_an_act_does_not_cite_itself() -> None:
    for number in PLANS:
        found = graphs(number)
        cited = {quad.object for quad in found.quads if quad.predicate == eli("cites")}
        assert cited == {NamedNode(act) for act in found.stubs}
        assert NamedNode(found.act) not in cited


def test_a_task_of_the_running_text_stands_in_its_numbered_part() -> None:
    record = Record(
        document=DocumentHead(type="Chỉ thị", number="5/CT-UBND", date="2025-09-01", issuer="UBND tỉnh Thanh Hóa"),
        structure=[Subdivision(path="3/a", kind="point", text="Sở Y tế chủ trì kiểm tra. Báo cáo kết quả.")],
        tasks=[Task(id="3.a", text="Sở Y tế chủ trì kiểm tra.", lead=[BodyName(name="Sở Y tế")])],
    )
    act = "doc/thanh-hoa/2025/5-ct-ubnd"
    assert values(act_graphs(record).quads, f"{act}/task/3.a", cancu("setIn")) == [f"{act}/text/3/a"]


def test_a_record_with_nothing_in_it_still_gives_an_act() -> None:
    found = act_graphs(Record(document=DocumentHead()))
    assert found.act.startswith(node("doc/unknown/draft/").value)
    assert found.stubs == {} and found.shared == ()


def test_a_stub_says_what_the_cited_act_carries_out_as_the_citing_words_have_it() -> None:
    plan = "doc/binh-duong/2024/191-kh-tu"
    stub = graphs("000").stubs[node(plan).value]
    assert values(stub, plan, cancu("implements")) == ["doc/tw/2024/38-ct-tw"]
