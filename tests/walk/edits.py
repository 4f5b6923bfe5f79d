"""Random changes of a diary, on any of its dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID, uuid4

from tracker import diary
from tracker.core import records
from tracker.core.records import Place, Side
from tracker.models import User

LAST = date(2026, 11, 20)
DAYS = 100
"""The last day of the diary that is changed, and how many days it has."""


def some_episode(dice: Random, day: date) -> records.Episode:
    at = datetime.combine(day, time(dice.randrange(24), dice.randrange(60)), UTC)
    return records.Episode(
        UUID(int=dice.getrandbits(128), version=4), at, "UTC", day,
        duration_s=dice.choice([None, 60, 7_200, 200_000]), places=(Place("chin", Side.LEFT),),
        strength=dice.choice([None, 3, 9]), blamed=("stress",) if dice.random() < 0.3 else (),
    )  # fmt: skip


def an_experiment(day: date) -> records.Experiment:
    return records.Experiment(uuid4(), day, "no coffee", "as usual", records.Expected.FEWER, "5eed", 14, 2)


def edit(user: User, dice: Random) -> Callable[[], object]:
    """One of the ways to change a diary, on any of its dates or after them."""
    day = LAST - timedelta(days=dice.choice([-1, 0, 1, 3, 10, 27, 28, 29, 50, DAYS - 1, DAYS + 5]))
    episode = dice.choice(list(user.episodes.all()))
    reading = dice.choice(list(user.readings.filter(exposure__key="caffeine_mg")))
    check_in = dice.choice(list(user.days.all()))
    moved = replace(episode.record(), local_date=day, onset=datetime.combine(day, time(12), UTC))
    ways: list[Callable[[], object]] = [
        lambda: diary.log_episode(user, some_episode(dice, day)),
        lambda: diary.log_episode(user, replace(some_episode(dice, day), duration_s=None, still_going=True)),
        lambda: diary.save_entry(user, moved, episode.version),
        lambda: diary.delete_entry(user, "episodes", episode.client_id),
        lambda: diary.set_strength(user, episode.client_id, dice.randrange(11)),
        lambda: diary.stop_episode(user, episode, 600),
        lambda: diary.change_amount(user, reading, dice.randrange(900), reading.version),
        lambda: diary.delete_entry(user, "readings", reading.client_id),
        lambda: diary.save_check_in(user, records.Day(uuid4(), day, no_other_signs=True), {"sleep_h": 4}, 1),
        lambda: diary.delete_entry(user, "days", check_in.local_date),
        lambda: diary.log_no_twitch(user, day),
        lambda: diary.save_entry(user, records.Medicine(uuid4(), "Sertraline", started=day, suspected=True)),
        lambda: diary.save_entry(user, records.Visit(uuid4(), day, findings="looked at")),
        lambda: diary.save_entry(user, records.Injection(uuid4(), day, "botulinum toxin")),
        lambda: [diary.delete_entry(user, "injections", row.client_id) for row in user.injections.all()],
        lambda: diary.save_entry(user, an_experiment(day)),
        lambda: [diary.delete_entry(user, "experiments", row.client_id) for row in user.experiments.all()],
        lambda: diary.set_tracked(user, {"sleep_h", "stress"}),
        lambda: diary.save_answers(User.objects.get(pk=user.pk), ["set_off"], {"set_off": True}),
        lambda: diary.save_entries(user, diary.delete_entry(user, "episodes", episode.client_id)),
    ]
    return dice.choice(ways)
