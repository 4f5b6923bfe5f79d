"""How the summary was made, what it cannot say, and what Levator is not."""

from __future__ import annotations

from tracker.reference.words import gettext_noop as _
from tracker.reports.facts import Say

VERSION = "0.1.0"

NOTES = (
    _(
        "Written by the person in a diary, summed up by the program Levator %(version)s. A day without an entry is"
        " not known and counts nowhere."
    ),
    _(
        "Direction: median change of the rate from one week to the next with its 95 % interval, over weeks with three"
        " logged days or more; neighbouring weeks are alike, which makes it look surer than it is."
    ),
    _(
        "This is a personal diary. It helps you record twitches and daily habits, see them on a calendar and make a"
        " summary you can take to a doctor. It is not a medical device: it does not diagnose, treat, prevent or"
        " monitor any disease."
    ),
    _("No clinician has reviewed this software."),
)


def how_made(say: Say) -> tuple[str, ...]:
    """Version, method, limits and purpose, one sentence or two each."""
    return tuple(say(note).replace("%(version)s", VERSION) for note in NOTES)
