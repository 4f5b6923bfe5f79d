"""Tables to values: the diary of a period."""

from __future__ import annotations

from datetime import date
from typing import Any

from tracker.models import User
from tracker.records import Diary

NO_ENTRY_YET = date(2000, 1, 1)
"""First and last day of a diary in which nothing was ever logged."""


def load(user: User, first_day: date, last_day: date, readings_from: date | None = None) -> Diary:
    """The diary of a period, both days included. Five queries, however long it is.

    Readings are by far the most rows: who needs only the latest of them says from which day.
    """
    period = Diary(user.person(), first_day, last_day)
    read = Diary(user.person(), readings_from or first_day, last_day)
    exposures = list(user.exposures.all())
    keys = {exposure.pk: exposure.key for exposure in exposures}
    return Diary(
        person=user.person(),
        first_day=first_day,
        last_day=last_day,
        days=tuple(day.record() for day in user.days.between(period)),
        episodes=tuple(episode.record() for episode in user.episodes.between(period)),
        exposures=tuple(exposure.record() for exposure in exposures),
        readings=tuple(reading.record(keys[reading.exposure_id]) for reading in user.readings.between(read)),
        medicines=tuple(medicine.record() for medicine in user.medicines.all()),
    )


def load_all(user: User) -> Diary:
    """Everything ever logged, from the first entry to the last."""
    first, last = span(user)
    return load(user, first or NO_ENTRY_YET, last or NO_ENTRY_YET)


def span(user: User) -> tuple[date | None, date | None]:
    """First and last local date with an entry; (None, None) for an empty diary."""
    return _dates(user).order_by("local_date").first(), _dates(user).order_by("-local_date").first()


def first_date(user: User) -> date | None:
    """The first local date with an entry."""
    first: date | None = _dates(user).order_by("local_date").first()
    return first


def _dates(user: User) -> Any:
    dates = [entries.order_by().values_list("local_date", flat=True) for entries in (user.days, user.episodes)]
    return user.readings.order_by().values_list("local_date", flat=True).union(*dates)
