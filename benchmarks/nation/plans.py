"""The records of the made acts, level by level.

party_directive(0)                         Chỉ thị 40-CT/TW, without tasks
prime_minister(0)                          Quyết định 1700/QĐ-TTg with its plan
party(0, home), decision(0, home)          of a province
commune(0, home, decision)                 of a commune
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from benchmarks.nation import heads
from benchmarks.nation.faults import blanked, fault_of_act, faulty_tasks
from benchmarks.nation.heads import Head
from benchmarks.nation.made import Link, Made
from benchmarks.nation.orders import duties_of, orders, part, report_of
from benchmarks.nation.places import NATION, Home
from benchmarks.nation.rows import Matter, central_rows, derived
from benchmarks.nation.tables import PART, Table, points, table
from benchmarks.nation.words import Field, fields
from loaders.graph.setting import setting_of
from loaders.identity import own_path, text_path
from loaders.record import CitedAct, DocumentHead, LegalBasis, Promulgated, Record, Signer, Subdivision

_ATTACHED: Final = "Kế hoạch"
PROVINCE_TASKS: Final = 25
COMMUNE_TASKS: Final = 12


@dataclass(frozen=True)
class Plan:
    """An act whose plan the level below carries out."""

    head: Head
    path: str
    """ "doc/ttg/2025/1700-qd-ttg"."""
    table: Table
    matters: frozenset[Matter]
    """What its rows and those of the plans above it are about."""
    made: Made


def party_directive(number: int, random: Random) -> Made:
    """The directive itself, its parts numbered in its text."""
    head, field = heads.directive(number), fields()[number]
    structure = _sections("", field)
    signed = heads.signer("Thường trực Ban Bí thư", "T/M BAN BÍ THƯ", random)
    to = ["Các tỉnh ủy, thành ủy", "Các ban Đảng Trung ương", "Đảng ủy Chính phủ"]
    document = _document(head, NATION, signed, to)
    return Made(_record(document, [], structure, Table((), ())))


_DIRECTED: Final = (
    "Cấp ủy, tổ chức đảng, chính quyền các cấp quán triệt, nâng cao nhận thức, trách nhiệm của người đứng đầu đối với",
    "Đảng ủy Chính phủ lãnh đạo, chỉ đạo hoàn thiện cơ chế, chính sách, bố trí nguồn lực cho",
    "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tăng cường giám sát, vận động Nhân dân tham gia",
    "Ban Tuyên giáo và Dân vận Trung ương phối hợp với Đảng ủy Chính phủ theo dõi, kiểm tra, sơ kết, tổng kết",
)


def _sections(above: str, field: Field) -> list[Subdivision]:
    texts = [f"{words} công tác {field.subject}." for words in _DIRECTED]
    return [Subdivision(path=f"{above}{place}", kind="section", text=text) for place, text in enumerate(texts, 1)]


def prime_minister(number: int, random: Random) -> Plan:
    """The decision of the Prime Minister, with the plan that all provinces carry out."""
    field, head, above = fields()[number], heads.decree(number), heads.directive(number)
    rows = central_rows(field, random)
    bases = [
        heads.law_basis(heads.GOVERNMENT),
        heads.law_basis(field.law),
        above.basis("based_on"),
        heads.proposal(f"Bộ trưởng {field.ministry}"),
        above.basis("implements"),
    ]
    signed = heads.signer("Phó Thủ tướng", "KT. THỦ TƯỚNG", random)
    to = ["Ban Bí thư Trung ương Đảng", "Các bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ", "Văn phòng Quốc hội"]
    document = _document(head, NATION, signed, to, attached=True)
    made_table = table(rows, field, NATION, head.first_year, random)
    return _decided(head, document, bases, made_table, field, NATION, random)


def party(number: int, home: Home, random: Random) -> tuple[Head, Made]:
    """The plan of a province's Party committee: parts and duties, no table."""
    head, field = heads.party_plan(number, home, random), fields()[number]
    bases = [
        heads.PARTY_RULES.basis("based_on"),
        heads.decree(number).basis("based_on"),
        heads.directive(number).basis("implements"),
    ]
    structure = [
        part("I", "MỤC ĐÍCH, YÊU CẦU", f"Lãnh đạo thực hiện nghiêm túc {heads.directive(number).short}."),
        part("II", "NHIỆM VỤ VÀ GIẢI PHÁP"),
        *_sections("II/", field),
        *orders(field, home),
    ]
    signed = heads.signer("Phó Bí thư", f"T/M BAN THƯỜNG VỤ {home.name('TỈNH ỦY')}", random)
    document = _document(head, home, signed, ["Ban Bí thư Trung ương Đảng", home.name("Đảng ủy UBND tỉnh")])
    return head, Made(_record(document, bases, structure, Table((), ()), field, home))


def decision(number: int, home: Home, above: Plan, party_head: Head, random: Random) -> Plan:
    """The decision of a province's People's Committee with its plan."""
    field, head = fields()[number], heads.province_decision(number, home, random)
    bases = [
        heads.law_basis(heads.LOCAL_GOVERNMENT),
        heads.law_basis(field.law),
        heads.directive(number).basis("based_on"),
        party_head.basis("based_on"),
        above.head.basis("implements"),
        heads.proposal(home.name(f"Giám đốc {field.department}")),
    ]
    rows = derived(above.table.rows, above.matters, field, home, PROVINCE_TASKS, random)
    signed = heads.signer("Phó Chủ tịch", "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH", random)
    to = ["Thủ tướng Chính phủ", field.ministry, home.name("Các sở, ban, ngành tỉnh"), "UBND các xã, phường"]
    document = _document(head, home, signed, to, attached=True)
    made_table = table(rows, field, home, head.first_year, random)
    return _decided(head, document, bases, made_table, field, home, random, above)


