from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.red_flags.seen import LOOKS_BACK
from tracker.views.watching import since

DAYS = st.dates(date(2010, 1, 1), date(2060, 1, 1))


@given(DAYS)
def test_rules_are_shown_as_much_as_they_look_back_and_at_most_four_weeks_more(today: date) -> None:
    assert LOOKS_BACK <= (today - since(today)).days < LOOKS_BACK + 28


@given(DAYS)
def test_the_first_day_moves_by_four_weeks_at_a_time(today: date) -> None:
    moves = {(since(today + timedelta(days=n + 1)) - since(today + timedelta(days=n))).days for n in range(28)}
    assert moves == {0, 28}
