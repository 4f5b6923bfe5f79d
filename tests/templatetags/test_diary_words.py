from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from tracker.core.analysis import DailyTotals
from tracker.core.records import Episode, Place, Side
from tracker.models import Exposure
from tracker.templatetags.diary_words import (
    amount,
    began,
    clock,
    day_in_words,
    exposure_name,
    item_name,
    lasted,
    place_in_words,
    places_in_words,
    unit_in_words,
    zone_name,
)

AT = datetime(2026, 10, 25, 1, 5, tzinfo=UTC)


def episode(**said):
    return Episode(UUID(int=1), AT, "Europe/Berlin", AT.date(), **said)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""), (0, "0 seconds"), (1, "1 second"), (59, "59 seconds"), (60, "1 minute"), (119, "1 minute"),
        (450, "7 minutes"), (7_199, "119 minutes"), (7_200, "2 h 00 min"), (604_800, "168 h 00 min"),
    ],
)  # fmt: skip
def test_how_long_it_lasted(seconds, words):
    assert lasted(episode(duration_s=seconds)) == words


def test_an_episode_without_an_end_is_still_going():
    assert lasted(episode(still_going=True)) == "still going"


def test_times_are_in_the_zone_of_the_entry():
    assert (began(episode()), clock(AT, "Asia/Kolkata"), clock(AT, "")) == ("02:05", "06:35", "01:05")


def test_places_in_words():
    nose, brows = Place("nose_side", Side.LEFT), Place("glabella", Side.MIDLINE)
    assert places_in_words(episode(places=(nose, brows))) == "Side of nose, left; Between the brows"
    assert places_in_words(episode()) == "Place not said"
    assert place_in_words("nose_side:left") == "Side of nose, left"


@pytest.mark.parametrize(
    ("logged", "episodes", "words"),
    [(False, None, "not logged"), (True, 0, "no twitch"), (True, 1, "1 episode"), (True, 3, "3 episodes")],
)
def test_a_day_in_words_never_calls_an_unknown_day_quiet(logged, episodes, words):
    assert day_in_words(DailyTotals(date(2026, 3, 2), logged, episodes, None, None, {})) == words


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (0, "0"),
        (7, "7"),
        (7.25, "7.25"),
        (0.5, "0.5"),
        (100, "100"),
        (1_000_000.0, "1000000"),
        (0.001, "0"),
    ],
)
def test_amounts_without_needless_decimals(value, shown):
    assert amount(value) == shown


def test_built_in_exposures_are_translated_and_own_ones_are_not():
    assert exposure_name(Exposure(key="sleep_h", name="Sleep")) == "Sleep"
    assert exposure_name(Exposure(key="own_1", name="Café & co")) == "Café & co"
    assert (item_name("cola"), item_name("mate")) == ("Cola", "mate")
    assert zone_name("America/New_York") == "America/New York"


@pytest.mark.parametrize(
    ("key", "unit", "value", "words"),
    [
        ("alcohol_units", "units", 1.0, "unit"),
        ("alcohol_units", "units", 2.0, "units"),
        ("alcohol_units", "units", None, "units"),
        ("caffeine_mg", "mg", 1.0, "mg"),
        ("own_1", "units", 1.0, "units"),
        ("stress", "0–10", 1.0, "of 10"),
        ("mood", "1–5", 3.5, "of 5"),
    ],
)
def test_one_unit_is_singular(key, unit, value, words):
    assert unit_in_words(Exposure(key=key, unit=unit), value) == words
