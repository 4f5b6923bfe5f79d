"""Notice when Today is opened again and again within an hour, so that the page can say something kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpResponse

from tracker.pages.context import SignedIn

WINDOW = timedelta(hours=1)
OFTEN = 10


@dataclass(frozen=True)
class Openings:
    """How often Today was opened since `began`; kept in a cookie for an hour, nowhere else.

    `revision` is that of the diary: an opening after something was saved is no further look, so it does not count.
    """

    began: int
    count: int
    revision: int

    @property
    def is_often(self) -> bool:
        """Whether the page should say something."""
        return self.count >= OFTEN

    def remember(self, response: HttpResponse, now: datetime) -> None:
        """Store it until the hour is over."""
        left = int(WINDOW.total_seconds()) - (int(now.timestamp()) - self.began)
        response.set_cookie(
            settings.OPENINGS_COOKIE_NAME,
            f"{self.began}.{self.count}.{self.revision}",
            max_age=left,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )


def count_opening(request: SignedIn, now: datetime) -> Openings:
    """The openings with this one."""
    seconds, revision = int(now.timestamp()), request.user.diary_revision
    stored = re.fullmatch(r"(\d{1,12})\.(\d{1,4})\.(\d{1,18})", request.COOKIES.get(settings.OPENINGS_COOKIE_NAME, ""))
    if not stored:
        return Openings(seconds, 1, revision)
    began, count, known_revision = map(int, stored.groups())
    if not 0 <= seconds - began < WINDOW.total_seconds():
        return Openings(seconds, 1, revision)
    return Openings(began, min(count + (known_revision == revision), OFTEN), revision)
