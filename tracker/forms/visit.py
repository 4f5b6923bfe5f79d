"""The form of a visit to a doctor."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.core.records import MedicalTest, MedicalTestKind, ScaleScore, Visit
from tracker.core.reference.limits import (
    FIRST_DATE,
    LINE_CHARS,
    NAME_CHARS,
    QUESTION_CHARS,
    QUESTIONS_PER_VISIT,
    RESULT_CHARS,
    SCALE_SCORE,
    SCORES_PER_VISIT,
    TESTS_PER_VISIT,
)
from tracker.core.reference.scales import SCALES
from tracker.forms.fields import FieldConverter, NoteField
from tracker.forms.medicine import suggested
from tracker.forms.numbers import NumberField
from tracker.forms.rows import Rows, RowsForm
from tracker.forms.wall_time import DateInput

MAX_AHEAD = timedelta(days=3_660)
"""A later visit is taken for a wrong year."""

KINDS = {
    MedicalTestKind.BLOOD: _("Blood"),
    MedicalTestKind.NERVE: _("Nerve or muscle"),
    MedicalTestKind.IMAGING: _("Imaging"),
    MedicalTestKind.OTHER: _("Other"),
}

TESTS = Rows(
    "test",
    {
        "kind": lambda: forms.ChoiceField(
            label=_("Kind"), required=False, choices=[("", _("Not chosen")), *((k.value, n) for k, n in KINDS.items())]
        ),
        "name": lambda: forms.CharField(label=_("What was tested"), required=False, max_length=NAME_CHARS),
        "result": lambda: forms.CharField(label=_("Result"), required=False, max_length=RESULT_CHARS),
    },
    needs="name",
    question=_("What was tested?"),
    max_rows=TESTS_PER_VISIT,
)

SCORES = Rows(
    "score",
    {
        "scale": lambda: forms.CharField(
            label=_("Scale"), required=False, max_length=NAME_CHARS, widget=suggested("scales")
        ),
        "score": lambda: NumberField(
            label=_("Score"), required=False, min_value=SCALE_SCORE[0], max_value=SCALE_SCORE[1]
        ),
    },
    needs="scale",
    question=_("On which scale? A number alone says nothing."),
    max_rows=SCORES_PER_VISIT,
)


class QuestionsField(forms.CharField):
    """One question per line, without blank lines. The value is a tuple of questions."""

    def __init__(self) -> None:
        super().__init__(
            label=_("What do you want to ask?"),
            required=False,
            help_text=_("One question per line."),
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def to_python(self, value: Any) -> Any:
        """The lines."""
        text = (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")
        return tuple(line.strip() for line in text.split("\n") if line.strip())

    def validate(self, value: Any) -> None:
        """Refuse too many questions or too long ones, and say which line it is."""
        if len(value) > QUESTIONS_PER_VISIT:
            raise forms.ValidationError(
                _("These are %(count)d questions; %(most)d can be kept."),
                params={"count": len(value), "most": QUESTIONS_PER_VISIT},
            )
        for number, question in enumerate(value, start=1):
            if len(question) > QUESTION_CHARS:
                raise forms.ValidationError(
                    _(
                        "Question %(number)d has %(length)d characters; up to %(most)d can be kept. Please shorten it,"
                        " or spread it over several lines."
                    ),
                    params={"number": number, "length": len(question), "most": QUESTION_CHARS},
                )

    def run_validators(self, value: Any) -> None:
        """The checks of a text, on the text."""
        super().run_validators("\n".join(value))

    def prepare_value(self, value: Any) -> Any:
        """Stored questions as lines; what was typed as it was typed."""
        return "\n".join(value) if isinstance(value, tuple) else value


class VisitForm(RowsForm):
    """Only the day is required; it may be in the future."""

    record_type = Visit
    converters = {
        "tests": FieldConverter(
            lambda form: form.tests(),
            lambda visit: TESTS.initial({**vars(test), "kind": test.kind.value} for test in visit.tests),
        ),
        "scores": FieldConverter(
            lambda form: form.scores(), lambda visit: SCORES.initial(vars(score) for score in visit.scores)
        ),
    }
    rows = (TESTS, SCORES)

    day = forms.DateField(label=_("Day"), widget=DateInput())
    who = forms.CharField(label=_("With whom"), required=False, max_length=LINE_CHARS)
    questions = QuestionsField()
    findings = NoteField(label=_("What was found"))
    agreed = NoteField(label=_("What was agreed"))
    note = NoteField()

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_day(self) -> date:
        """A day within ten years."""
        day: date = self.cleaned_data["day"]
        if not FIRST_DATE <= day <= (self.now + MAX_AHEAD).date():
            raise forms.ValidationError(_("Please check the year."))
        return day

    def clean(self) -> dict[str, Any]:
        """Require a number for each scale, within its range."""
        data = super().clean()
        for n, row in self.filled_rows(SCORES):
            name, scale = SCORES.field(n, "score"), SCALES.get(row["scale"] or "")
            if name in self.errors:
                continue
            if row["score"] is None:
                self.add_error(name, _("Which number was it?"))
            elif scale and not scale.low <= row["score"] <= scale.high:
                text = gettext("This scale goes from %(low)d to %(high)d.")
                self.add_error(name, text % {"low": scale.low, "high": scale.high})
        return data

    def tests(self) -> tuple[MedicalTest, ...]:
        """The tests that were done or ordered."""
        return tuple(
            MedicalTest(MedicalTestKind(row["kind"] or MedicalTestKind.OTHER), row["name"], row["result"])
            for _n, row in self.filled_rows(TESTS)
        )

    def scores(self) -> tuple[ScaleScore, ...]:
        """The doctor's ratings."""
        return tuple(ScaleScore(**row) for _n, row in self.filled_rows(SCORES))
