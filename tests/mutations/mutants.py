"""Drafts with one planted fault each: what was changed, which rule must find it, and where.

A place is the number of the row ("II.3"), the path of the part ("II/1/e"), or "" for the act as a whole and for what
stands in no row or part (a basis, the signature).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from tests.mutations.draft import DECISION, PLAN, Draft

LEAD, PARTNER, DIRECTOR, TIME = 2, 3, 4, 5


@dataclass(frozen=True)
class Mutant:
    """`hint`: the rule only hints, so that the draft has no violation and no warning at all."""

    name: str
    draft: Draft
    rule: str
    place: str
    hint: bool = False


def _annex(line: str) -> tuple[str, ...]:
    return (*PLAN.annex[:2], line)


_DATE: Final = "Căn cứ Quyết định số 1703/QĐ-TTg ngày 31/12/2024"

MUTANTS: Final = (
    # completeness
    Mutant("a row without text", PLAN.cell("II.3", 1, ""), "task.text", "II.3"),
    Mutant("a row without lead", PLAN.cell("II.3", LEAD, ""), "task.lead", "II.3"),
    Mutant("a row without deadline", PLAN.cell("III.1", TIME, ""), "task.deadline", "III.1"),
    Mutant("an annex that names no act", replace(PLAN, annex=PLAN.annex[:2]), "annex.act", ""),
    Mutant(
        "the number left blank",
        replace(
            PLAN, number="Số:        /KH-UBND", annex=_annex("(Kèm theo Kế hoạch của Ủy ban nhân dân tỉnh Bắc Ninh)")
        ),
        "document.number",
        "",
    ),
    Mutant(
        "the day left blank",
        replace(
            PLAN,
            dateline="Bắc Ninh, ngày      tháng 9 năm 2025",
            annex=_annex("(Kèm theo Kế hoạch số 215/KH-UBND của Ủy ban nhân dân tỉnh Bắc Ninh)"),
        ),
        "document.date-incomplete",
        "",
    ),
    Mutant(
        "no date at all",
        replace(
            PLAN,
            dateline="",
            annex=_annex("(Kèm theo Kế hoạch số 215/KH-UBND của Ủy ban nhân dân tỉnh Bắc Ninh)"),
        ),
        "document.date",
        "",
    ),
    Mutant("no recipients", replace(PLAN, recipients=()), "document.recipients", ""),
    Mutant("no signer", replace(PLAN, authority=(), signer=""), "document.signer", ""),
    Mutant(
        "a decision without bases",
        replace(DECISION, title="Phê duyệt Kế hoạch nâng cao năng suất, chất lượng", body=DECISION.body[4:]),
        "document.basis",
        "",
    ),
    Mutant(
        "a plan without bases",
        replace(
            PLAN,
            title="Nâng cao năng suất, chất lượng trên địa bàn tỉnh",
            body=("Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:", *PLAN.body[4:]),
        ),
        "document.basis-other",
        "",
    ),
    Mutant("a group without rows", PLAN.without_rows("II.1", "II.2", "II.3", "II.4"), "group.tasks", "Phụ lục/III"),
    Mutant(
        "an annex with another number",
        replace(
            PLAN, annex=_annex("(Kèm theo Kế hoạch số 251/KH-UBND ngày 15/9/2025 của Ủy ban nhân dân tỉnh Bắc Ninh)")
        ),
        "annex.number",
        "",
    ),
    # form
    Mutant(
        "the code of another type",
        replace(PLAN, number="Số: 215/QĐ-UBND", annex=_annex("(Kèm theo Kế hoạch của Ủy ban nhân dân tỉnh Bắc Ninh)")),
        "form.symbol-type",
        "",
    ),
    Mutant(
        "the symbol of another issuer",
        replace(PLAN, number="Số: 215/KH-HĐND", annex=_annex("(Kèm theo Kế hoạch của Ủy ban nhân dân tỉnh Bắc Ninh)")),
        "form.symbol-issuer",
        "",
    ),
    Mutant("a deputy without KT.", replace(PLAN, authority=("TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH")), "form.deputy", ""),
    Mutant(
        "the chairman in the chairman's stead",
        replace(PLAN, authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "CHỦ TỊCH")),
        "form.capacity",
        "",
    ),
    Mutant(
        "the chairman by mandate of the chairman",
        replace(PLAN, authority=("TUQ. CHỦ TỊCH", "CHỦ TỊCH")),
        "form.capacity",
        "",
    ),
    Mutant(
        "a committee without TM.",
        replace(PLAN, authority=("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        "form.collective",
        "",
        hint=True,
    ),
    Mutant("a row skipped", PLAN.without_rows("II.3"), "form.row-gap", "II.4"),
    Mutant("the first row missing", PLAN.without_rows("III.1"), "form.row-gap", "III.2"),
    Mutant("a row's number twice", PLAN.cell("III.2", 0, "1"), "form.row-repeat", "III.1"),
    Mutant("a group skipped", PLAN.cell("III", 0, "IV"), "group.tasks", "Phụ lục/IV"),
    Mutant("point đ missing", PLAN.line("đ) Biên"), "form.part-gap", "II/1/e"),
    Mutant("point d twice instead of đ", PLAN.words("đ) Biên", "d) Biên"), "form.part-gap", "II/1/e"),
    Mutant("point f instead of g", PLAN.words("g) Tổ chức hưởng", "f) Tổ chức hưởng"), "form.letter", "II/1/f"),
    Mutant(
        "a section skipped", PLAN.words("3. Tăng cường thanh tra", "4. Tăng cường thanh tra"), "form.part-gap", "II/4"
    ),
    Mutant("a part skipped", PLAN.words("III. KINH", "IV. KINH").words("IV. TỔ", "V. TỔ"), "form.part-gap", "IV"),
    Mutant("an article skipped", DECISION.words("Điều 3. Quyết", "Điều 4. Quyết"), "form.part-gap", "Điều 4"),
    Mutant(
        "a decision without articles",
        replace(
            DECISION,
            body=(
                *DECISION.body[:5],
                "I. NỘI DUNG",
                "Phê duyệt Kế hoạch trên địa bàn tỉnh.",
                "II. TỔ CHỨC THỰC HIỆN",
                "1. Sở Khoa học và Công nghệ chủ trì, phối hợp với các sở, ban, ngành hướng dẫn việc thực hiện.",
            ),
        ),
        "form.articles",
        "",
    ),
    Mutant(
        "a plan that nobody carries out",
        replace(PLAN, body=tuple(text for text in PLAN.body[:-5])),
        "form.organisation",
        "",
    ),
    # time
    Mutant("due before the act", PLAN.cell("II.1", TIME, "Quý I/2025"), "deadline.past", "II.1"),
    Mutant("due the month before", PLAN.cell("I.1", TIME, "Tháng 8/2025"), "deadline.past", "I.1"),
    Mutant("a deadline that says nothing", PLAN.cell("II.4", TIME, "Kịp thời"), "deadline.unclear", "II.4"),
    Mutant(
        "a period that ends before it starts",
        PLAN.cell("II.2", TIME, "Giai đoạn 2030-2026"),
        "deadline.unclear",
        "II.2",
    ),
    Mutant(
        "proposed after it was signed",
        PLAN.words("97/TTr-SKHCN ngày 05/9/2025", "97/TTr-SKHCN ngày 25/9/2025"),
        "basis.later",
        "",
    ),
    # bases
    Mutant(
        "a basis without date",
        PLAN.words(_DATE, "Căn cứ Quyết định số 1703/QĐ-TTg").words(
            "Quyết định số 1703/QĐ-TTg ngày 31/12/2024 của Thủ tướng Chính phủ trên", "Quyết định số 1703/QĐ-TTg trên"
        ),
        "basis.date",
        "",
    ),
    Mutant("a basis without number", PLAN.words(_DATE, "Căn cứ Quyết định ngày 31/12/2024"), "basis.number", ""),
    Mutant(
        "another day for one act",
        PLAN.words(
            "bám sát nội dung Quyết định số 1703/QĐ-TTg,", "bám sát nội dung Quyết định số 1703/QĐ-TTg ngày 30/12/2024,"
        ),
        "basis.conflict",
        "I/2/a",
    ),
    Mutant(
        "two digits swapped",
        PLAN.words(
            "giải pháp tại Chỉ thị số 38-CT/TW.", "giải pháp tại Quyết định số 1703/QĐ-TTg ngày 31/12/2024."
        ).words("nội dung Quyết định số 1703/QĐ-TTg,", "nội dung Quyết định số 1730/QĐ-TTg ngày 31/12/2024,"),
        "basis.misprint",
        "I/2/a",
    ),
    # responsibility
    Mutant(
        "the lead as its partner", PLAN.cell("I.3", PARTNER, "Sở Khoa học và Công nghệ"), "task.lead-partner", "I.3"
    ),
    Mutant("the lead among its partners", PLAN.cell("II.2", LEAD, "Các sở, ban, ngành"), "task.lead-partner", "II.2"),
    Mutant(
        "the lead directs itself", PLAN.cell("II.2", DIRECTOR, "Sở Khoa học và Công nghệ"), "task.lead-director", "II.2"
    ),
    Mutant("nobody in particular leads", PLAN.cell("II.3", LEAD, "Các cơ quan liên quan"), "task.lead-vague", "II.3"),
    Mutant(
        "a former district leads", PLAN.cell("II.1", LEAD, "UBND các huyện, thị xã, thành phố"), "body.gone", "II.1"
    ),
    Mutant("a former district works along", PLAN.cell("I.1", PARTNER, "UBND cấp huyện"), "body.gone", "I.1"),
    Mutant("a former department leads", PLAN.cell("II.4", LEAD, "Sở Thông tin và Truyền thông"), "body.gone", "II.4"),
    Mutant("a former ministry works along", PLAN.cell("II.3", PARTNER, "Bộ Kế hoạch và Đầu tư"), "body.gone", "II.3"),
    Mutant(
        "four leads",
        PLAN.cell("II.4", LEAD, "Sở Khoa học và Công nghệ; Sở Y tế; Sở Công Thương; Sở Xây dựng"),
        "task.leads",
        "II.4",
        hint=True,
    ),
    Mutant(
        "a duty for who has no task",
        PLAN.words("2. Sở Tài chính: Tham mưu", "2. Sở Ngoại vụ: Tham mưu"),
        "duty.no-task",
        "IV.2",
        hint=True,
    ),
    # reading
    Mutant(
        "a line that nobody understands",
        replace(PLAN, annex=(*PLAN.annex, "((Mật")),
        "reading.unread",
        "",
        hint=True,
    ),
)
