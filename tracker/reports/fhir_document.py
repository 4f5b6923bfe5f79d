"""The sections of the FHIR document: what people read of each, and the coded entries it points to.

They are the summary's own sections in their order, so that what a person left out of the summary is left out here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracker.records import Diary, Medicine
from tracker.reference.sections import ALWAYS, SECTIONS
from tracker.reference.words import gettext_noop as _
from tracker.reports import facts
from tracker.reports.doctor_summary import DoctorSummary
from tracker.reports.facts import Say
from tracker.reports.fhir_narrative import listed, narrative, paragraph, section
from tracker.reports.fhir_parts import Element, Resource, to
from tracker.reports.wording import day_text


@dataclass(frozen=True)
class Section:
    """One section of the Composition."""

    title: str
    text: Element
    resources: Sequence[Resource] = ()

    def element(self) -> Element:
        """As it stands in the Composition."""
        entry = {"entry": [to(resource["id"]) for resource in self.resources]} if self.resources else {}
        return {"title": self.title, "text": self.text, **entry}


def sections(
    summary: DoctorSummary, diary: Diary, resources: Mapping[str, Sequence[Resource]], say: Say
) -> tuple[Section, ...]:
    """Why it was written, then every section of the summary, with the entries that `resources` has under its key."""
    return (
        Section(say(_("Reason for the summary")), _reason(summary)),
        *(Section(one.title, narrative(section(one)), resources.get(one.key, ())) for one in summary.sections
          if one.key != ALWAYS),
        *_not_in_summary(summary, diary, resources, say),
        *(Section(one.title, narrative(section(one))) for one in summary.sections if one.key == ALWAYS),
    )  # fmt: skip


def _reason(summary: DoctorSummary) -> Element:
    said = facts.Section("reason", summary.title, facts=(summary.coverage,), notes=(summary.period, summary.made))
    return narrative(paragraph(summary.title), section(said))


def _not_in_summary(
    summary: DoctorSummary, diary: Diary, resources: Mapping[str, Sequence[Resource]], say: Say
) -> Iterator[Section]:
    """Medicines and questions, as long as the summary has no section for them."""
    if summary.section("medicines") is None:
        yield Section(say(SECTIONS["medicines"]), _medicines(diary, say), resources["medicines"])
    if summary.section("questions") is None:
        yield Section(say(SECTIONS["questions"]), _questions(summary, diary, say))


def _medicines(diary: Diary, say: Say) -> Element:
    told = [_medicine(medicine, say) for medicine in diary.medicines]
    told += [f"{day_text(injection.day, say)}: {injection.product}" for injection in diary.injections]
    return narrative(listed(told) or paragraph(say(_("Nothing was written down."))))


def _medicine(medicine: Medicine, say: Say) -> str:
    """Name, dose, from when to when, in one line."""
    parts = [medicine.name, medicine.dose]
    if medicine.started:
        parts.append(say(_("from %(day)s")) % {"day": day_text(medicine.started, say)})
    if medicine.stopped:
        parts.append(say(_("until %(day)s")) % {"day": day_text(medicine.stopped, say)})
    return ", ".join(part for part in parts if part)


def _questions(summary: DoctorSummary, diary: Diary, say: Say) -> Element:
    """What the person wants to ask at visits that are still to come, today's too."""
    asked = [question for visit in diary.visits if visit.day >= summary.today for question in visit.questions]
    return narrative(listed(asked) or paragraph(say(_("None was written down."))))
