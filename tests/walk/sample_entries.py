"""Log one entry of each kind."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tracker import diary
from tracker.core import records
from tracker.insights import imports
from tracker.models import (
    AccountEvent,
    ApiToken,
    Day,
    Device,
    Dose,
    Episode,
    Experiment,
    Exposure,
    Import,
    ImportedEntry,
    Injection,
    Job,
    Medicine,
    Reading,
    Session,
    SharedLink,
    Upload,
    User,
    Visit,
    WatchedSign,
)


@dataclass(frozen=True)
class Entries:
    """Rows of one entry of each kind, all of the same day."""

    episode: Episode
    check_in: Day
    tap: Reading
    own: Exposure
    medicine: Medicine
    sign: WatchedSign
    dose: Dose
    injection: Injection
    visit: Visit
    experiment: Experiment
    link: SharedLink


def log_one_of_each(user: User) -> Entries:
    """Log one entry of each kind for yesterday, with a shown red flag and an open shared link."""
    at = timezone.now() - timedelta(days=1)
    place = records.Place("nose_side", records.Side.LEFT)
    episode = records.Episode(uuid4(), at, "UTC", at.date(), still_going=True, places=(place,), note="by the window")
    day = records.Day(uuid4(), at.date(), note="a long day")
    coffee = records.Reading(uuid4(), "caffeine_mg", at.date(), 80, at=at, zone="UTC", item="espresso", source="tap")
    own = records.Exposure(uuid4(), "own_chocolate", "Chocolate", "bars", records.Summary.SUM)
    facts: dict[str, Any] = {"areas": ["face"]}
    shown = records.WatchedSign("S13_more_places", 1, "soon", 336, facts, ("says",), at.date(), at.date())
    diary.update_watched_signs(user, [shown], at.date())
    _import(user)
    return Entries(
        diary.save_entry(user, episode).row,
        diary.save_check_in(user, day, {"sleep_h": 6.5, "stress": 7}, version=1).row,
        diary.save_entry(user, coffee, exposure=user.exposures.get(key="caffeine_mg")).row,
        diary.save_entry(user, own).row,
        *_treated(user, at, place),
        diary.add_link(user, _link(at)),
    )


def _import(user: User) -> None:
    """Log what is kept beside the diary: a device with reminders, a token, a file taken, imports and their remains."""
    now = timezone.now()
    session = Session.objects.create(user=user, session_key=uuid4().hex, expire_date=now + timedelta(days=30))
    device = Device.objects.create(user=user, session_key=session.session_key, seen_on=now.date())
    _remind(user, device, now)
    diary.record_event(user, AccountEvent.Kind.FILE_EXPORTED, now, "levator-diary-2026-11-21.json")
    diary.keep_deleted(user, uuid4(), "a deleted note", now)
    ApiToken.objects.create(user=user, name="phone", scope="log", digest=uuid4().hex, start="abcd", made_at=now)
    Job.objects.create(user=user, kind="analysis", key="done", state=Job.State.DONE, made_at=now, touched_at=now)
    Upload.objects.create(user=user, files=[["export.zip", 3, 0]], made_at=now)
    batch = Import.objects.create(user=user, made_at=now, format="apple_health", file_name="export.zip", values=1)
    ImportedEntry.objects.create(
        user=user, batch=batch, source="apple_health", external_id="water_ml|deleted", value=250
    )
    waiting = imports.read_file(user, io.BytesIO(b"Date,Sleep (h)\n2026-11-19,7\n2026-11-20,8\n"), "diary.csv", now)
    diary.store_preview(user, imports.encode(waiting), "diary.csv", 50, now)
    diary.save_table_mapping(user, "0123456789ab", {"layout": "wide"})


def _remind(user: User, device: Device, now: datetime) -> None:
    """A device that gets reminders, and one that was sent."""
    endpoint = f"https://fcm.googleapis.com/fcm/send/{uuid4().hex}"
    later = now + timedelta(days=30)
    keys = {"key": "BCVx", "auth": "BTBZ", "origin": "https://journal.example.org"}
    diary.add_subscription(user, device, now.date(), later, endpoint=endpoint, **keys)
    diary.mark_reminder(user, f"check-in {now.date()}", now.date())


def _treated(user: User, at: datetime, place: records.Place) -> tuple[Any, ...]:
    """Return rows of a medicine taken as needed, the red flag, a dose, injections, a visit and an experiment."""
    iron = records.Medicine(uuid4(), "Iron", at.date(), note="with food", as_needed=True)
    tablet = records.Dose(uuid4(), iron.id, at, "UTC", at.date(), "1 tablet")
    given = records.Injection(uuid4(), at.date(), "A product", (records.Injected(place, 2.5),))
    visit = records.Visit(uuid4(), at.date(), "Dr A", ("By the window?",), agreed="come back")
    tried = records.Experiment(
        uuid4(), at.date(), "no coffee", "as usual", records.Expected.FEWER, "5eed", 14, 2, exposure="caffeine_mg"
    )
    medicine = diary.save_entry(user, iron).row
    dose = diary.save_entry(user, tablet, medicine=medicine).row
    return (
        medicine,
        user.watched_signs.get(),
        dose,
        diary.save_entry(user, given).row,
        diary.save_entry(user, visit).row,
        diary.save_entry(user, tried).row,
    )


def _link(at: datetime) -> SharedLink:
    """A link created at this time, valid for two weeks."""
    day, end = at.date(), at + timedelta(days=14)
    dates = {"first_day": day, "last_day": day, "made_at": at, "made_on": day, "ends_on": end.date(), "ends_at": end}
    return SharedLink(client_id=uuid4(), digest=uuid4().hex, sections=["course"], frozen={"is": "frozen"}, **dates)
