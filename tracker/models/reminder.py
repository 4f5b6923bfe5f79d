"""Reminders: what a person chose, which devices get them, and which were sent. None of it is in the diary's file."""

from __future__ import annotations

from datetime import datetime, time

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.core.reference.limits import NAME_CHARS
from tracker.models.device import Device
from tracker.models.session import Session


class ReminderSettings(models.Model):
    """What one person is reminded of. Nothing is sent without a subscription.

    `stopped_on` is the day on which unanswered reminders ended by themselves; those before `counts_from` do not count.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder_settings")
    check_in = models.BooleanField(_("The check-in, if that day has none"), default=True)
    at = models.TimeField(_("At"), default=time(20))
    left_open = models.BooleanField(_("An episode that was left open for six hours, once"), default=True)
    title = models.CharField(_("What the message says"), max_length=NAME_CHARS, blank=True)
    counts_from = models.DateField(null=True)
    stopped_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"reminder settings {self.pk}"


class PushSubscriptionQuerySet(models.QuerySet["PushSubscription"]):
    """Queries in one word."""

    def alive(self, now: datetime) -> PushSubscriptionQuerySet:
        """Subscriptions of devices that are logged in."""
        logged_in = Session.objects.filter(expire_date__gt=now).values("session_key")
        return self.filter(ends_at__gt=now, device__session_key__in=logged_in)


class PushSubscription(models.Model):
    """Where one device receives messages. It ends with its log-in.

    `endpoint` is an address of a push service, `key` and `auth` encrypt for this browser, `origin` is the journal as
    this browser reaches it, and `ends_at` the time at which the log-in ends at the latest.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="push_subscriptions", db_index=False
    )
    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="push_subscriptions")
    endpoint = models.CharField(max_length=1_000)
    key = models.CharField(max_length=100)
    auth = models.CharField(max_length=30)
    origin = models.CharField(max_length=300)
    ends_at = models.DateTimeField()

    objects = PushSubscriptionQuerySet.as_manager()

    class Meta:
        """One subscription per device."""

        constraints = [models.UniqueConstraint(fields=["user", "device"], name="one_subscription_per_device")]

    def __str__(self) -> str:
        return f"push subscription {self.pk}"


class SentReminder(models.Model):
    """A reminder that is sent at most once: the row is written before it is sent. `key` names what it is about."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sent_reminders", db_index=False
    )
    key = models.CharField(max_length=50)
    day = models.DateField()

    class Meta:
        """One row per person and key."""

        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_reminder_per_key")]

    def __str__(self) -> str:
        return f"sent reminder {self.pk}"
