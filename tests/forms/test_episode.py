"""The whole form: what it shows of an episode is that episode, and saving it untouched changes nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.forms import Form
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.core.formats import diary_json
from tracker.core.records import Diary, Episode, Feel, Onset, Person, Place, Relief, Side, Sign, local_day
from tracker.core.reference.limits import BLAMED_ITEMS
from tracker.core.reference.places import PLACES
from tracker.core.reference.reliefs import BLAMED, RELIEFS
from tracker.core.reference.signs import SIGNS
from tracker.forms import EpisodeForm, QuickEpisodeForm, StoppedForm, WhichTimeForm

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
letters = st.characters(codec="utf-8", exclude_characters=",\x00", exclude_categories=["Cc", "Zs", "Zl", "Zp"])
words = st.text(letters, min_size=1, max_size=20)
scores = st.none() | st.integers(0, 10)
answers = st.none() | st.booleans()
some_signs = st.dictionaries(st.sampled_from(list(SIGNS)), st.sampled_from(Onset), max_size=4)


@st.composite
def episodes(draw):
    """Anything that can be said about an episode, at any time in zones of every kind."""
    zone = draw(st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "UTC", "America/St_Johns"]))
    onset = draw(
        st.integers(-600_000_000, 1_790_000_000).map(lambda second: datetime.fromtimestamp(second + 0.25, UTC))
    )
    going = draw(st.booleans())
    chosen = draw(st.sets(st.sampled_from(list(PLACES)), max_size=4))
    signs = draw(some_signs)
    blamed = draw(st.lists(st.sampled_from(list(BLAMED)), unique=True)) + draw(
        st.lists(words.filter(lambda word: word not in BLAMED), unique=True, max_size=5)
    )
    what = st.sampled_from(list(RELIEFS)) | words.filter(
        lambda word: word not in RELIEFS and word.lower() not in KNOWN
    )
    reliefs = st.builds(Relief, what, answers, st.none() | st.integers(0, 1_440))
    return Episode(
        id=UUID(int=draw(st.integers(1, 9))), onset=onset, zone=zone,
        local_date=local_day(onset, zone, draw(st.integers(0, 6))),
        duration_s=None if going else draw(st.none() | st.integers(0, 604_800)), still_going=going,
        places=tuple(place for token, place in PLACES.items() if token in chosen),
        strength=draw(scores), feel=draw(st.none() | st.sampled_from(Feel)),
        count=draw(st.none() | st.integers(1, 10_000)),
        can_hold_back=draw(answers), eye_closes=draw(answers), in_sleep=draw(answers),
        falling_asleep=draw(answers), pain=draw(scores),
        signs=tuple(Sign(name, signs[name]) for name in SIGNS if name in signs),
        no_other_signs=not signs and draw(st.booleans()), blamed=tuple(sorted(blamed, key=order)),
        reliefs=tuple(draw(st.lists(reliefs, max_size=30))), note=draw(words),
    )  # fmt: skip


KNOWN = {name.lower() for name in RELIEFS.values()}


def order(word):
    """Those that are offered come first, in the order of the form."""
    return list(BLAMED).index(word) if word in BLAMED else len(BLAMED)


def form_for(episode, data=None, now=NOW, version=1):
    return EpisodeForm(
        data,
        zone=episode.zone,
        day_starts_at=0,
        now=now,
        stored=episode,
        initial=EpisodeForm.initial_for(episode, version),
    )


def sent_untouched(form: Form):
    """What a browser sends when nothing was touched: each field as the page shows it."""
    shown = {bound.html_name: bound.value() for bound in form}
    shown["time"] = shown["time"].strftime("%H:%M")
    said = {name: value for name, value in shown.items() if value is not None and value is not False}
    return {name: value if isinstance(value, list) else str(value) for name, value in said.items()}


@settings(max_examples=40)
@given(episodes())
def test_saving_an_untouched_form_changes_nothing_and_a_diary_file_can_hold_it(episode):
    form = form_for(episode, sent_untouched(form_for(episode)))
    assert form.is_valid(), form.errors
    assert form.record() == episode
    held = Diary(Person(), episode.local_date, episode.local_date, episodes=(form.record(),))
    assert diary_json.read(diary_json.write(held)) == held


BARE = Episode(UUID(int=1), NOW, "UTC", NOW.date())
NEEDED = {"client_id": str(BARE.id), "version": 1, "date": "2026-11-21", "time": "12:00", "lasting": "unknown"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, {}), ({"strength": "0"}, {"strength": 0}), ({"pain": "0"}, {"pain": 0}),
        ({"can_hold_back": "no"}, {"can_hold_back": False}),
        ({"lasting": "minutes", "minutes": "0"}, {"duration_s": 0}),
        ({"places": ["chin:left", "chin:left"]}, {"places": (Place("chin", Side.LEFT),)}),
        ({"relief_1_what": "massage", "relief_1_min": "0"}, {"reliefs": (Relief("massage", None, 0),)}),
        ({"no_other_signs": "on"}, {"no_other_signs": True}),
    ],
)  # fmt: skip
def test_only_answers_are_shown_including_zero_and_no(typed, said):
    form = form_for(BARE, NEEDED | typed)
    assert form.is_valid(), form.errors
    assert form.record() == replace(BARE, **said)


@pytest.mark.parametrize(
    ("tapped_at", "onset"),
    [
        ("", NOW),
        ("2026-11-20T23:30:00.250Z", datetime(2026, 11, 20, 23, 30, 0, 250_000, tzinfo=UTC)),
        ("2026-11-21T00:30:00+01:00", datetime(2026, 11, 20, 23, 30, tzinfo=UTC)),
        ("2999-01-01T00:00:00Z", NOW),
        ("9999-12-31T23:59:59-14:00", NOW),
        ("0001-01-01T00:00:00+14:00", NOW),
        ("1900-01-01T00:00:00Z", NOW),
    ],
)
def test_a_tap_that_was_kept_says_when_it_was(tapped_at, onset):
    form = QuickEpisodeForm({"client_id": str(UUID(int=1)), "place": "chin:left", "tapped_at": tapped_at})
    assert form.is_valid()
    episode = form.episode(NOW, "Europe/Berlin", 0, still_going=True)
    assert (episode.onset, episode.local_date) == (onset, onset.astimezone(ZoneInfo("Europe/Berlin")).date())


def test_a_quick_tap_is_a_place_and_now():
    form = QuickEpisodeForm({"client_id": str(UUID(int=1)), "place": "chin:left"})
    assert form.is_valid()
    episode = form.episode(NOW.replace(hour=23, minute=30), "Europe/Berlin", 0, still_going=True)
    assert episode == Episode(
        UUID(int=1), NOW.replace(hour=23, minute=30), "Europe/Berlin", date(2026, 11, 22), still_going=True,
        places=(Place("chin", Side.LEFT),),
    )  # fmt: skip


@pytest.mark.parametrize(("ago", "seconds"), [("", 3_600), ("10", 3_000), ("60", 0), ("61", 0)])
def test_episode_never_stops_before_it_began(ago, seconds):
    form = StoppedForm({"version": "1", "minutes_ago": ago})
    assert form.is_valid()
    assert form.duration_s(NOW - timedelta(hours=1), "UTC", NOW) == seconds


def test_the_other_of_two_equal_times_is_an_hour_later_on_the_same_day():
    first = datetime(2026, 10, 25, 2, 30, 17, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)
    episode = Episode(UUID(int=1), first, "Europe/Berlin", date(2026, 10, 25), note="kept")
    form = WhichTimeForm({"which": "1"})
    assert form.is_valid()
    assert form.chosen(episode) == replace(episode, onset=first + timedelta(hours=1))


def test_as_many_words_as_a_file_may_hold():
    many = ", ".join(f"word {n}" for n in range(BLAMED_ITEMS))
    form = form_for(BARE, NEEDED | {"blamed_other": many})
    assert form.is_valid()
    assert len(form.record().blamed) == BLAMED_ITEMS
