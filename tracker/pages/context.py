"""Context of every page: the person's time and the running episodes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject

from tracker.core.records import Episode, local_day
from tracker.core.reference.limits import LEFT_OPEN
from tracker.models import User


class SignedIn(HttpRequest):
    """A request that has passed the login middleware, so that its user is logged in."""

    user: User


def now_for(user: User) -> datetime:
    """The current time in the person's time zone. The only place where pages read the clock."""
    return timezone.now().astimezone(ZoneInfo(user.time_zone))


def today_for(user: User) -> date:
    """The person's day, which may begin some hours after midnight."""
    return local_day(now_for(user), user.time_zone, user.day_starts_at)


COOKIE_SAFE = "cookie-safe"
"""Tag of a message without health content, such as *Saved*: it may be stored in a cookie, which costs no query."""


@dataclass(frozen=True)
class RunningEpisode:
    """An episode that has not stopped, for the strip on every page."""

    client_id: UUID
    version: int
    episode: Episode
    is_left_open: bool
    running_s: int

    @property
    def minutes_ago(self) -> list[int]:
        """How long ago it may have stopped, offered as buttons."""
        return [minutes for minutes in (5, 10, 30) if minutes * 60 < self.running_s]


def running_episodes(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the running episodes (queried only if a template uses them), the theme and the owner."""
    # A request refused early, because of its host name, has no user yet.
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    theme = "" if user.theme == "auto" else user.theme
    running = SimpleLazyObject(lambda: _running_episodes(user))
    return {"running_episodes": running, "theme": theme, "owner": owner_of(user)}


def owner_of(user: User) -> str:
    """Opaque name of the page's owner: entries kept on a device are only ever sent to their owner's diary."""
    return salted_hmac("owner of what a device keeps", str(user.pk)).hexdigest()[:16]


def _running_episodes(user: User) -> list[RunningEpisode]:
    now = timezone.now()
    return [
        RunningEpisode(
            row.client_id,
            row.version,
            row.record(),
            is_left_open=now - row.onset > LEFT_OPEN,
            running_s=int((now - row.onset).total_seconds()),
        )
        for row in user.episodes.running()
    ]
