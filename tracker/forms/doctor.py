"""Forms of the doctor's page: sections, their order, questions, and the period of the PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.core.reference.sections import ALL_SECTIONS, ALWAYS, SECTIONS, hidden_sections, valid_sections
from tracker.forms.search import PeriodForm
from tracker.forms.visit import QuestionsField


class PdfForm(PeriodForm):
    """The period, and whether the PDF has an annex."""

    annex = forms.BooleanField(
        label=_("PDF with an annex: charts, what had no room, and the episodes with their notes"), required=False
    )

    @classmethod
    def for_query(cls, query: Any, today: date) -> PdfForm:
        """The form for a query string."""
        period = super().for_query(query, today).data
        return cls({**period, "annex": query.get("annex", "")}, today=today)


@dataclass(frozen=True)
class SectionRow:
    """A section in the form: whether it is shown, and which ways it can move."""

    key: str
    title: str
    is_shown: bool
    can_go_up: bool
    can_go_down: bool


class DoctorPageForm(forms.Form):
    """A box to tick for each section, in the order they are shown, and the questions.

    A button moves one section by one place; it sends the whole form, so that it works without a script.
    """

    order = forms.CharField(required=False, widget=forms.HiddenInput)
    show = forms.MultipleChoiceField(required=False)
    questions = QuestionsField()
    shown_before = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args: Any, sections: Iterable[str], questions: Sequence[str], **kwargs: Any) -> None:
        shown = [key for key in valid_sections(sections) if key != ALWAYS]
        order = ",".join([*shown, *hidden_sections(shown)])
        first = {"order": order, "show": shown, "questions": tuple(questions), "shown_before": "\n".join(questions)}
        super().__init__(*args, **{**kwargs, "initial": first})
        self.fields["show"].choices = [(key, SECTIONS[key]) for key in ALL_SECTIONS if key != ALWAYS]  # type: ignore[attr-defined]

    def rows(self) -> list[SectionRow]:
        """The sections in the order in which they are in the form."""
        shown = self["show"].value() or ()
        order = _completed(self["order"].value() or "")
        return [
            SectionRow(key, gettext(SECTIONS[key]), key in shown, key != order[0], key != order[-1]) for key in order
        ]

    def shown(self, move: str = "") -> list[str]:
        """The sections that are ticked, after this button was pressed: "up course" or "down course"."""
        order = _completed(self.cleaned_data["order"])
        way, _blank, key = move.partition(" ")
        if key in order and way in STEPS:
            at = order.index(key)
            order.insert(min(max(at + STEPS[way], 0), len(order) - 1), order.pop(at))
        return [key for key in order if key in self.cleaned_data["show"]]

    def questions_shown_before(self) -> list[str]:
        """The questions that the form showed when it was opened."""
        return str(self.cleaned_data["shown_before"]).splitlines()


STEPS = {"up": -1, "down": 1}


def _completed(order: str) -> list[str]:
    """Every section once: those listed, then the others."""
    listed = [key for key in dict.fromkeys(order.split(",")) if key in SECTIONS and key != ALWAYS]
    return [*listed, *hidden_sections(listed)]
