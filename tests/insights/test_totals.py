"""After any change of the diary, a cached result equals the same result computed again."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from walk.edits import DAYS, LAST, edit

from tracker import diary, insights
from tracker.core import records
from tracker.core.analysis import diary_totals, in_persons_units
from tracker.core.demo import believable
from tracker.models import User

CHANGES = 8

pytestmark = pytest.mark.django_db


def results(user: User, today: date) -> dict[str, Any]:
    """Everything that pages show from kept results, as the next request would read it."""
    fresh = User.objects.get(pk=user.pk)
    period = insights.SummaryPeriod(fresh, today - timedelta(days=40), today, today)
    with insights.shown_summary(period, "summary") as (_name, flags):
        summary = insights.doctor_summary(period, flags)
    return {
        "summary": summary,
        "treatments": insights.treatments_so_far(fresh, today),
        "totals": insights.totals_until(fresh, today),
        "triggers": insights.triggers_so_far(fresh, today, str),
        "overview": insights.overview(fresh, today)[0],
        "flags": insights.watched_flags(fresh, today, mark_shown=False),
        "places": insights.places_since(fresh, today),
        "background": diary.background(fresh),
        "busiest": insights.most_episodes_in_a_day(fresh, today),
    }


def computed_afresh(user: User, today: date) -> dict[str, Any]:
    """The same without anything kept, which is left as it was."""
    with transaction.atomic():
        user.cached_results.all().delete()
        found = results(user, today)
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("seed", range(2))
def test_kept_results_are_those_computed_afresh_after_any_changes(seed: int, alice: User, is_long: bool) -> None:
    diary.save(alice, believable(LAST, DAYS, seed), datetime.combine(LAST + timedelta(days=1), time(12), UTC))
    diary.save_entry(alice, records.Injection(uuid4(), LAST, "botulinum toxin"))
    dice = Random(seed)
    today = LAST
    for number in range(CHANGES * (5 if is_long else 1)):
        results(alice, today)
        edit(alice, dice)()
        today = max(today, LAST + timedelta(days=dice.choice([0, 0, 0, 1, 2])))
        assert results(alice, today) == computed_afresh(alice, today), number


def test_the_totals_are_those_of_the_whole_diary(alice: User) -> None:
    value = believable(LAST, DAYS, 1)
    diary.save(alice, value, datetime.combine(LAST + timedelta(days=1), time(12), UTC))
    for days_later in range(0, 30, 5):
        found = insights.totals_until(alice, LAST + timedelta(days=days_later))
        whole = diary_totals(in_persons_units(value))
        assert found.days == whole.days
        assert dict(found.blamed) == dict(whole.blamed)
