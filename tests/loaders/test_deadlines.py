from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.deadlines import DeadlineForm, forms, match_form, may_be_part, read_deadline, read_in_year, year_of
from loaders.record import DocumentHead
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


@pytest.mark.parametrize(("text", "due"), [("Tháng 2 hằng năm", "--02-28"), ("Quý III hằng năm", "--09-30")])
def test_a_month_or_quarter_of_each_year_is_due_on_its_last_day(text: str, due: str) -> None:
    deadline = read_deadline(passage(text))
    assert deadline is not None
    assert (deadline.kind, deadline.month_day, deadline.recurrence) == ("annual", due, "P1Y")


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [("Hằng quý", "P3M"), ("Định kỳ 6 tháng, hằng năm", "P6M"), ("hàng tháng", "P1M"), ("Mỗi quý", "P3M")],
)
def test_what_comes_back_within_the_year_says_how_often(text: str, recurrence: str) -> None:
    deadline = read_deadline(passage(text))
    assert deadline is not None
    assert (deadline.kind, deadline.recurrence, deadline.text) == ("annual", recurrence, text)


@pytest.mark.parametrize(
    "text", ["Giai đoạn 2030-2026", "Quý IV - Quý I năm 2026", "Từ tháng 12/2026 đến tháng 3/2026", "6 tháng"]
)
def test_what_ends_before_it_begins_or_has_no_time_is_none(text: str) -> None:
    assert match_form(text) is None


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_any_two_days_are_a_period(one: date, other: date) -> None:
    first, last = sorted((one, other))
    deadline = read_deadline(passage(f"Từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"))
    assert deadline is not None
    assert (deadline.kind, deadline.start, deadline.end) == ("period", first.isoformat(), last.isoformat())


def test_the_memory_of_deadlines_is_bounded() -> None:
    assert match_form.cache_parameters()["maxsize"] is not None
    assert may_be_part.cache_parameters()["maxsize"] is not None


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


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Quý II", "2026-06-30"),
        ("Quý II, quý III", "2026-09-30"),
        ("Tháng 5", "2026-05-31"),
        ("Từ tháng 3 đến tháng 5", "2026-05-31"),
        ("Trước ngày 15/12", "2026-12-15"),
        ("Trong năm", "2026-12-31"),
        ("30/6", "2026-06-30"),
    ],
)
def test_words_to_which_only_the_year_is_wanting_are_read_in_it(text: str, last: str) -> None:
    deadline = read_in_year(passage(text), "2026")
    assert deadline and (deadline.text, deadline.end) == (text, last)


@pytest.mark.parametrize("text", ["5", "30/6/2025", "theo tiến độ", "quý V", "31/2", "tháng 5 hằng năm"])
def test_other_words_are_not_read_in_a_year(text: str) -> None:
    assert read_in_year(passage(text), "2026") is None


@pytest.mark.parametrize(
    ("title", "issued", "year"),
    [
        ("Cải cách hành chính năm 2026", "2026-02-03", "2026"),
        ("Cải cách hành chính năm 2027", "2026-12-03", "2027"),
        ("Chuyển đổi số năm 2026, định hướng đến năm 2030", "2026-02-03", "2026"),
        ("Thi hành Luật Tiêu chuẩn năm 2025", "2026-02-03", None),
        ("Triển khai năm 2026 và năm 2027", "2026-02-03", None),
        ("Phát triển đến năm 2026", "2026-02-03", None),
        ("Cải cách hành chính năm 2026", None, None),
    ],
)
def test_the_year_of_a_title_is_the_one_it_sets_for_all(title: str, issued: str | None, year: str | None) -> None:
    assert year_of(DocumentHead(type="Kế hoạch", title=title, date=issued)) == year
