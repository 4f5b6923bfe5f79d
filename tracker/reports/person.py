"""Who keeps the diary, as far as it matters to a doctor, and how much the twitch troubles them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.records import Day, Diary, Person
from tracker.reference.sections import NOTHING_ON, SECTIONS
from tracker.reference.words import gettext_noop as _
from tracker.reports.bouts import score
from tracker.reports.facts import Fact, Say, Section
from tracker.reports.wording import day_text


def about_person(diary: Diary, say: Say) -> Section:
    """Age band, pregnancy and an earlier palsy where they were said; worry, and how much it gets in the way."""
    facts = (*_said(diary.person, say), *_troubled(diary.days, say))
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


def _troubled(days: Sequence[Day], say: Say) -> tuple[Fact, Fact]:
    impact, worry = say(_("Gets in the way")), say(_("Worry about it"))
    return (
        score("impact", impact, say(_("how much it gets in the way")), [day.impact for day in days], say),
        score("worry", worry, say(_("worry")), [day.worry for day in days], say),
    )
