"""The zones in which a person lived, as far as their entries say."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby

from tracker.models import User


def zones_by_day(user: User) -> tuple[tuple[date, str], ...]:
    """Each zone with its first day, in order; nothing if the entries know of the present zone only. Two queries.

    After the last entry the person is taken to be where they are now.
    """
    known: dict[date, str] = {}
    for rows in (user.readings.exclude(zone=""), user.episodes.all()):
        known.update(rows.order_by("local_date").values_list("local_date", "zone").distinct())
    if set(known.values()) <= {user.time_zone}:
        return ()
    days = sorted(known.items())
    days.append((days[-1][0] + timedelta(days=1), user.time_zone))
    return tuple(next(same) for _zone, same in groupby(days, key=lambda pair: pair[1]))
