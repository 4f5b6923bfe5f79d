"""A reminder as the message that a browser shows."""

from __future__ import annotations

import json
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.insights.reminders import DueReminder

DECLARATIVE = 8030
"""With this number a browser that knows declarative messages shows them without a script."""

HEADERS = {
    "Content-Encoding": "aes128gcm",
    "Content-Type": "application/octet-stream",
    "TTL": str(int(timedelta(hours=2).total_seconds())),
    "Urgency": "low",
    "Topic": "reminder",
}
"""What the push service reads: kept for two hours, without hurry, and a newer message replaces an older one."""


def reminder_message(due: DueReminder, title: str, origin: str) -> bytes:
    """The notification. Without words of the person it names nothing of the diary; a touch opens the page."""
    page = reverse("tracker:check-in") if due.about_check_in else reverse("tracker:today")
    default = _("A minute for the diary") if due.about_check_in else _("Something in the diary is still open")
    notification = {
        "title": (due.about_check_in and title) or default,
        "navigate": origin + page,
        "tag": "reminder",
    }
    if due.is_last:
        notification["body"] = _("If you leave it, no more reminders follow.")
    return json.dumps({"web_push": DECLARATIVE, "notification": notification}, ensure_ascii=False).encode()
