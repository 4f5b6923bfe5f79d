"""The sections of the FHIR document: narrative text, and references to coded resources.

They are the sections of the summary in its order: what a person left out there is left out here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.core.reference.sections import ALWAYS
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports import facts
from tracker.core.reports.fhir.elements import Element, Resource, to
from tracker.core.reports.fhir.narrative import narrative, paragraph, section
from tracker.core.reports.summary import DoctorSummary


@dataclass(frozen=True)
class CompositionSection:
    """One section of the Composition."""

    title: str
    text: Element
    resources: Sequence[Resource] = ()

    def element(self) -> Element:
        """The FHIR element."""
        entry = {"entry": [to(resource["id"]) for resource in self.resources]} if self.resources else {}
        return {"title": self.title, "text": self.text, **entry}


def sections(
    summary: DoctorSummary, resources: Mapping[str, Sequence[Resource]], translate: Translate
) -> tuple[CompositionSection, ...]:
    """The reason, then every section of the summary with the `resources` under its key."""
    return (
        CompositionSection(translate(_("Reason for the summary")), _reason(summary)),
        *(CompositionSection(one.title, narrative(section(one)), resources.get(one.key, ()))
          for one in summary.sections if one.key != ALWAYS and (one.noted or resources.get(one.key))),
        *(CompositionSection(one.title, narrative(section(one))) for one in summary.sections if one.key == ALWAYS),
    )  # fmt: skip


def _reason(summary: DoctorSummary) -> Element:
    nothing = f"{summary.nothing_title}: {', '.join(summary.nothing_noted)}." if summary.nothing_noted else ""
    notes = (summary.period, summary.made, nothing)
    reason = facts.Section("reason", summary.title, facts=(summary.coverage,), notes=notes)
    return narrative(paragraph(summary.title), section(reason))
