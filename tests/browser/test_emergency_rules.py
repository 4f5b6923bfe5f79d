"""The script of a page without a connection decides as the rules do: every sign, pairs, jerks, and conditions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import combinations, product
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.utils import timezone
from walk.signs import every_sign

from tracker.core.records import Day, Diary, Episode, Feel, Injection, Medicine, Onset, Person, Place, Sign
from tracker.core.red_flags import check_entry, emergency_data
from tracker.core.red_flags.emergency import COMBINATIONS
from tracker.core.reference.places import PLACES
from tracker.core.reference.signs import SIGNS

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DAY = timezone.now().date()
NAMED = sorted(
    {name for rule in COMBINATIONS.values() for way in rule.ways for some in way.parts for name in some.names}
    & SIGNS.keys()
)


@pytest.fixture
def in_the_browser(browser: Browser, repository: Path) -> Callable[[Diary, list[Day | Episode]], list[list[str]]]:
    """What the page's script finds in each of many entries, over the data that a page would carry."""
    page = browser.new_page()
    page.set_content("<!doctype html><body><main></main>")
    for name in ("offline-queue.js", "offline-form.js"):
        page.evaluate((repository / "static/js" / name).read_text().replace('"use strict";', ""))

    def ask(held: Diary, entries: list[Day | Episode]) -> list[list[str]]:
        data = json.loads(json.dumps(emergency_data(held, None)))
        found: list[list[str]] = page.evaluate(
            "([data, entries]) => entries.map((entry) => emergencies(data, entry))",
            [data, [as_typed(entry) for entry in entries]],
        )
        return found

    return ask


def as_typed(entry: Day | Episode) -> dict[str, Any]:
    """An entry as the script reads it from a form."""
    signs = {sign.name: [sign.onset.value] for sign in entry.signs}
    episode = None
    if isinstance(entry, Episode):
        episode = {
            "feel": entry.feel.value if entry.feel else "",
            "stillGoing": entry.still_going,
            "seconds": entry.duration_s or 0,
            "fallingAsleep": bool(entry.falling_asleep),
            "places": [str(place) for place in entry.places],
        }
    return {"day": entry.local_date.isoformat(), "signs": signs, "episode": episode}


def in_python(held: Diary, entries: list[Day | Episode]) -> list[list[str]]:
    return [[flag.rule for flag in check_entry(entry, held)] for entry in entries]


def entry_of(signs: tuple[Sign, ...], in_episode: bool, **said: Any) -> Day | Episode:
    if in_episode:
        return Episode(uuid4(), timezone.now(), "UTC", DAY, signs=signs, **said)
    return Day(uuid4(), DAY, signs=signs)


def some_entries() -> list[Day | Episode]:
    """Every sign, and every two signs that a rule names, with each onset, in an episode and a check-in; then many."""
    dice = Random(1)
    answers = [Sign(name, onset) for name in NAMED for onset in Onset]
    alone = [(Sign(name, onset),) for name in SIGNS for onset in Onset]
    pairs = [pair for pair in combinations(answers, 2) if pair[0].name != pair[1].name]
    many = [tuple(Sign(name, dice.choice(list(Onset))) for name in dice.sample(sorted(SIGNS), 5)) for _ in range(500)]
    return [entry_of(signs, so) for signs in [(), *alone, *pairs, *many] for so in (True, False)]


def some_jerks() -> list[Day | Episode]:
    """Episodes of each feel, short, long and still going, at places of face, arm and leg."""
    dice = Random(3)
    where = [
        (),
        *((place,) for place in PLACES.values()),
        *(dice.sample(list(PLACES.values()), 2) for _ in range(200)),
    ]
    lasting: list[tuple[int | None, bool]] = [(299, False), (300, False), (None, True), (None, False)]
    confused = ((), (Sign("confusion", Onset.GRADUAL),))
    return [
        entry_of(signs, True, feel=feel, duration_s=seconds, still_going=going, places=places,
                 falling_asleep=dice.choice((True, False, None)))
        for places, (seconds, going), feel, signs in product(where, lasting, (*Feel, None), confused)
    ]  # fmt: skip


def stored_days() -> list[Diary]:
    """Dates that hold nothing, a twitch, other signs, or jerks; in pregnancy, after injections and new medicines."""
    dice = Random(2)
    empty = Diary(Person(), DAY, DAY)
    found = [empty, replace(empty, episodes=(Episode(uuid4(), timezone.now(), "UTC", DAY),))]
    for in_episode in (True, False):
        signs = tuple(Sign(name, dice.choice(list(Onset))) for name in dice.sample(NAMED, 4))
        other = entry_of(signs, in_episode)
        found.append(replace(empty, **{"episodes" if in_episode else "days": (other,)}))
    hand = (Place.parse("hand:left"),)
    jerks = Episode(uuid4(), timezone.now(), "UTC", DAY, 400, feel=Feel.JERK, places=hand)
    treated = replace(
        empty,
        injections=(Injection(uuid4(), DAY - timedelta(days=84), "A product"),),
        medicines=(Medicine(uuid4(), "Sertraline", DAY - timedelta(days=14)),),
    )
    return [*found, replace(empty, episodes=(jerks,)), replace(empty, person=Person(pregnant=True)), treated]


def test_the_script_decides_as_the_rules_do(in_the_browser: Callable[..., Any], is_long: bool) -> None:
    """Each entry on each date; in the short form each date has its turn at a seventh of them."""
    everything = [*some_entries(), *some_jerks()]
    assert len(everything) > 10_000
    seen = set()
    for turn, held in enumerate(stored_days()):
        entries = everything if is_long else everything[turn::7]
        theirs, ours = in_the_browser(held, entries), in_python(held, entries)
        assert theirs == ours
        seen |= {rule for found in ours for rule in found}
    assert seen == set(COMBINATIONS)


def test_every_sign_with_every_onset_noted_before_or_not_pregnant_or_not(in_the_browser: Callable[..., Any]) -> None:
    by_diary: dict[Diary, list[Day | Episode]] = defaultdict(list)
    for case in every_sign():
        by_diary[replace(case.diary(DAY), first_day=DAY)].append(case.entry(DAY))
    for held, entries in by_diary.items():
        assert in_the_browser(held, entries) == in_python(held, entries)


@pytest.mark.parametrize(("ago", "holds"), [(84, True), (85, False)])
def test_a_condition_ends_on_its_last_day(in_the_browser: Callable[..., Any], ago: int, holds: bool) -> None:
    held = replace(Diary(Person(), DAY, DAY), injections=(Injection(uuid4(), DAY - timedelta(days=ago), "A product"),))
    entry = entry_of((Sign("swallow_hard", Onset.GRADUAL),), in_episode=False)
    assert in_the_browser(held, [entry]) == in_python(held, [entry]) == [["E7_breathing_swallow"] * holds]
