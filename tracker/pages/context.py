"""What every page needs: the time where the person is, and the episodes that have not stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from tracker.core.records import Episode, local_day
from tracker.models import User


class SignedIn(HttpRequest):
    """A request that the login middleware has let through: its user is a person with a diary."""

    user: User


def now_for(user: User) -> datetime:
    """The time of this request on the person's own clock. The only place where pages read the clock."""
    return timezone.now().astimezone(ZoneInfo(user.time_zone))


def today_for(user: User) -> date:
    """The person's day, which may begin some hours after midnight."""
    return local_day(now_for(user), user.time_zone, user.day_starts_at)


SAYS_NOTHING = "says-nothing"
"""The tag of a message that tells nothing of a diary, such as *Saved*: it may ride in a cookie, and asks no query."""

LEFT_OPEN = timedelta(hours=6)
"""After this long an episode without an end is asked about."""


@dataclass(frozen=True)
class Going:
    """An episode that has not stopped, for the strip on every page."""

    client_id: UUID
    version: int
    episode: Episode
    is_left_open: bool


def going(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: running episodes, looked up only where a template asks, the theme, and its owner."""
    # A request that is refused early, for the name of its host, has no user yet.
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    theme = "" if user.theme == "auto" else user.theme
    return {"going": lambda: _going(user), "theme": theme, "owner": owner_of(user)}


def owner_of(user: User) -> str:
    """Whose page it is, as a word that says nothing else: what a device keeps is only ever sent to its own diary."""
    return salted_hmac("owner of what a device keeps", str(user.pk)).hexdigest()[:16]


def _going(user: User) -> list[Going]:
    asked = timezone.now() - LEFT_OPEN
    return [Going(row.client_id, row.version, row.record(), row.onset < asked) for row in user.episodes.going()]
