"""The section on the person: age band, pregnancy, palsy, answers from Settings, worry and impact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.core.records import Day, Diary, Person
from tracker.core.reference.sections import NOTHING_ON, SECTIONS
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Fact, Section
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
"""Questions of a specialist, answered once in Settings: field of `Person` and label."""


def person_section(diary: Diary, translate: Translate) -> Section:
    """Facts about the person that were given, and the scores of worry and impact."""
    facts = (
        *_said(diary.person, translate),
        *_answered_once(diary.person, translate),
        *_troubled(diary.days, translate),
    )
    return Section("person", translate(SECTIONS["person"]), facts=facts, nothing_on=translate(NOTHING_ON["person"]))


def _said(person: Person, translate: Translate) -> Iterator[Fact]:
    if person.under_16:
        yield Fact("age_band", translate(_("Age")), translate(_("under 16")), values={"under_16": True})
    if person.pregnant:
        yield Fact("pregnant", translate(_("Pregnant")), translate(_("yes")), values={"pregnant": True})
    if person.palsy_began:
        words = {None: "", True: translate(_("getting better")), False: translate(_("not getting better"))}
        values = {"began": person.palsy_began.isoformat(), "improving": person.palsy_improving}
        text = translate(_("since %(day)s")) % {"day": day_text(person.palsy_began, translate)}
        yield Fact(
            "palsy", translate(_("One side of the face paralysed")), text, words[person.palsy_improving], values
        )


def _answered_once(person: Person, translate: Translate) -> Iterator[Fact]:
    """One fact for all *yes* answers and one for all *no*."""
    for key, label, answer in (("answered_yes", _("Answered yes"), True), ("answered_no", _("Answered no"), False)):
        names = [name for name in ASKED_ONCE if getattr(person, name) is answer]
        if names:
            text = "; ".join(translate(ASKED_ONCE[name]) for name in names)
            yield Fact(key, translate(label), text, values=dict.fromkeys(names, answer))


def _troubled(days: Sequence[Day], translate: Translate) -> tuple[Fact, Fact]:
    impact, worry = translate(_("Gets in the way")), translate(_("Worry about it"))
    return (
        score("impact", impact, translate(_("how much it gets in the way")), [day.impact for day in days], translate),
        score("worry", worry, translate(_("worry")), [day.worry for day in days], translate),
    )
