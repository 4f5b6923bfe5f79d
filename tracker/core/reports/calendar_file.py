"""Reminders as a calendar file (RFC 5545), read by the calendar of any phone. Nobody is contacted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from icalendar import Component

NAMESPACE = UUID("5b0d9f0a-6d0c-4a52-8f0b-3f2f1c1d7e11")
EVENING_BEFORE = -timedelta(hours=6)
TEN_MINUTES = timedelta(minutes=10)


@dataclass(frozen=True)
class Reminder:
    """One event. With a time it comes every day, until `last` if there is one; without, it is that whole day.

    `key` names the event for good, so that a newer file changes it instead of adding another.
    """

    key: str
    title: str
    day: date
    at: time | None = None
    last: date | None = None


def calendar_file(reminders: Iterable[Reminder], owner: str, made: datetime) -> bytes:
    """Write the reminders. `owner` is an opaque name that tells the events of two people apart.

    Times have no zone: a daily reminder rings at the same clock time in every time zone.
    """
    # Imported here, because it takes longer than anything else at the start of the server.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Levator//Reminders//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for reminder in reminders:
        calendar.add_component(_event(reminder, owner, made))
    content: bytes = calendar.to_ical()
    return content


def _event(reminder: Reminder, owner: str, made: datetime) -> Component:
    from icalendar import Alarm, Event

    event, alarm = Event(), Alarm()
    event.add("uid", str(uuid5(NAMESPACE, f"{owner} {reminder.key}")))
    event.add("dtstamp", made)
    event.add("summary", reminder.title)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    if reminder.at:
        event.add("dtstart", datetime.combine(reminder.day, reminder.at))
        event.add("duration", TEN_MINUTES)
        until = {"until": datetime.combine(reminder.last, reminder.at)} if reminder.last else {}
        event.add("rrule", {"freq": "daily", **until})
    else:
        event.add("dtstart", reminder.day)
    alarm.add("action", "DISPLAY")
    alarm.add("description", reminder.title)
    alarm.add("trigger", timedelta() if reminder.at else EVENING_BEFORE)
    event.add_component(alarm)
    return event
