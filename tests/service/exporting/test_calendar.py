"""Calendars of bodies, parsed back by a library of calendars."""

from __future__ import annotations

from datetime import date, timedelta

import icalendar
import pytest

from ontology.namespaces import data
from queries.binding import ask
from service.errors import WrongUse
from service.exporting.calendar import DutyCalendar, calendar_of
from service.store import Reader

AGENCY = {"agency": "Sở Khoa học và Công nghệ@Bình Dương"}
ACT = str(data("doc/binh-duong/2025/1169-qd-ubnd"))


def made(reader: Reader) -> DutyCalendar:
    return calendar_of(ask("agency-duties", AGENCY, reader.engine), reader, "Sở KH&CN")


def events(calendar: DutyCalendar) -> dict[str, icalendar.Event]:
    parsed = icalendar.Calendar.from_ical(calendar.content)
    found = [one for one in parsed.walk("VEVENT") if isinstance(one, icalendar.Event)]
    return {str(event["UID"]): event for event in found}


def test_a_task_is_one_event_on_its_last_day_with_what_must_be_known(corpus: Reader) -> None:
    event = events(made(corpus))[f"{ACT}/task/I.1"]
    assert event.start == date(2025, 6, 30)
    assert event.end - event.start == timedelta(days=1)
    assert str(event["SUMMARY"]).startswith("I.1: Tổ chức nghiên cứu, quán triệt")
    description = str(event["DESCRIPTION"])
    for words in ("Quyết định 1169/QĐ-UBND", "chủ trì", "Quý II/2025", "Trích:"):
        assert words in description
    assert str(event["URL"]) == f"{ACT}/task/I.1"


def test_what_comes_back_each_year_repeats_from_the_acts_date_on(corpus: Reader) -> None:
    yearly = [event for event in events(made(corpus)).values() if "RRULE" in event]
    assert yearly
    for event in yearly:
        assert event["RRULE"].to_ical() == b"FREQ=YEARLY"
        assert (event.start.month, event.start.day) == (11, 15)
        assert event.start == date(2025, 11, 15)


def test_each_obligation_is_an_event_or_counted_as_undated(corpus: Reader) -> None:
    answer = ask("agency-duties", AGENCY, corpus.engine)
    calendar = made(corpus)
    tasks = {row[0] for row in answer.rows}
    assert calendar.events == len(events(calendar)) > 0
    assert calendar.events + calendar.undated == len(tasks)
    assert f"X-CANCU-UNDATED:{calendar.undated}".encode() in calendar.content


def test_the_same_store_gives_the_same_bytes(corpus: Reader) -> None:
    assert made(corpus).content == made(corpus).content


def test_an_answer_that_is_no_list_of_duties_is_refused(corpus: Reader) -> None:
    answer = ask("lineage-down", {"document": "38-CT/TW"}, corpus.engine)
    with pytest.raises(WrongUse, match="lineage-down"):
        calendar_of(answer, corpus, "x")
