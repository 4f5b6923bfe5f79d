"""The order of day, month and year is detected per file, or refused as ambiguous."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tracker.core.formats.csv.date_order import date_order
from tracker.core.formats.validation.violations import InvalidValueError

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
FORMS = {
    "Germany": ("{0.day:02}.{0.month:02}.{0.year}", "dmy"),
    "Czechia": ("{0.day}.{0.month}.{0.year}", "dmy"),
    "Britain": ("{0.day:02}/{0.month:02}/{0.year}", "dmy"),
    "America": ("{0.month}/{0.day}/{0.year}", "mdy"),
    "Netherlands": ("{0.day}-{0.month}-{0.year}", "dmy"),
    "Japan": ("{0.year}/{0.month:02}/{0.day:02}", "ymd"),
    "with a time": ("{0.year}-{0.month:02}-{0.day:02} 00:00:00", "ymd"),
}


def reason(cells: list[str], cell: str | None = None) -> str:
    with pytest.raises(InvalidValueError) as refused:
        date_order(cells).read(cell or cells[0])
    return refused.value.violations[0].reason(str)


@pytest.mark.parametrize(("form", "order"), FORMS.values(), ids=FORMS)
@given(st.lists(DAYS, min_size=1, max_size=5))
def test_dates_of_every_country_are_read_or_refused_and_never_changed(form: str, order: str, days: list[date]) -> None:
    cells = [form.format(day) for day in days]
    try:
        found = date_order(cells)
    except InvalidValueError:
        assert order != "ymd"
        assert all(day.day <= 12 for day in days)
    else:
        assert [found.read(cell) for cell in cells] == days


@given(st.lists(DAYS, min_size=1, max_size=5), st.dates(date(2026, 1, 13), date(2026, 1, 31)))
def test_a_day_after_the_twelfth_decides_the_order(days: list[date], decisive: date) -> None:
    for name in ("Britain", "America"):
        cells = [FORMS[name][0].format(day) for day in (*days, decisive)]
        assert [date_order(cells).read(cell) for cell in cells] == [*days, decisive]


def test_ambiguous_dates_are_refused() -> None:
    assert reason(["3/4/2026", "5/6/2026"]) == (
        "“3/4/2026” can have the day or the month first: write dates like 2026-01-31"
    )


def test_equal_day_and_month_are_unambiguous() -> None:
    assert date_order(["3/3/2026"]).read("3/3/2026") == date(2026, 3, 3)


@pytest.mark.parametrize(
    ("cells", "cell", "says"),
    [
        (
            ["2026-01-31", "2026-02-01", "1.2.2026"],
            "1.2.2026",
            "is written otherwise than most dates here, such as 2026-",
        ),
        (["31.1.2026"], "30.2.2026", "is a date that the calendar does not have"),
        (["31/1/2026"], "1/31/2026", "is a date that the calendar does not have"),
        (["31.1.2026"], "31.1.26", "is no date written like 2026-01-31"),
        (["31.1.2026"], "31-1.2026", "is no date written like 2026-01-31"),
        ([], "", "is no date written like 2026-01-31"),
        (["2026-01-31"], "2026-01-31 14:30", "is no date written like 2026-01-31"),
    ],
)
def test_cells_in_another_style_are_refused(cells: list[str], cell: str, says: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        date_order(cells).read(cell)
    assert says in refused.value.violations[0].reason(str)


@given(DAYS)
def test_a_typing_error_never_changes_the_order(day: date) -> None:
    assume(day.day > 12)
    cells = [FORMS["America"][0].format(day), "13/13/2026"]
    order = date_order(cells)
    assert order.read(cells[0]) == day
    with pytest.raises(InvalidValueError):
        order.read(cells[1])
