"""The record of an act: what a correct reading of its source says, and no more.

The JSON of it is public. A blank in the source is null; text values are one line. Each item may carry `source`,
the place that it was read from: offsets into the text whose digest is `reader.text_digest`, half-open; `quote` is
the words there, set as one line.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from loaders.source import Span

Relation = Literal["based_on", "implements", "proposed_by"]
SubdivisionKind = Literal["article", "part", "section", "point"]
DeadlineKind = Literal["quarter", "month", "year", "period", "annual", "ongoing", "date", "condition"]
Recurrence = Literal["yearly", "on_demand", "periodic"]


class Item(BaseModel):
    """Immutable, and closed: an unknown field in a record file is an error, not a silent loss."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(Item):
    """Where an item stands in the source: offsets are half-open, pages count from 1."""

    start: int
    end: int
    page: int
    quote: str

    @classmethod
    def of(cls, span: Span) -> Place:
        """The place of a stretch of the source."""
        return cls(start=span.start, end=span.end, page=span.page, quote=span.quote)


class Signer(Item):
    name: str
    position: str | None = None
    capacity: str | None = None
    """"TM. Ủy ban nhân dân / KT. Chủ tịch": on whose behalf, both lines where both stand."""
    source: Place | None = None


class Recipient(Item):
    """Kept beside `recipients` so that a line of "Nơi nhận" can be shown where it stands."""

    text: str
    source: Place | None = None


class Promulgated(Item):
    """The text that the act issues "kèm theo"."""

    type: str
    title: str
    source: Place | None = None


class DocumentHead(Item):
    type: str | None = None
    number: str | None = None
    date: str | None = None
    """ISO: "2025-04-28", "2025-08" where only the month is given, "2025"."""
    place: str | None = None
    issuer: str | None = None
    title: str | None = None
    promulgates: Promulgated | None = None
    signers: list[Signer] = Field(default_factory=list)
    recipients: list[str] = Field(default_factory=list)
    sources: dict[str, Place] = Field(default_factory=dict)
    """Place of each field above that was read, by its name; a recipient's under "recipients.0", …"""


class LegalBasis(Item):
    citation: str
    type: str | None = None
    number: str | None = None
    title: str | None = None
    date: str | None = None
    issuer: str | None = None
    relation: Relation
    source: Place | None = None


class Subdivision(Item):
    path: str
    """The numbering with "/" between levels: "Điều 1", "I/1/a", "Điều 1/1/1.1"."""
    kind: SubdivisionKind
    heading: str | None = None
    text: str | None = None
    in_text: str | None = Field(default=None, alias="in")
    """The type of the attached text that it belongs to ("Kế hoạch"); null in the act's own body."""
    source: Place | None = None

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class BodyName(Item):
    name: str
    unit: str | None = None
    """What stands in brackets behind the name."""
    source: Place | None = None


class Deadline(Item):
    text: str
    kind: DeadlineKind
    start: str | None = None
    end: str | None = None
    """ISO dates, both inclusive; null where open."""
    recurrence: str | None = None
    """xsd:duration ("P1Y") where it comes back."""
    month_day: str | None = None
    """xsd:gMonthDay ("--12-10") where it comes back on a day of the year."""
    condition: str | None = None
    """The words of the event that it waits for ("sau khi …")."""
    source: Place | None = None


class Section(Item):
    number: str | None = None
    title: str


class Task(Item):
    id: str
    section: Section | None = None
    text: str
    lead: list[BodyName] = Field(default_factory=list)
    coordinating: list[BodyName] = Field(default_factory=list)
    directing: list[BodyName] = Field(default_factory=list)
    deadline: Deadline | None = None
    result: str | None = None
    note: str | None = None
    confidence: float | None = None
    doubts: list[str] = Field(default_factory=list)
    """Why the confidence is low, in Vietnamese; empty where it is not."""
    source: Place | None = None


class Duty(Item):
    path: str
    bearers: list[str]
    with_: list[str] = Field(default_factory=list, alias="with")
    directed_by: list[str] = Field(default_factory=list)
    passes_on: bool = False
    """Whether it says that those who follow a reorganised body go on with what the act gave it."""
    in_text: str | None = Field(default=None, alias="in")
    text: str | None = None
    source: Place | None = None

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Report(Item):
    path: str
    reporter: list[str]
    to: list[str] = Field(default_factory=list)
    due: str | None = None
    """xsd:gMonthDay: "--11-15" is every year by 15 November."""
    recurrence: Recurrence
    in_text: str | None = Field(default=None, alias="in")
    text: str | None = None
    source: Place | None = None

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class CitedAct(Item):
    """An act that the source cites anywhere, once for each number, with what its fullest mention says of it."""

    number: str
    type: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    source: Place | None = None


class Remark(Item):
    """What a careful reader notices is wrong in the source."""

    path: str | None = None
    id: str | None = None
    remark: str
    source: Place | None = None


class Unread(Item):
    """A line that no stage took, page furniture aside."""

    page: int
    quote: str
    start: int
    end: int


class Reader(Item):
    version: str
    file: str
    sha256: str
    media_type: str
    text_digest: str
    """"sha256:" and the hexadecimal digest of the text, UTF-8, that all offsets point into."""
    ocr: float | None = None
    """How sure the OCR was, from 0 to 1, where pages were scans; null where the file had a text of its own."""


class Record(Item):
    """One act's record. `model_dump_json(by_alias=True)` is the public JSON."""

    document: DocumentHead
    legal_bases: list[LegalBasis] = Field(default_factory=list)
    cited_numbers: list[str] = Field(default_factory=list)
    citations: list[CitedAct] = Field(default_factory=list)
    """`cited_numbers` with type, date and place, the act's own number left out."""
    structure: list[Subdivision] = Field(default_factory=list)
    tasks: list[Task] = Field(default_factory=list)
    duties: list[Duty] = Field(default_factory=list)
    reporting: list[Report] = Field(default_factory=list)
    remarks: list[Remark] = Field(default_factory=list)
    unread: list[Unread] = Field(default_factory=list)
    reader: Reader | None = None

    def to_json(self) -> str:
        """The record as JSON, two spaces, letters as they are."""
        return self.model_dump_json(by_alias=True, indent=2)
