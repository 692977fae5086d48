"""The acts that an act rests on, carries out and cites.

    "Căn cứ Chỉ thị số 38-CT/TW ngày 30/7/2024 của Ban Bí thư về …;"          based_on
    "Thực hiện Quyết định số 1703/QĐ-TTg …, UBND tỉnh ban hành Kế hoạch …"    implements
    "Xét đề nghị của Giám đốc Sở Y tế tại Tờ trình số 28/TTr-SYT …"           proposed_by

An act that the title says is carried out is "implements" too, after the preamble's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import cast

from loaders.flow import flow
from loaders.forms.act_lists import SharedType, carrying_out, cited_at, cut_acts, cut_bare, shared_type
from loaders.forms.citation_forms import ParsedCitation, amends, parse_citation
from loaders.forms.document_types import types_pattern
from loaders.language import grammar
from loaders.layout.zones import Zones
from loaders.mentions import cited_act, cited_numbers, misprints, read_cited
from loaders.record import CitedAct, DocumentHead, LegalBasis, Place, Relation
from loaders.source import Line, Passage, Source

__all__ = [
    "ParsedCitation",
    "cited_numbers",
    "implemented_by_citation",
    "implemented_by_title",
    "misprints",
    "opens_basis",
    "parse_citation",
    "read_bases",
    "read_cited",
]


@dataclass(frozen=True)
class _Opener:
    pattern: re.Pattern[str]
    relation: Relation


@cache
def _openers() -> tuple[_Opener, ...]:
    return tuple(
        _Opener(re.compile(row["opener"].replace(" ", r"\s+"), re.IGNORECASE), cast(Relation, row["relation"]))
        for row in grammar("citations.yaml")["relations"]
    )


@cache
def _clause_start() -> re.Pattern[str]:
    """Where a clause of the preamble begins: an opening word at the start, or behind a mark."""
    openers = "|".join(f"(?:{opener.pattern.pattern})" for opener in _openers())
    return re.compile(rf"(?:^|(?<=[;.,])\s*)[-–*+]?\s*(?=(?:{openers})\b)", re.IGNORECASE)


def opens_basis(text: str) -> bool:
    """Whether a clause begins with the words of a basis: "Căn cứ", "Thực hiện", "Theo đề nghị"."""
    return any(opener.pattern.match(text) for opener in _openers())


def read_bases(source: Source, zones: Zones, head: DocumentHead) -> list[LegalBasis]:
    """The preamble's entries in order, then the acts that the title says are carried out.

    The latter only where the preamble does not itself say "Thực hiện" of that act.
    """
    preamble = flow(source.lines[i] for i in zones.preamble)
    lines = frozenset(_first_letter(source.lines[i]) for i in zones.preamble)
    bases = _own_numbers([basis for clause in _clauses(preamble, lines) for basis in _clause_bases(clause)])
    carried_out = {_identity(basis) for basis in bases if basis.relation == "implements"}
    title = flow(source.lines[i] for i in zones.title)
    if head.title is not None:
        bases += [basis for basis in _title_bases(title) if _identity(basis) not in carried_out]
    return bases


def _identity(basis: LegalBasis) -> str:
    return basis.number or f"{basis.type} {basis.title} {basis.date}"


def _first_letter(line: Line) -> int:
    return line.end - len(line.text.lstrip())


def _own_numbers(bases: list[LegalBasis]) -> list[LegalBasis]:
    """The bases, an amending law's number left out where another entry shows it to be the amended law's.

    "Luật Đất đai số 31/2024/QH15" and "Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15".
    """
    taken = {basis.number for basis in bases if basis.number and not amends(basis.title)}
    return [
        basis.model_copy(update={"number": None}) if amends(basis.title) and basis.number in taken else basis
        for basis in bases
    ]


def _clauses(preamble: Passage, lines: frozenset[int]) -> Iterator[Passage]:
    """The preamble cut at its opening words; `lines`: the offsets at which its lines begin."""
    starts = {found.end() for found in _clause_start().finditer(preamble.text)}
    starts |= set(_unmarked_starts(preamble, lines))
    inner = _comma_starts(preamble.text, sorted(starts))
    for start, end in pairwise([*inner, len(preamble.text)]):
        yield preamble.part(start, end)


def _unmarked_starts(preamble: Passage, lines: frozenset[int]) -> Iterator[int]:
    """Starts of lines that cite an act at once, though the clause before lacks its mark: "… QH15 / Căn cứ Luật …"."""
    for i, offset in enumerate(preamble.offsets):
        if offset in lines and preamble.text[i].isupper() and _cites_at_once(preamble.text[i:]):
            yield i


def _comma_starts(text: str, starts: list[int]) -> list[int]:
    """The clause starts without those in a title: behind a comma a clause must open with an act or a proposal."""
    kept = []
    for start in starts:
        before = text[:start].rstrip(" -–*+")
        if not before or not before.endswith(",") or _cites_at_once(text[start:]):
            kept.append(start)
    return kept


def _cites_at_once(clause: str) -> bool:
    for opener in _openers():
        if found := opener.pattern.match(clause):
            behind = clause[found.end() :].lstrip()
            named = re.match(rf"(?:{types_pattern()})\b", behind)
            return opener.relation == "proposed_by" or bool(named)
    return False


def _clause_bases(clause: Passage) -> Iterator[LegalBasis]:
    for opener in _openers():
        found = opener.pattern.match(clause.text)
        if found is None:
            continue
        if opener.relation == "proposed_by":
            yield from _proposals(clause, found)
        else:
            yield from _acts(clause, found.end(), opener.relation)
        return


def _acts(passage: Passage, start: int, relation: Relation) -> Iterator[LegalBasis]:
    text = passage.text
    while start < len(text) and text[start].isspace():
        start += 1
    if shared := shared_type(text, start):
        yield from _of_shared_type(passage, shared, relation)
        return
    for begin, last in cut_acts(text, start):
        first = cited_at(text, begin, last)
        parsed = parse_citation(text[first:last])
        if parsed.type and (parsed.number or parsed.title):
            yield _basis(passage, first, last, parsed, relation)


def _of_shared_type(passage: Passage, shared: SharedType, relation: Relation) -> Iterator[LegalBasis]:
    """ "các Nghị định của Chính phủ: số 63/2010/NĐ-CP …; số 48/2013/NĐ-CP …": each number is an act of that type."""
    for first, last in cut_bare(passage.text, shared.end):
        for number, (begin, end) in enumerate(cut_acts(passage.text[:last], first)):
            words = passage.text[begin:end]
            parsed = parse_citation(words if number else f"{shared.type} {words}")
            if number == 0:
                own = parsed.text.removeprefix(f"{shared.type} ")
                parsed = replace(parsed, text=own, issuer=parsed.issuer or shared.issuer)
            if parsed.type and parsed.number:
                yield _basis(passage, begin, end, parsed, relation)


def _proposals(clause: Passage, opener: re.Match[str]) -> Iterator[LegalBasis]:
    """ "Xét đề nghị của X tại Tờ trình …" and "Xét Tờ trình … của X; Báo cáo thẩm tra …": each paper an entry."""
    proposed = re.search(r"(?:ý kiến )?đề nghị\s+của\s", opener[0] + clause.text[opener.end() :], re.IGNORECASE)
    start = proposed.start() if proposed and proposed.start() <= opener.end() else opener.end()
    proposer: str | None = None
    for number, (first, last) in enumerate(cut_acts(clause.text, _skip(clause.text, start))):
        parsed = parse_citation(clause.text[first:last])
        if parsed.type is None or not (parsed.number or parsed.issuer):
            continue
        proposer = parsed.issuer if number == 0 else proposer
        paper = clause.text.find(parsed.text, first) if parsed.number else first
        yield _basis(clause, max(paper, first), last, parsed, "proposed_by")


def _skip(text: str, start: int) -> int:
    return start + len(text[start:]) - len(text[start:].lstrip())


def _basis(passage: Passage, first: int, last: int, parsed: ParsedCitation, relation: Relation) -> LegalBasis:
    return LegalBasis(
        citation=parsed.text,
        type=parsed.type,
        number=parsed.number,
        title=parsed.title,
        date=parsed.date,
        issuer=parsed.issuer,
        relation=relation,
        source=Place.of(passage.span(first, last)),
    )


def _title_bases(title: Passage) -> Iterator[LegalBasis]:
    start = _carried_out_at(title.text)
    if start is not None:
        yield from _acts(title, start, "implements")


@cache
def _looking_back() -> re.Pattern[str]:
    return re.compile("|".join(grammar("citations.yaml")["looking_back"]), re.IGNORECASE)


def _carried_out_at(text: str) -> int | None:
    """Where the first act begins that a title says is carried out: not what it only looks back on."""
    found = carrying_out().search(text)
    if found is None or _looking_back().search(text[: found.start()]):
        return None
    return found.end()


def implemented_by_title(title: str) -> list[CitedAct]:
    """The direct objects of "(triển khai) thực hiện" in an act's title, as far as they bear a number."""
    start = _carried_out_at(title)
    if start is None:
        return []
    parsed = [parse_citation(title[first:last]) for first, last in cut_acts(title, start)]
    return [cited_act(one) for one in parsed if one.number]


def implemented_by_citation(basis: LegalBasis) -> list[CitedAct]:
    """What the cited act itself carries out, as the citing words have it.

    "Kế hoạch số 191-KH/TU ngày … của Tỉnh ủy ban hành Kế hoạch thực hiện Chỉ thị số 38-CT/TW …": 38-CT/TW.
    """
    return implemented_by_title(basis.title) if basis.title else []
