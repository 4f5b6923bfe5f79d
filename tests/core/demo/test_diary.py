"""The made-up person is the same each time, and lives like one who could be."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean
from zoneinfo import ZoneInfo

import pytest

from tracker.core.analysis.describe.daily import DailyTotals, daily
from tracker.core.demo import believable
from tracker.core.formats import diary_json
from tracker.core.records import Diary, last_visit, local_day, next_visit
from tracker.core.red_flags import check
from tracker.core.reference.exposures import BUILT_IN

LAST = date(2026, 5, 31)
SEEDS = range(1, 9)


@pytest.fixture(scope="module", params=SEEDS)
def diary(request: pytest.FixtureRequest) -> Diary:
    return believable(LAST, 180, request.param)


def weeks(totals: tuple[DailyTotals, ...]) -> list[float]:
    """Episodes per logged day, week by week."""
    logged = [[d.episodes for d in totals[n : n + 7] if d.episodes is not None] for n in range(0, len(totals), 7)]
    return [fmean(week) for week in logged if week]


def mean_value(totals: tuple[DailyTotals, ...], key: str, weekend: bool) -> float:
    return fmean(d.values[key] for d in totals if key in d.values and (d.date.weekday() >= 5) is weekend)


def test_same_seed_same_bytes() -> None:
    assert diary_json.write(believable(LAST, 60, 1)) == diary_json.write(believable(LAST, 60, 1))


def test_another_seed_is_another_diary() -> None:
    assert believable(LAST, 60, 1).episodes != believable(LAST, 60, 2).episodes


@pytest.mark.parametrize("days", [1, 2, 7, 30, 400])
def test_period_is_as_long_as_asked_and_ends_on_the_last_day(days: int) -> None:
    diary = believable(LAST, days, 1)
    assert (diary.first_day, diary.last_day) == (LAST - timedelta(days=days - 1), LAST)
    assert len(diary.dates()) == days


def test_a_diary_without_days_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        believable(LAST, 0, 1)


def test_every_entry_passes_the_reader(diary: Diary) -> None:
    assert diary_json.read(diary_json.write(diary)) == diary


def test_ten_years_pass_the_reader() -> None:
    diary = believable(LAST, 3_650, 1)
    assert diary_json.read(diary_json.write(diary)) == diary
    assert len(diary.episodes) > 1_000


def test_all_built_in_exposures_are_there_and_some_are_tracked(diary: Diary) -> None:
    assert [exposure.key for exposure in diary.exposures] == [b.key for b in BUILT_IN]
    tracked = {exposure.key for exposure in diary.exposures if exposure.tracked}
    assert tracked == {"sleep_h", "caffeine_mg", "stress", "water_ml", "screen_h", "tiredness", "alcohol_units"}
    assert {reading.exposure for reading in diary.readings} == tracked


def test_about_one_day_in_eight_is_missing_and_some_of_them_in_a_row(diary: Diary) -> None:
    logged = diary.logged_dates()
    assert 0.80 <= len(logged) / len(diary.dates()) <= 0.95
    marks = "".join("x" if day in logged else "." for day in diary.dates())
    assert "....." in marks


def test_days_without_a_twitch_are_logged_as_such(diary: Diary) -> None:
    with_episodes = {episode.local_date for episode in diary.episodes}
    quiet = {day.local_date for day in diary.days if day.no_twitch}
    assert len(quiet) > 30
    assert not quiet & with_episodes


def test_there_are_good_weeks_and_bad_ones(diary: Diary) -> None:
    rates = sorted(weeks(daily(diary)))
    assert fmean(rates[:5]) < 0.2
    assert 1 <= fmean(rates[-3:]) <= 4.5


def test_side_of_the_nose_on_the_left_twitches_most(diary: Diary) -> None:
    places = Counter(str(place) for episode in diary.episodes for place in episode.places)
    assert places.most_common(1)[0][0] == "nose_side:left"
    assert places["nose_side:left"] > 0.6 * len(diary.episodes)
    assert set(places) <= {"nose_side:left", "nostril:left", "lower_eyelid:left", "calf:right"}


def test_weekends_differ(diary: Diary) -> None:
    totals = daily(diary)
    assert mean_value(totals, "caffeine_mg", weekend=False) > mean_value(totals, "caffeine_mg", weekend=True)
    assert mean_value(totals, "sleep_h", weekend=False) < mean_value(totals, "sleep_h", weekend=True)
    assert mean_value(totals, "alcohol_units", weekend=False) < mean_value(totals, "alcohol_units", weekend=True)


def test_strength_and_duration_are_those_of_a_small_muscle(diary: Diary) -> None:
    strengths = [e.strength for e in diary.episodes if e.strength is not None]
    minutes = sorted(e.duration_s / 60 for e in diary.episodes if e.duration_s is not None)
    assert all(1 <= strength <= 7 for strength in strengths)
    assert minutes[0] >= 1
    assert 2 <= minutes[len(minutes) // 2] <= 8
    assert minutes[int(len(minutes) * 0.9)] <= 40


def test_some_fields_are_unanswered(diary: Diary) -> None:
    assert any(episode.duration_s is None for episode in diary.episodes)
    assert any(episode.no_other_signs for episode in diary.episodes)
    assert not all(episode.no_other_signs for episode in diary.episodes)
    asked = sum(1 for reading in diary.readings if reading.exposure == "water_ml")
    assert 0.7 * len(diary.days) < asked < len(diary.days)


def test_coffee_is_tapped_with_its_time(diary: Diary) -> None:
    taps = [reading for reading in diary.readings if reading.source == "tap"]
    assert {tap.item for tap in taps} == {"espresso", "filter_coffee"}
    assert all(tap.at and tap.zone == "Europe/Berlin" for tap in taps)


def test_hours_are_waking_hours_also_when_the_clock_changes() -> None:
    diary = believable(date(2025, 12, 31), 730, 1)
    berlin = ZoneInfo("Europe/Berlin")
    entries = [(e.onset, e.local_date) for e in diary.episodes]
    entries += [(r.at, r.local_date) for r in diary.readings if r.at]
    assert all(local_day(instant, "Europe/Berlin") == day for instant, day in entries)
    assert all(6 <= instant.astimezone(berlin).hour <= 23 for instant, _ in entries)
    assert {instant.astimezone(berlin).utcoffset() for instant, _ in entries} == {
        timedelta(hours=1),
        timedelta(hours=2),
    }


def test_care_is_written_down_as_a_person_would(diary: Diary) -> None:
    daily_one, when_needed = diary.medicines
    assert (daily_one.as_needed, when_needed.as_needed) == (False, True)
    assert daily_one.changes[0].raised is False
    twitched = {episode.local_date for episode in diary.episodes}
    assert 2 <= len(diary.doses) < len(twitched) / 2
    assert {dose.medicine for dose in diary.doses} == {when_needed.id}
    assert {dose.local_date for dose in diary.doses} <= twitched
    assert when_needed.started
    assert min(dose.local_date for dose in diary.doses) >= when_needed.started


def test_a_past_visit_has_an_agreement_and_a_future_one_questions(diary: Diary) -> None:
    seen, planned = last_visit(diary, LAST), next_visit(diary, LAST)
    assert seen
    assert planned
    assert diary.visits == (seen, planned)
    assert seen.agreed
    assert seen.tests
    assert planned.questions
    assert not planned.findings


@pytest.mark.parametrize("days", [30, 180, 365])
@pytest.mark.parametrize("seed", SEEDS)
def test_its_medicines_raise_no_sign(seed: int, days: int) -> None:
    diary = believable(LAST, days, seed)
    rules = {flag.rule for flag in check(diary, LAST)}
    assert rules == {flag.rule for flag in check(replace(diary, medicines=()), LAST)}
