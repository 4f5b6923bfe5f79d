"""The days around a check-in: the next one to fill in, and one whose answers can be taken over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from tracker.core.reference.limits import FIRST_DATE
from tracker.models import Day, User
from tracker.pages.context import SignedIn
from tracker.pages.origin import NEXT

LIKE = "like"
EARLIER_WITHIN = timedelta(days=7)


class NearDays(NamedTuple):
    """Days around the one that is being checked in.

    `earlier` is the latest one before it without a check-in, `like` a neighbour whose answers can be taken over,
    `filled_from` the one whose answers fill the form. `origin` is the page to return to, from the address.
    """

    day: date
    earlier: date | None
    like: date | None
    filled_from: date | None
    origin: str | None

    def query_of_like(self) -> str:
        """The query string that fills this form in."""
        return self._query(self.like)

    def earlier_page(self) -> str:
        """The check-in of the earlier day, filled in like this one if this one was filled in."""
        address = reverse("tracker:check-in-day", args=[self.earlier or self.day])
        return f"{address}?{self._query(self.day if self.filled_from else None)}".rstrip("?")

    def _query(self, like: date | None) -> str:
        return urlencode({name: value for name, value in ((LIKE, like), (NEXT, self.origin)) if value})


def check_ins_around(user: User, day: date) -> dict[date, Day]:
    """The stored check-ins of a day, the week before it and the day after."""
    around = (max(day - EARLIER_WITHIN, FIRST_DATE), day + timedelta(days=1))
    return {row.local_date: row for row in user.days.filter(local_date__range=around)}


def near_days(request: SignedIn, day: date, rows: Mapping[date, Day]) -> NearDays:
    """The days around one. A neighbour's answers are taken over only where the address asks for it."""
    before = [day - timedelta(days=n) for n in range(1, EARLIER_WITHIN.days + 1)]
    earlier = next((one for one in before if one not in rows and one >= FIRST_DATE), None)
    neighbours = (day + timedelta(days=1), before[0])
    like = None if day in rows else next((one for one in neighbours if one in rows), None)
    is_filled = like is not None and request.GET.get(LIKE) == like.isoformat()
    return NearDays(day, earlier, like, like if is_filled else None, request.GET.get(NEXT))
