"""The heads of the made acts: type, number, date, issuer and title, and how other acts cite them.

    directive(0).named     Chỉ thị số 40-CT/TW ngày 05 tháng 7 năm 2025 của Ban Bí thư về tăng cường …
    decree(0)              Quyết định 1700/QĐ-TTg, two months later

Each directive has its own month, so that ten of them reach from July 2025 to the end of 2026.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final

from benchmarks.nation.places import Home
from benchmarks.nation.words import Law, fields, wording
from loaders.record import LegalBasis, Relation, Signer

_FIRST_DAY: Final = date(2025, 7, 5)
_BETWEEN_DIRECTIVES: Final = timedelta(days=30)
_TO_BEGIN: Final = timedelta(days=270)


@dataclass(frozen=True)
class Head:
    """An act as others cite it. `title` without the type."""

    type: str
    number: str
    day: date
    issuer: str
    title: str

    @property
    def first_year(self) -> int:
        """The first year in which its tasks fall due: of an act of autumn the next one."""
        return (self.day + _TO_BEGIN).year

    @property
    def short(self) -> str:
        """ "Quyết định số 1700/QĐ-TTg"."""
        return f"{self.type} số {self.number}"

    @property
    def named(self) -> str:
        """All of it, as a preamble has it."""
        title = f"{self.title[:1].lower()}{self.title[1:]}"
        return f"{self.short} ngày {self.day:%d} tháng {self.day.month} năm {self.day.year} của {self.issuer} {title}"

    def basis(self, relation: Relation) -> LegalBasis:
        """The line of another act's preamble that names this one."""
        return LegalBasis(
            citation=self.named,
            type=self.type,
            number=self.number,
            title=self.title,
            date=self.day.isoformat(),
            issuer=self.issuer,
            relation=relation,
        )


def law_basis(law: Law) -> LegalBasis:
    """ "Luật An toàn thực phẩm số 55/2010/QH12 ngày 17 tháng 6 năm 2010"."""
    words = f"Luật {law.title} số {law.number} ngày {law.date:%d} tháng {law.date.month} năm {law.date.year}"
    return LegalBasis(
        citation=words,
        type="Luật",
        number=law.number,
        title=law.title,
        date=law.date.isoformat(),
        relation="based_on",
    )


def proposal(proposer: str) -> LegalBasis:
    """ "đề nghị của Giám đốc Sở Y tế"."""
    return LegalBasis(citation=f"đề nghị của {proposer}", type="Tờ trình", issuer=proposer, relation="proposed_by")


GOVERNMENT: Final = Law(number="63/2025/QH15", date=date(2025, 2, 18), title="Tổ chức Chính phủ")
LOCAL_GOVERNMENT: Final = Law(number="72/2025/QH15", date=date(2025, 6, 16), title="Tổ chức chính quyền địa phương")
PARTY_RULES: Final = Head(
    "Quy định", "24-QĐ/TW", date(2021, 7, 30), "Ban Chấp hành Trung ương", "thi hành Điều lệ Đảng"
)


def directive(number: int) -> Head:
    """The Party's directive of that place, from 0."""
    return Head(
        type="Chỉ thị",
        number=f"{40 + number}-CT/TW",
        day=_FIRST_DAY + number * _BETWEEN_DIRECTIVES,
        issuer="Ban Bí thư",
        title="về tăng cường sự lãnh đạo của Đảng đối với công tác "
        f"{fields()[number].subject} đến năm 2030 và những năm tiếp theo",
    )


def decree(number: int) -> Head:
    """The Prime Minister's decision with the plan that carries the directive out."""
    above = directive(number)
    return Head(
        type="Quyết định",
        number=f"{1700 + 41 * number}/QĐ-TTg",
        day=above.day + timedelta(days=60),
        issuer="Thủ tướng Chính phủ",
        title=f"Ban hành Kế hoạch triển khai thực hiện {above.named}",
    )


def party_plan(number: int, home: Home, random: Random) -> Head:
    """A province's Party committee's plan."""
    above = directive(number)
    label = home.unit.label if home.unit else ""
    return Head(
        type="Kế hoạch",
        number=f"{150 + 12 * number + random.randint(0, 9)}-KH/TU",
        day=above.day + timedelta(days=random.randint(70, 95)),
        issuer=f"{'Tỉnh ủy' if home.kind == 'tỉnh' else 'Thành ủy'} {label}",
        title=f"thực hiện {above.named}",
    )


def province_decision(number: int, home: Home, random: Random) -> Head:
    """A province's decision with its plan."""
    above = directive(number)
    carried_out = f"{decree(number).short} và {above.named}"
    return Head(
        type="Quyết định",
        number=f"{2000 + 140 * number + random.randint(0, 130)}/QĐ-UBND",
        day=above.day + timedelta(days=random.randint(100, 135)),
        issuer=home.committee,
        title=f"Ban hành Kế hoạch triển khai thực hiện {carried_out} trên địa bàn {home.place}",
    )


def commune_plan(number: int, home: Home, above: Head, random: Random) -> Head:
    """A commune's plan, after its province's decision."""
    subject = fields()[number].subject
    return Head(
        type="Kế hoạch",
        number=f"{30 + 15 * number + random.randint(0, 12)}/KH-UBND",
        day=above.day + timedelta(days=random.randint(7, 65)),
        issuer=home.committee,
        title=f"Triển khai thực hiện {above.short} của {above.issuer} về công tác {subject} trên địa bàn {home.place}",
    )


def dated_before(head: Head, above: Head) -> Head:
    """The head with a day before the act that it carries out: a fault."""
    return replace(head, day=above.day - timedelta(days=9))


def signer(position: str, capacity: str, random: Random) -> Signer:
    words = wording()
    name = f"{random.choice(words.families)} {random.choice(words.middles)} {random.choice(words.names)}"
    return Signer(name=name, position=position, capacity=capacity)
