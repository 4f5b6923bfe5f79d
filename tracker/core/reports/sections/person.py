"""Who keeps the diary, as far as it matters to a doctor, and how much the twitch troubles them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.core.records import Day, Diary, Person
from tracker.core.reference.sections import NOTHING_ON, SECTIONS
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Fact, Say, Section
from tracker.core.reports.sections.episodes import score
from tracker.core.reports.wording import day_text

ASKED_ONCE = {
    "set_off": _("Set off by light, wind, reading or talking"),
    "touch_eases": _("Eased by a touch"),
    "mouth_moves": _("Mouth moves when the eyes shut"),
    "brow_rises": _("Brow rises when the eye shuts"),
    "hurt_before": _("Earlier palsy, injury or operation there"),
    "runs_in_family": _("Also in the family"),
}
"""What a specialist asks and the person answered once, in Settings: a field of `Person` and its label."""


def about_person(diary: Diary, say: Say) -> Section:
    """Age band, pregnancy, an earlier palsy and answers given once, where they were said; worry and impact."""
    facts = (*_said(diary.person, say), *_answered_once(diary.person, say), *_troubled(diary.days, say))
    return Section("person", say(SECTIONS["person"]), facts=facts, nothing_on=say(NOTHING_ON["person"]))


def _said(person: Person, say: Say) -> Iterator[Fact]:
    if person.under_16:
        yield Fact("age_band", say(_("Age")), say(_("under 16")), values={"under_16": True})
    if person.pregnant:
        yield Fact("pregnant", say(_("Pregnant")), say(_("yes")), values={"pregnant": True})
    if person.palsy_began:
        words = {None: "", True: say(_("getting better")), False: say(_("not getting better"))}
        values = {"began": person.palsy_began.isoformat(), "improving": person.palsy_improving}
        text = say(_("since %(day)s")) % {"day": day_text(person.palsy_began, say)}
        yield Fact("palsy", say(_("One side of the face paralysed")), text, words[person.palsy_improving], values)


def _answered_once(person: Person, say: Say) -> Iterator[Fact]:
    """The answers by what they are: all that are yes in one fact, all that are no in another."""
    for key, label, answer in (("answered_yes", _("Answered yes"), True), ("answered_no", _("Answered no"), False)):
        names = [name for name in ASKED_ONCE if getattr(person, name) is answer]
        if names:
            text = "; ".join(say(ASKED_ONCE[name]) for name in names)
            yield Fact(key, say(label), text, values=dict.fromkeys(names, answer))


def _troubled(days: Sequence[Day], say: Say) -> tuple[Fact, Fact]:
    impact, worry = say(_("Gets in the way")), say(_("Worry about it"))
    return (
        score("impact", impact, say(_("how much it gets in the way")), [day.impact for day in days], say),
        score("worry", worry, say(_("worry")), [day.worry for day in days], say),
    )
