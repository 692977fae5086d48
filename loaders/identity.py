"""Which act a citation means, and the IRIs of what stands in an act.

    1169/QĐ-UBND of Bình Dương, 2025-04-28             doc/binh-duong/2025/1169-qd-ubnd
    "Chỉ thị 38", "Chỉ thị số 38-CT/TW ngày 30/7/2024"   doc/tw/2024/38-ct-tw
    Luật Tổ chức Chính phủ ngày 19/6/2015               doc/qh/2015/luat-to-chuc-chinh-phu-2015-06-19
    điểm đ of mục 2, phần II of the attached Kế hoạch   {act}/text/ke-hoach/II/2/dd

Paths are below the base of the data (`ontology.namespaces.data`). The scope of a central number is read off
its symbol; a local number takes the province of its issuer, or of the act that cites it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.graph.setting import UNKNOWN_SCOPE, Setting, setting_of_issuer
from loaders.record import CitedAct, DocumentHead, LegalBasis, Record
from ontology.act_names import UNDATED, named_path
from ontology.names import DocumentNumber, digest, fold, read_number, segment, slug, table
from ontology.places import last_day, province
from ontology.symbols import symbol_of

# The act itself -------------------------------------------------------------------------------------------


def own_path(document: DocumentHead, setting: Setting) -> str:
    """The path of the act that a record describes; a draft's where its own number or year is blank."""
    number = read_number(document.number or "")
    year = _year(document.date, number)
    if number and number.symbols and year:
        return f"doc/{own_scope(number, setting)}/{year}/{number.key}"
    numberless = _numberless().get(slug(document.type or ""))
    if numberless and document.title and document.date and not number:
        return named_path(numberless, document.type or "", document.title, document.date)
    return draft_path(document, setting)


def own_scope(number: DocumentNumber, setting: Setting) -> str:
    """The scope of an act's own number: its symbol's, or its issuer's place."""
    symbol = symbol_of(number.symbols)
    if symbol and not symbol.local:
        return symbol.scope
    return setting.scope


def draft_path(document: DocumentHead, setting: Setting) -> str:
    """doc/{scope}/draft/{type}-{first 8 of the sha256 of issuer and title}, case and spaces left aside."""
    words = f"{_plain(document.issuer)}\n{_plain(document.title)}"
    return f"doc/{setting.scope}/draft/{slug(document.type or '') or 'van-ban'}-{digest(words)}"


def _plain(text: str | None) -> str:
    return " ".join(fold(text or "").split())


def _year(date: str | None, number: DocumentNumber | None) -> str | None:
    return (date or "")[:4] or (number.year if number else None)


@cache
def _numberless() -> dict[str, str]:
    """Slug of the type of an act that goes without a number -> its scope."""
    return {slug(row["type"]): row["scope"] for row in table("numberless.csv")}


# Acts cited -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mention:
    """What an act says of another one where it cites it."""

    type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None

    @classmethod
    def of(cls, cited: LegalBasis | CitedAct) -> Mention:
        return cls(cited.type, cited.number, cited.date, cited.issuer, cited.title)


class CitedActs:
    """Resolves the citations of one act; what one mention leaves out ("Chỉ thị 38"), another one may say.

    `known`: paths of acts known otherwise, as those of a store, for a citation that gives no year.
    """

    def __init__(self, record: Record, own: str, setting: Setting, known: Collection[str] = ()) -> None:
        self._setting = setting
        self.mentions: Sequence[Mention] = mentions_of(record)
        full = [(mention, number) for mention in self.mentions if (number := _full_number(mention.number))]
        self._numbers: Sequence[tuple[Mention, DocumentNumber]] = full
        dated = [path for mention, number in full if (path := self._dated_path(mention, number))]
        self._paths = list(dict.fromkeys([own, *dated, *known]))

    def path(self, mention: Mention) -> str | None:
        """The path of the act that a mention means; None where it names none (a mere proposer)."""
        number = read_number(mention.number or "")
        if number is None:
            return self._path_without_number(mention)
        if not number.symbols:
            mention, number = self._completed(mention, number)
        return self._dated_path(mention, number) or self._path_without_year(mention, number)

    def _dated_path(self, mention: Mention, number: DocumentNumber) -> str | None:
        year = _year(mention.date, number)
        return f"doc/{self._scope(mention, number)}/{year}/{number.key}" if year else None

    def _path_without_year(self, mention: Mention, number: DocumentNumber) -> str:
        """The one known act of that scope and number, else the year `undated`."""
        scope = self._scope(mention, number)
        fits = [path for path in self._paths if path.startswith(f"doc/{scope}/") and path.endswith(f"/{number.key}")]
        return fits[0] if len(fits) == 1 else f"doc/{scope}/{UNDATED}/{number.key}"

    def _completed(self, mention: Mention, number: DocumentNumber) -> tuple[Mention, DocumentNumber]:
        """ "Chỉ thị 38" with the symbol of the one other mention of a Chỉ thị that bears the number 38."""
        fits = {
            other_number.key: (other, other_number)
            for other, other_number in self._numbers
            if other_number.sequence == number.sequence and slug(other.type or "") == slug(mention.type or "")
        }
        if len(fits) != 1:
            return mention, number
        other, full = next(iter(fits.values()))
        return Mention(mention.type, full.key, mention.date or other.date, mention.issuer or other.issuer), full

    def _path_without_number(self, mention: Mention) -> str | None:
        if not mention.title or slug(mention.type or "") == "to-trinh":
            return None
        scope = _numberless().get(slug(mention.type or ""))
        if scope is None:
            scope = setting_of_issuer(mention.issuer, last_day(mention.date), self._setting).scope
        return named_path(scope, mention.type or "van-ban", mention.title, mention.date)

    def _scope(self, mention: Mention, number: DocumentNumber) -> str:
        symbol = symbol_of(number.symbols)
        if symbol and not symbol.local:
            return symbol.scope
        place = self.place(mention)
        if place.scope != UNKNOWN_SCOPE:
            return place.scope
        return UNKNOWN_SCOPE if symbol or not number.symbols else slug(number.symbols[-1])

    def place(self, mention: Mention) -> Setting:
        """The setting of a cited act, at its own date: its issuer's, else the province whose act cites it."""
        day = last_day(mention.date) or self._setting.day
        citing = self._setting.province
        return setting_of_issuer(mention.issuer, day, Setting(day, province(citing.label, day) if citing else None))


def _full_number(number: str | None) -> DocumentNumber | None:
    parts = read_number(number or "")
    return parts if parts and parts.symbols else None


def mentions_of(record: Record) -> list[Mention]:
    """All mentions of other acts in a record, the preamble's first; bare numbers last, without the act's own."""
    said = [Mention.of(basis) for basis in record.legal_bases]
    said += [Mention.of(cited) for cited in record.citations]
    return said + [Mention(number=number) for number in record.cited_numbers if number != record.document.number]


# What stands in an act ------------------------------------------------------------------------------------


def key(path: str) -> str:
    """A node's path as a part of another IRI: its first segment off, "/" as "-"."""
    return path.partition("/")[2].replace("/", "-")


def text_path(path: str, in_text: str | None) -> str:
    """The part of the IRI that names a subdivision: "II/2/đ" of a Kế hoạch is "ke-hoach/II/2/dd"."""
    levels = [segment(level) for level in path.split("/")]
    return "/".join(level for level in (slug(in_text or ""), *levels) if level)
