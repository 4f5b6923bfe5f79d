"""`manage.py send_reminders`: send the reminders that are due to the push services of browsers.

For a timer; or with --every in a process that runs beside the server. No page sends anything.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from http.client import HTTPException
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from tracker import diary
from tracker.database import close_connections
from tracker.insights.reminders import due_reminders
from tracker.models import PushSubscription, ReminderSettings
from tracker.pages.reminder_message import HEADERS, reminder_message
from tracker.push.delivery import post
from tracker.push.encryption import encrypt, from_text, padded
from tracker.push.vapid import authorization, is_switched_on

SENT_AT_ONCE = 8
GONE = (404, 410)
"""The browser has ended the subscription."""

LOOK_S = 2
log = logging.getLogger("levator.reminders")


class Command(BaseCommand):
    """Exit code 0, whether or not something was due or a push service refused it."""

    help = "Send the reminders that are due (PUSH_CONTACT must be set)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How often."""
        parser.add_argument("--every", type=int, metavar="SECONDS", help="do it again and again")
        parser.add_argument("--beside", type=int, metavar="PID", help="end when this parent process has ended")

    def handle(self, *args: Any, every: int | None = None, beside: int | None = None, **options: Any) -> None:
        """Send once, or again and again."""
        if not is_switched_on():
            raise CommandError("PUSH_CONTACT is not set, or OFFLINE is off: this installation sends no reminders.")
        if every is not None:
            # Ctrl-C in the terminal of the server ends this process too, without a traceback.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
        while True:
            self._send()
            if every is None or not _is_time_again(every, beside):
                return

    def _send(self) -> None:
        try:
            counts = send_due(timezone.now())
        except DatabaseError as error:
            # Perhaps it is being restarted: the next time comes.
            log.error("reminders were not sent: %s", type(error).__name__)
            return
        if counts:
            self.stdout.write(", ".join(f"{number} {name}" for name, number in sorted(counts.items())))
            self.stdout.flush()


def send_due(now: datetime) -> Counter[str]:
    """Send what is due, a few at once. Each is marked as sent before it is handed on."""
    counts = Counter[str]()
    wanted = ReminderSettings.objects.filter(
        stopped_on=None,
        user__calm_mode=False,
        user__is_active=True,
        user__push_subscriptions__in=PushSubscription.objects.alive(now),
    )
    sending: dict[Future[str], PushSubscription] = {}
    with ThreadPoolExecutor(SENT_AT_ONCE) as pool:
        for chosen in list(wanted.select_related("user").distinct()):
            try:
                for subscription, message in claim(chosen, now):
                    sending[pool.submit(send, subscription, message, now)] = subscription
            except Exception as error:
                # Nobody else waits for this person.
                log.error("reminders of one person failed: %s", type(error).__name__)
    for future, subscription in sending.items():
        counts[future.result()] += 1
        if future.result() == "gone":
            PushSubscription.objects.filter(pk=subscription.pk, endpoint=subscription.endpoint).delete()
    return counts


def claim(chosen: ReminderSettings, now: datetime) -> Iterator[tuple[PushSubscription, bytes]]:
    """The messages to one person that this process alone may send."""
    subscriptions = list(chosen.user.push_subscriptions.alive(now))
    for due in due_reminders(chosen.user, chosen, now) if subscriptions else ():
        if diary.mark_reminder(chosen.user, due.key, due.day):
            for subscription in subscriptions:
                yield subscription, reminder_message(due, chosen.title, subscription.origin)


def send(subscription: PushSubscription, message: bytes, now: datetime) -> str:
    """Send one message. The log names the kind of a failure only: an endpoint is a secret."""
    try:
        key, auth = from_text(subscription.key), from_text(subscription.auth)
        body = encrypt(padded(message), key, auth, os.urandom(16), generate_private_key(SECP256R1()))
        headers = HEADERS | {"Authorization": authorization(subscription.endpoint, now)}
        status = post(subscription.endpoint, body, headers)
    except (OSError, HTTPException, ValueError) as error:
        log.warning("a reminder was not sent: %s", type(error).__name__)
        return "failed"
    if status in GONE:
        return "gone"
    if not 200 <= status < 300:
        log.warning("a reminder was refused by the push service: %s", status)
        return "failed"
    return "sent"


def _is_time_again(every: int, parent: int | None) -> bool:
    """Wait. False if the parent process has ended."""
    close_connections()
    end = time.monotonic() + every
    while time.monotonic() < end:
        if parent is not None and os.getppid() != parent:
            return False
        time.sleep(min(LOOK_S, every))
    return True