def commune(number: int, home: Home, above: Plan, party_head: Head, random: Random) -> Made:
    """A commune's plan: twelve tasks or one more, and what its bodies do."""
    field, fault = fields()[number], fault_of_act(random)
    head = heads.commune_plan(number, home, above.head, random)
    if fault == "order":
        head = heads.dated_before(head, above.head)
    bases = [heads.law_basis(heads.LOCAL_GOVERNMENT), heads.decree(number).basis("based_on")]
    bases += [party_head.basis("based_on")] if random.random() < 0.5 else []
    bases += [above.head.basis("implements")]
    rows = derived(above.table.rows, above.matters, field, home, COMMUNE_TASKS + (random.random() < 0.25), random)
    made_table = table(rows, field, home, head.first_year, random)
    tasks, faults = faulty_tasks(made_table.tasks, random, blank=True)
    structure = [part("I", "MỤC ĐÍCH, YÊU CẦU", f"Cụ thể hóa {above.head.short}."), *orders(field, home)]
    signed = heads.signer("Chủ tịch", "TM. ỦY BAN NHÂN DÂN", random)
    to = [home.name("Thường trực Đảng ủy xã"), home.above.name(field.department), "Các thôn, tổ dân phố"]
    document = blanked(_document(head, home, signed, to), fault)
    record = _record(document, bases, structure, Table(tuple(tasks), made_table.rows), field, home)
    links = _links(record, made_table, above)
    return Made(record, links, (), (*faults, (fault, "")) if fault else faults)


# What all of them share -----------------------------------------------------------------------------------


def _decided(
    head: Head,
    document: DocumentHead,
    bases: Sequence[LegalBasis],
    made_table: Table,
    field: Field,
    home: Home,
    random: Random,
    above: Plan | None = None,
) -> Plan:
    """A decision with an attached plan, whose body says in points what its table says in rows."""
    tasks, faults = faulty_tasks(made_table.tasks, random, blank=False)
    told = list(points(made_table, _ATTACHED))
    structure = [
        *_articles(home),
        part("I", "MỤC ĐÍCH, YÊU CẦU", "Bám sát các nhiệm vụ, giải pháp được giao.", _ATTACHED),
        part(PART, "NHIỆM VỤ VÀ GIẢI PHÁP", None, _ATTACHED),
        *(each for _, each in told),
        *orders(field, home, _ATTACHED),
    ]
    record = _record(document, bases, structure, Table(tuple(tasks), made_table.rows), field, home, _ATTACHED)
    truth = _links(record, made_table, above) if above else ()
    places = tuple((number, f"text/{text_path(each.path, each.in_text)}") for number, each in told if number)
    matters = {matter for row in made_table.rows for matter in row.matters} | (above.matters if above else set())
    return Plan(head, _path(document), made_table, frozenset(matters), Made(record, truth, places, faults))


def _articles(home: Home) -> list[Subdivision]:
    who = home.name("Giám đốc các sở, Chủ tịch UBND các xã, phường") if home.level else "Bộ trưởng các bộ"
    texts = (
        "Ban hành kèm theo Quyết định này Kế hoạch triển khai thực hiện.",
        "Quyết định này có hiệu lực kể từ ngày ký.",
        f"{who} và các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này.",
    )
    return [Subdivision(path=f"Điều {n}", kind="article", text=text) for n, text in enumerate(texts, 1)]


def _document(head: Head, home: Home, signed: Signer, recipients: list[str], attached: bool = False) -> DocumentHead:
    issued = Promulgated(type=_ATTACHED, title=head.title.removeprefix("Ban hành Kế hoạch ")) if attached else None
    return DocumentHead(
        type=head.type,
        number=head.number,
        date=head.day.isoformat(),
        place=home.unit.label if home.unit else "Hà Nội",
        issuer=head.issuer,
        title=head.title,
        promulgates=issued,
        signers=[signed],
        recipients=recipients,
    )


def _record(
    document: DocumentHead,
    bases: Sequence[LegalBasis],
    structure: list[Subdivision],
    made_table: Table,
    field: Field | None = None,
    home: Home | None = None,
    in_text: str | None = None,
) -> Record:
    return Record(
        document=document,
        legal_bases=list(bases),
        cited_numbers=sorted({*_numbers(bases), *([document.number] if document.number else [])}),
        citations=[_cited(basis) for basis in bases if basis.number],
        structure=structure,
        tasks=list(made_table.tasks),
        duties=duties_of(field, home, in_text) if field and home else [],
        reporting=[report_of(field, home, in_text)] if field and home else [],
    )


def _numbers(bases: Iterable[LegalBasis]) -> list[str]:
    return [basis.number for basis in bases if basis.number]


def _cited(basis: LegalBasis) -> CitedAct:
    return CitedAct(number=basis.number or "", type=basis.type, date=basis.date, issuer=basis.issuer, title=basis.title)


def _links(record: Record, made_table: Table, above: Plan) -> tuple[Link, ...]:
    """What each task carries out; a task without a text gives nothing to see that by."""
    return tuple(
        Link(task.id, above.path, above.table.tasks[parent].id)
        for task, row in zip(record.tasks, made_table.rows, strict=True)
        if task.text
        for parent in row.parents
    )


def _path(document: DocumentHead) -> str:
    return own_path(document, setting_of(document))
