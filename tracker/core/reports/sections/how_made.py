"""The section *how made*: versions, methods, limits and the disclaimer."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.core.analysis.results import METHOD
from tracker.core.reference.rules.mention import RULES_VERSION
from tracker.core.reference.version import VERSION
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _

NOTES = (
    _(
        "Written by the person in a diary, summed up by Levator %(version)s (rules %(rules)s, triggers %(triggers)s)."
        " A day without an entry is not known and counts nowhere."
    ),
    _(
        "Over the weeks: median change of the rate from week to week with its 95 % interval; neighbouring weeks are"
        " alike, which makes it look surer than it is."
    ),
    _(
        "This is a personal diary. It helps you record twitches and daily habits, see them on a calendar and make a"
        " summary you can take to a doctor. It is not a medical device: it does not diagnose, treat, prevent or"
        " monitor any disease."
    ),
    _("No clinician has reviewed this software."),
)


def how_made(translate: Translate) -> tuple[str, ...]:
    """The notes, with the versions of the program, the rules and the trigger analysis."""
    versions = {"%(version)s": VERSION, "%(rules)s": str(RULES_VERSION), "%(triggers)s": METHOD.version}
    return tuple(_filled(translate(note), versions) for note in NOTES)


def _filled(note: str, values: Mapping[str, str]) -> str:
    """By hand, for the notes say per cent as well."""
    for name, value in values.items():
        note = note.replace(name, value)
    return note
