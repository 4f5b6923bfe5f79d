"""Store what a person is reminded of, on which devices, and what was sent."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from tracker.models import Device, PushSubscription, ReminderSettings, SentReminder, User

CHECK_IN = "check-in"
KEPT_DAYS = 60
"""Rows of sent reminders are kept longer than any reminder could come twice."""


def reminder_settings(user: User) -> ReminderSettings:
    """What a person chose; the defaults, unsaved, if they chose nothing."""
    return ReminderSettings.objects.filter(user=user).first() or ReminderSettings(user=user)


def save_reminder_settings(user: User, **values: Any) -> None:
    """Store these values. The others stay."""
    ReminderSettings.objects.update_or_create(user=user, defaults=values)


def resume_reminders(user: User, today: date) -> None:
    """Send reminders again. Those before today no longer count as unanswered."""
    save_reminder_settings(user, stopped_on=None, counts_from=today)


@transaction.atomic
def add_subscription(user: User, device: Device, today: date, ends_at: datetime, **values: str) -> None:
    """Remind on this device."""
    PushSubscription.objects.update_or_create(user=user, device=device, defaults={"ends_at": ends_at, **values})
    resume_reminders(user, today)


def mark_reminder(user: User, key: str, day: date) -> bool:
    """Claim a reminder before it is sent. False if it was sent, or if another process is sending it."""
    _row, is_new = SentReminder.objects.get_or_create(user=user, key=key, defaults={"day": day})
    if is_new:
        user.sent_reminders.filter(day__lt=day - timedelta(days=KEPT_DAYS)).delete()
    return is_new


def unanswered_reminders(user: User, chosen: ReminderSettings, before: date) -> int:
    """How many reminders of the check-in were sent since the newest check-in, for days before this one."""
    sent = user.sent_reminders.filter(key__startswith=CHECK_IN, day__lt=before)
    newest = user.days.aggregate(day=Max("local_date"))["day"]
    if newest is not None:
        sent = sent.filter(day__gt=newest)
    if chosen.counts_from is not None:
        sent = sent.filter(day__gte=chosen.counts_from)
    return sent.count()
