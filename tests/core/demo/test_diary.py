"""The made-up person is the same each time, and lives like one who could be."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from statistics import fmean
from zoneinfo import ZoneInfo

import pytest

from tracker.core.analysis.describe.daily import DailyTotals, daily
from tracker.core.demo import YEAR, believable, believable_today
from tracker.core.demo.care import INJECTED, MINERAL, TABLET
from tracker.core.formats import diary_json
from tracker.core.records import Diary, last_visit, local_day, next_visit
from tracker.core.red_flags import check
from tracker.core.reference.exposures import BUILT_IN
from tracker.core.reference.rules.levels import Level

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


def test_tracks_some_built_in_exposures_and_one_of_its_own(diary: Diary) -> None:
    *built_in, own = diary.exposures
    assert [exposure.key for exposure in built_in] == [b.key for b in BUILT_IN]
    tracked = {exposure.key for exposure in built_in if exposure.tracked}
    assert tracked == {"sleep_h", "caffeine_mg", "stress", "water_ml", "screen_h", "tiredness", "alcohol_units"}
    assert {reading.exposure for reading in diary.readings} == {*tracked, own.key}
    assert own.key == f"own_{own.id.hex}"


def test_own_exposure_is_too_new_for_an_answer(diary: Diary) -> None:
    noted = {reading.local_date for reading in diary.readings if reading.exposure == diary.exposures[-1].key}
    assert min(noted) > LAST - timedelta(days=21)
    assert len(noted) > 10


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
    assert fmean(rates[:5]) < 0.8
    assert 2 <= fmean(rates[-3:]) <= 6


def test_last_weeks_are_calm(diary: Diary) -> None:
    rates = weeks(daily(diary))
    assert fmean(rates[-2:]) < fmean(rates)


def test_side_of_the_nose_on_the_left_twitches_most(diary: Diary) -> None:
    places = Counter(str(place) for episode in diary.episodes for place in episode.places)
    assert places.most_common(1)[0][0] == "nose_side:left"
    assert places["nose_side:left"] > 0.6 * len(diary.episodes)
    assert set(places) <= {"nose_side:left", "nostril:left", "lower_eyelid:left"}


def test_long_episodes_have_a_note(diary: Diary) -> None:
    assert all(e.note for e in diary.episodes if e.duration_s and e.duration_s >= 30 * 60)


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


def test_one_medicine_is_taken_against_it_one_beside_it_and_one_as_needed(diary: Diary) -> None:
    tablet, mineral, drops = diary.medicines
    assert [medicine.as_needed for medicine in diary.medicines] == [False, False, True]
    assert (tablet.started, mineral.started, drops.started) == (LAST + TABLET, LAST + MINERAL, None)
    assert tablet.against_twitching
    assert not mineral.against_twitching
    twitched = {episode.local_date for episode in diary.episodes}
    assert 2 <= len(diary.doses) < len(twitched) / 2
    assert {dose.medicine for dose in diary.doses} == {drops.id}
    assert {dose.local_date for dose in diary.doses} <= twitched


def test_next_injection_is_due_twelve_weeks_after_the_last(diary: Diary) -> None:
    assert tuple(injection.day for injection in diary.injections) == tuple(LAST + days for days in INJECTED)
    assert diary.injections[-1].next_due == diary.injections[-1].day + timedelta(weeks=12)
    assert all(i.effect_from and i.day < i.effect_from <= LAST for i in diary.injections)


@pytest.mark.parametrize("word", ["party", "presentation", "injection"])
def test_notes_are_worth_a_search(word: str) -> None:
    for seed in SEEDS:
        year = believable(LAST, YEAR, seed)
        assert sum(word in day.note.lower() for day in year.days) == 1


def test_short_night_in_a_note_was_short() -> None:
    year = believable(LAST, YEAR, 1)
    (night,) = (day.local_date for day in year.days if "Party" in day.note)
    slept = {r.local_date: r.value for r in year.readings if r.exposure == "sleep_h"}
    assert slept.get(night, 0) <= sorted(slept.values())[len(slept) // 10]


@pytest.mark.parametrize(
    ("hour", "entries"), [("22:10", 0), ("22:55", 1), ("03:55", 1), ("05:30", 1), ("07:00", 1), ("21:59", 1)]
)
def test_today_has_one_episode_and_one_coffee_up_to_now(hour: str, entries: int) -> None:
    """The hours are UTC, two less than in Berlin: right after midnight there was nothing yet."""
    now = datetime.fromisoformat(f"2026-05-31T{hour}+00:00")
    diary = believable_today(now, 30, 1)
    today = diary.last_day
    episodes = [e for e in diary.episodes if e.local_date == today]
    readings = [r for r in diary.readings if r.local_date == today]
    assert today == local_day(now, "Europe/Berlin")
    assert len(episodes) == len(readings) == entries
    assert all(e.onset < now for e in diary.episodes)
    assert all(r.at < now for r in readings if r.at)
    assert all(dose.at < now for dose in diary.doses)
    assert all(day.local_date < today for day in diary.days)
    assert diary_json.read(diary_json.write(diary)) == diary


def test_days_before_today_do_not_depend_on_the_hour() -> None:
    morning, night = (believable_today(datetime(2026, 5, 31, hour, tzinfo=UTC), 60, 1) for hour in (6, 18))
    yesterday = date(2026, 5, 30)
    assert morning.between(morning.first_day, yesterday) == night.between(night.first_day, yesterday)


def test_a_past_visit_has_an_agreement_and_a_future_one_questions(diary: Diary) -> None:
    seen, planned = last_visit(diary, LAST), next_visit(diary, LAST)
    assert seen
    assert planned
    assert diary.visits == (seen, planned)
    assert seen.agreed
    assert seen.tests
    assert planned.questions
    assert not planned.findings


@pytest.mark.parametrize("seed", SEEDS)
def test_no_sign_asks_for_a_doctor_before_the_next_visit(seed: int) -> None:
    levels = {flag.level for flag in check(believable(LAST, YEAR, seed), LAST)}
    assert levels <= {Level.NEXT_VISIT, Level.REASSURE}


def test_default_demo_has_at_most_one_sign() -> None:
    flags = check(believable(LAST, YEAR, 1), LAST)
    assert sum(flag.level is Level.NEXT_VISIT for flag in flags) <= 1


@pytest.mark.parametrize("days", [30, 180, 365])
@pytest.mark.parametrize("seed", SEEDS)
def test_its_medicines_raise_no_sign(seed: int, days: int) -> None:
    diary = believable(LAST, days, seed)
    rules = {flag.rule for flag in check(diary, LAST)}
    assert rules == {flag.rule for flag in check(replace(diary, medicines=()), LAST)}
