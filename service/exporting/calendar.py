"""What falls on a body or a commune by a day, as iCalendar (RFC 5545): subscribe to it in any calendar.

    calendar = calendar_of(ask("agency-duties", {"agency": "Sở Khoa học và Công nghệ@Bình Dương"}, engine), reader)
    calendar.content       BEGIN:VCALENDAR …
    calendar.undated       how many obligations have no day, and so are not in it

One VEVENT an obligation, all day on its last day; one that comes back each year on a day of the year ("trước ngày
15/11 hằng năm") repeats, from the act's date on. Its UID is the obligation's IRI and its DTSTAMP the time at which the
act was read, so that the same store gives the same bytes and a calendar knows an event again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from typing import Final

from icalendar import Calendar, Event, vRecur, vText, vUri

from ontology.namespaces import CANCU, DCTERMS, ELI, PROV, RDFS, graph, path_of
from queries.binding import Answer
from queries.catalogue import Question
from service.errors import WrongUse
from service.exporting.said import Names, Said, act_said
from service.exporting.tables import text
from service.store import Reader

NEEDED: Final = frozenset({"task", "role", "document", "due"})
"""The columns of a question whose answer can be a calendar."""
_SUMMARY: Final = 120
"""Characters of a task's text in the title of an event."""
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class DutyCalendar:
    """A calendar, and what is not in it."""

    content: bytes
    events: int
    undated: int
    """Obligations without a day: "thường xuyên", "sau khi …", or no deadline at all."""


@dataclass
class _Duty:
    """An obligation of the answer, whose rows may be several: one a role."""

    task: str
    act: str
    roles: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True)
class _When:
    """The day of an event; `yearly` where it comes back, up to `until` if that is said."""

    day: date
    yearly: bool = False
    until: date | None = None


def can_be_calendar(question: Question) -> bool:
    """True for a question whose rows are obligations with their deadlines."""
    return {column.name for column in question.columns} >= NEEDED


def calendar_of(answer: Answer, reader: Reader, name: str, page: Callable[[str], str] = str) -> DutyCalendar:
    """The calendar of an answer. `name` is the calendar's; `page` gives the address at which an IRI is shown.

    Raises WrongUse for a question whose rows are no obligations.
    """
    if not can_be_calendar(answer.question):
        raise WrongUse(f"The answer of {answer.question.name} is no list of duties, so it makes no calendar.")
    said = cache(partial(act_said, reader=reader))
    names = Names(reader.engine)
    calendar = Calendar()
    calendar.add("prodid", "-//Can Cu//cancu//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    duties = _duties(answer)
    events = [event for duty in duties if (event := _event(duty, said(duty.act), names, page))]
    calendar.add("x-cancu-undated", str(len(duties) - len(events)))
    for event in events:
        calendar.add_component(event)
    return DutyCalendar(calendar.to_ical(), len(events), len(duties) - len(events))


def _duties(answer: Answer) -> list[_Duty]:
    found: dict[str, _Duty] = {}
    names = [column.name for column in answer.columns]
    for row in answer.rows:
        cells: Mapping[str, str] = dict(zip(names, map(text, row), strict=True))
        duty = found.setdefault(cells["task"], _Duty(cells["task"], cells["document"]))
        duty.roles[cells["role"]] = None
    return list(found.values())


def _event(duty: _Duty, said: Said, names: Names, page: Callable[[str], str]) -> Event | None:
    when = _when(duty, said)
    if when is None:
        return None
    words = said.text(duty.task, DCTERMS.description)
    number = said.text(duty.task, CANCU.ordinal)
    event = Event()
    event.add("uid", duty.task)
    event.add("dtstamp", _read_at(duty.act, said))
    event.add("dtstart", when.day)
    event.add("dtend", when.day + timedelta(days=1))
    event.add("summary", _short(": ".join(filter(None, (number, words)))))
    event["url"] = vUri(page(duty.task))
    event["description"] = vText(_description(duty, said, names))
    event.add("transp", "TRANSPARENT")
    if when.yearly:
        rule: dict[str, object] = {"freq": "yearly"}
        event.add("rrule", vRecur({**rule, "until": when.until} if when.until else rule))
    return event


def _description(duty: _Duty, said: Said, names: Names) -> str:
    """What a reader of the calendar must know without opening the page."""
    limit = said.text(duty.task, CANCU.hasDeadline)
    printed = said.text(limit, RDFS.label)
    leads = "; ".join(names.of(body) for body in said.texts(duty.task, CANCU.leadAgency))
    quote = said.text(duty.task, CANCU.quote)
    lines = (
        f"Văn bản: {said.text(duty.act, RDFS.label) or duty.act}",
        f"Vai trò: {', '.join(duty.roles)}",
        f"Chủ trì: {leads}" if leads else "",
        f"Thời hạn: {printed}" if printed else "",
        f"Trích: “{quote}”" if quote else "",
    )
    return "\n".join(filter(None, lines))


def _when(duty: _Duty, said: Said) -> _When | None:
    limit = said.text(duty.task, CANCU.hasDeadline)
    end = _day(said.text(limit, CANCU.endDate))
    yearly = said.text(limit, CANCU.dueMonthDay)
    if not yearly:
        return _When(end) if end else None
    begin = _day(said.text(limit, CANCU.startDate)) or _issued(duty.act, said)
    first = _first(yearly, begin)
    if first is None or (end and first > end):
        return _When(end) if end else None
    return _When(first, yearly=True, until=end)


def _first(month_day: str, begin: date) -> date | None:
    """The first "--11-15" on `begin` or after it."""
    for year in range(begin.year, begin.year + 9):  # 29 February comes after eight years at the latest
        found = _day(f"{year}{month_day.removeprefix('-')}")
        if found and found >= begin:
            return found
    return None


def _issued(act: str, said: Said) -> date:
    """The act's date; the first day of its month or year where no more is known, else when it was read."""
    told = said.text(act, ELI.date_document) or said.text(act, DCTERMS.date)
    found = next((day for rest in ("", "-01", "-01-01") if (day := _day(told + rest))), None)
    return found or _read_at(act, said).date()


def _read_at(act: str, said: Said) -> datetime:
    try:
        return datetime.fromisoformat(said.text(str(graph(path_of(act))), PROV.generatedAtTime))
    except ValueError:
        return _BEGINNING


def _day(text_: str) -> date | None:
    try:
        return date.fromisoformat(text_) if text_.count("-") == 2 else None
    except ValueError:
        return None


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _SUMMARY else words[: _SUMMARY - 1].rstrip() + "…"
