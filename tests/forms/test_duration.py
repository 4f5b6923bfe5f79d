from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.records import Episode, resolve
from tracker.forms.duration import DURATION, DurationFields

AT = datetime(2026, 3, 2, 22, tzinfo=UTC)


def taken(zone="UTC", began=AT, **answers):
    """The form after it has computed the duration of an episode with this onset in this zone."""
    form = DurationFields(answers)
    form.zone, form.now = zone, datetime(2026, 11, 21, tzinfo=UTC)
    form.is_valid()
    onset = resolve(began.replace(tzinfo=None), zone)
    data = form.cleaned_data | {"date": began.date(), "time": began.time(), "onset": onset}
    form.clean_duration(data)
    return form, data


@given(st.integers(0, 604_800))
def test_every_duration_survives_the_form(seconds):
    shown = DURATION["duration_s"].to_initial(Episode(UUID(int=1), AT, "UTC", AT.date(), duration_s=seconds))
    form, data = taken(**{name: str(value) for name, value in shown.items()})
    assert not form.errors
    assert data["duration_s"] == seconds


@pytest.mark.parametrize(
    ("until", "seconds"), [("22:00", 0), ("22:01", 60), ("23:59", 7_140), ("00:00", 7_200), ("10:00", 43_200)]
)
def test_an_end_is_the_next_time_the_clock_shows_it(until, seconds):
    assert taken(lasting="until", until=until)[1]["duration_s"] == seconds


def test_an_end_after_more_than_twelve_hours_is_refused():
    form, _data = taken(lasting="until", until="10:01")
    assert "For more than 12 hours, give the minutes." in form.errors["until"][0]


def test_an_end_after_the_day_that_samoa_skipped_breaks_nothing():
    noon = datetime(2011, 12, 30, 12, tzinfo=UTC)
    form, _data = taken("Pacific/Apia", noon, lasting="until", until="08:00")
    assert form.errors["until"]


@pytest.mark.parametrize(
    ("lasting", "going", "seconds"),
    [("going", True, None), ("unknown", False, None), ("10", False, 10), ("1800", False, 1_800)],
)
def test_the_common_answers(lasting, going, seconds):
    data = taken(lasting=lasting, minutes="99", until="23:00")[1]
    assert (data["still_going"], data["duration_s"]) == (going, seconds)
