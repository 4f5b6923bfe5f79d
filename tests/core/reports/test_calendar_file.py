"""A calendar file is one that other programs read, and says no more than was chosen."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar

from tracker.core.reports.calendar_file import Reminder, calendar_file

MADE = datetime(2026, 11, 30, 9, tzinfo=UTC)
DAILY = Reminder("check-in", "A minute; for, the\ndiary " + "ä" * 90, date(2026, 11, 30), time(20, 30))
PLAN = Reminder("plan", "Look", date(2026, 11, 30), time(20, 30), last=date(2026, 12, 20))
VISIT = Reminder("visit 2026-12-05", "Appointment", date(2026, 12, 5))


def events(content: bytes) -> list[Calendar]:
    return [part for part in Calendar.from_ical(content).walk() if part.name == "VEVENT"]


def test_it_is_read_back_as_it_was_written() -> None:
    daily, plan, visit = events(calendar_file([DAILY, PLAN, VISIT], "owner", MADE))
    assert daily["SUMMARY"] == DAILY.title
    assert daily["DTSTART"].dt == datetime(2026, 11, 30, 20, 30)  # noqa: DTZ001 - rings at its time in every zone
    assert dict(daily["RRULE"]) == {"FREQ": ["DAILY"]}
    assert plan["RRULE"]["UNTIL"] == [datetime(2026, 12, 20, 20, 30)]  # noqa: DTZ001 - as its start
    assert visit["DTSTART"].dt == date(2026, 12, 5)
    assert "RRULE" not in visit
    triggers = [one.subcomponents[0]["TRIGGER"].dt for one in (daily, plan, visit)]
    assert triggers == [timedelta(), timedelta(), timedelta(hours=-6)]


def test_lines_end_and_fold_as_the_standard_says() -> None:
    content = calendar_file([DAILY], "owner", MADE)
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75


def test_a_newer_file_changes_the_same_event_and_nobody_elses() -> None:
    first = events(calendar_file([DAILY, VISIT], "owner", MADE))
    again = events(calendar_file([DAILY], "owner", MADE + timedelta(days=9)))
    others = events(calendar_file([DAILY], "another", MADE))
    assert first[0]["UID"] == again[0]["UID"]
    assert len({first[0]["UID"], first[1]["UID"], others[0]["UID"]}) == 3
