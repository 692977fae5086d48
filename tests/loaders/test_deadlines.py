from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.deadlines import DeadlineForm, forms, match_form, read_deadline
from tests.loaders.passages import passage

EXAMPLES = [(form, text) for form in forms() for text in form.examples]


@pytest.mark.parametrize(("form", "text"), EXAMPLES, ids=[text for _, text in EXAMPLES])
def test_each_example_of_the_table_is_read_as_it_says(form: DeadlineForm, text: str) -> None:
    deadline = read_deadline(passage(text))
    assert deadline is not None
    first, last = form.examples[text]
    assert deadline.kind == form.kind
    assert deadline.start == (first.isoformat() if first else None)
    assert deadline.end == (last.isoformat() if last else None)
    assert deadline.text == text


def test_every_form_has_an_example() -> None:
    assert [form.pattern.pattern for form in forms() if not form.examples] == []


def test_a_yearly_day_keeps_its_day_of_the_year() -> None:
    deadline = read_deadline(passage("Trước ngày 10/12 hằng năm"))
    assert deadline is not None
    assert (deadline.kind, deadline.month_day, deadline.recurrence) == ("annual", "--12-10", "P1Y")


def test_waiting_for_an_event_is_kept_as_a_condition() -> None:
    deadline = read_deadline(passage("Sau khi có Quy chế của Trung ương"))
    assert deadline is not None
    assert deadline.condition == "Sau khi có Quy chế của Trung ương"


@pytest.mark.parametrize(
    "text", ["31/02/2026", "Quý V/2025", "tháng 13/2025", "02 lượt/năm", "Sở Y tế", "", "38-CT/TW"]
)
def test_what_is_no_deadline_is_not_read_as_one(text: str) -> None:
    assert match_form(text) is None


@given(st.integers(1, 4), st.integers(2000, 2099), st.sampled_from(["Quý {}/{}", "quý {} năm {}", "Quí {}-{}"]))
def test_a_quarter_is_three_whole_months(quarter: int, year: int, form: str) -> None:
    deadline = read_deadline(passage(form.format(("I", "II", "III", "IV")[quarter - 1], year)))
    assert deadline is not None and deadline.start and deadline.end
    first, last = date.fromisoformat(deadline.start), date.fromisoformat(deadline.end)
    assert (first.year, first.month, first.day) == (year, 3 * quarter - 2, 1)
    assert 89 <= (last - first).days <= 91


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_any_calendar_day_is_read_back(day: date) -> None:
    printed = f"Trước ngày {day.day}/{day.month}/{day.year}"
    deadline = read_deadline(passage(printed))
    assert deadline is not None
    assert (deadline.start, deadline.end) == (None, day.isoformat())


@given(st.text(max_size=40))
def test_any_text_gives_a_deadline_or_none(text: str) -> None:
    found = match_form(text)
    assert found is None or found[0] in forms()
