"""What the doctor's page shows, and in which order; what the person wants to ask; what goes into the PDF."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.forms.look_up import PeriodForm
from tracker.forms.numbers import WholeNumberField
from tracker.reference.limits import QUESTION_CHARS, QUESTIONS_PER_VISIT
from tracker.reference.sections import ALWAYS, EVERYTHING, SECTIONS, chosen


class PdfForm(PeriodForm):
    """The period, and whether the annex goes with its PDF: only where it was asked for."""

    annex = forms.BooleanField(
        label=_("PDF with an annex: charts, what had no room, and the episodes with their notes"), required=False
    )

    @classmethod
    def for_query(cls, query: Any, today: date) -> PdfForm:
        """The form for an address."""
        period = super().for_query(query, today).data
        return cls({**period, "annex": query.get("annex", "")}, today=today)


class DoctorPageForm(forms.Form):
    """A number for each section says where it stands; without one it is left out. Works without a script."""

    def __init__(self, *args: Any, sections: Iterable[str], questions: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [key for key in chosen(sections) if key != ALWAYS]
        in_order = [*shown, *(key for key in EVERYTHING if key not in (*shown, ALWAYS))]
        for key in in_order:
            self.fields[f"place_{key}"] = WholeNumberField(
                label=gettext(SECTIONS[key]), required=False, min_value=1, max_value=99
            )
            self.initial[f"place_{key}"] = shown.index(key) + 1 if key in shown else None
        self.fields["questions"] = forms.CharField(
            label=_("What I want to ask"),
            required=False,
            widget=forms.Textarea({"rows": 4}),
            help_text=_("One question on each line. They come after those that you wrote down for the next visit."),
        )
        self.initial["questions"] = "\n".join(questions)

    def clean_questions(self) -> list[str]:
        """Each line is one question."""
        lines = [" ".join(line.split()) for line in str(self.cleaned_data["questions"]).splitlines()]
        asked = [line for line in lines if line]
        if len(asked) > QUESTIONS_PER_VISIT:
            raise forms.ValidationError(_("Please ask at most %(most)d questions.") % {"most": QUESTIONS_PER_VISIT})
        if any(len(line) > QUESTION_CHARS for line in asked):
            raise forms.ValidationError(
                _("Please keep each question to %(most)d characters.") % {"most": QUESTION_CHARS}
            )
        return asked

    def places(self) -> list[forms.BoundField]:
        """The fields that say where a section stands, in the order in which they stand now."""
        return [self[name] for name in self.fields if name.startswith("place_")]

    def chosen(self) -> dict[str, list[str]]:
        """The sections that have a number, by that number, and the questions, as they are kept."""
        numbered = {key: self.cleaned_data.get(f"place_{key}") for key in EVERYTHING if key != ALWAYS}
        shown = [key for key, number in numbered.items() if number is not None]
        shown.sort(key=lambda key: numbered[key] or 0)
        return {"sections": shown, "questions": self.cleaned_data["questions"]}
