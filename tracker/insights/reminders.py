"""What a person is to be reminded of now: only what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker import diary
from tracker.core.records import local_day
from tracker.core.reference.limits import LEFT_OPEN, MAX_UNANSWERED
from tracker.diary.reminders import CHECK_IN
from tracker.models import ReminderSettings, User

LATE = timedelta(hours=2)
"""A reminder that could not be sent in time is not sent later than this."""

DAYTIME = (time(8), time(22))
"""An episode that was left open is asked about within these hours."""

TOO_OLD = timedelta(days=2)
"""Episodes that began earlier are not asked about. Reminders that were sent are remembered for longer."""


@dataclass(frozen=True)
class DueReminder:
    """One message. `key` names what is due; `is_last` if none follows unless this one is answered."""

    key: str
    day: date
    about_check_in: bool
    is_last: bool = False


def due_reminders(user: User, chosen: ReminderSettings, now: datetime) -> list[DueReminder]:
    """What is missing now. Stops the reminders if too many were not answered."""
    local = now.astimezone(ZoneInfo(user.time_zone))
    day = _day_without_check_in(user, chosen, local)
    if day is None:
        return _left_open(user, chosen, local)
    unanswered = diary.unanswered_reminders(user, chosen, before=day)
    if unanswered >= MAX_UNANSWERED:
        diary.save_reminder_settings(user, stopped_on=day)
        return []
    is_last = unanswered == MAX_UNANSWERED - 1
    return [
        DueReminder(f"{CHECK_IN} {day}", day, about_check_in=True, is_last=is_last),
        *_left_open(user, chosen, local),
    ]


def _day_without_check_in(user: User, chosen: ReminderSettings, local: datetime) -> date | None:
    """The day whose check-in is asked for now, if it is missing."""
    if not chosen.check_in:
        return None
    asked_at = datetime.combine(local.date(), chosen.at, local.tzinfo)
    if asked_at > local:
        asked_at -= timedelta(days=1)
    day = local_day(asked_at, user.time_zone, user.day_starts_at)
    if local - asked_at >= LATE or user.days.filter(local_date=day).exists():
        return None
    return day


def _left_open(user: User, chosen: ReminderSettings, local: datetime) -> list[DueReminder]:
    if not chosen.left_open or not DAYTIME[0] <= local.time() < DAYTIME[1]:
        return []
    rows = user.episodes.running().filter(onset__gt=local - TOO_OLD, onset__lte=local - LEFT_OPEN)
    return [DueReminder(f"episode {row.client_id}", local.date(), about_check_in=False) for row in rows]
