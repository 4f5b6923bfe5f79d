"""Forms of a shared link: what it shows and how long, and the pass code of its reader."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.core.records import resolve
from tracker.core.reference.limits import SHARED_DAYS
from tracker.core.reference.sections import ALWAYS, SECTIONS
from tracker.forms.check_in import new_id
from tracker.forms.search import PeriodForm
from tracker.forms.wall_time import DateInput
from tracker.models import User
from tracker.models.secret import CODE_DIGITS, new_code, new_token

MAX_DRAFT_AGE_S = 24 * 3600
LOST = _("This page lay open for too long. Nothing is made yet; please press the button once more.")


@dataclass(frozen=True)
class LinkDraft:
    """The secrets of a new link: its id, the token of its address and its pass code.

    They are part of the form, signed for one user. So a form sent twice can show the address twice, although only a
    hash of it is stored.
    """

    client_id: UUID
    token: str
    code: str

    @classmethod
    def new(cls) -> LinkDraft:
        """New secrets."""
        return cls(new_id(), new_token(), new_code())

    def signed(self, user: User) -> str:
        """The signed text for the form of this user."""
        return signing.dumps(asdict(self) | {"client_id": str(self.client_id)}, salt=_salt(user))

    @classmethod
    def read(cls, text: str, user: User) -> LinkDraft:
        """The draft that was signed for this user within a day. Raises signing.BadSignature."""
        said = signing.loads(text, salt=_salt(user), max_age=MAX_DRAFT_AGE_S)
        return cls(UUID(said["client_id"]), said["token"], said["code"])


def _salt(user: User) -> str:
    return f"levator.draft-of-link:{user.pk}"


def _offered(user: User) -> list[str]:
    return [key for key in user.doctor_sections if key != ALWAYS]


class LinkForm(PeriodForm):
    """The period and the sections to show, and until when. `now` is the time where the person is.

    The sections are those of the person's page for the doctor, in their order; a link may leave some of them out.
    """

    sections = forms.MultipleChoiceField(
        label=_("What it shows"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one.")},
    )
    ends_on = forms.DateField(
        label=_("It opens until the end of"), widget=DateInput(), help_text=_("At most 90 days from today.")
    )
    with_code = forms.BooleanField(
        label=_("Ask for a pass code"),
        required=False,
        help_text=_("Six digits that you say, in person or on the telephone, and never send beside the link."),
    )
    draft = forms.CharField(widget=forms.HiddenInput, error_messages={"required": LOST})

    def __init__(self, *args: Any, user: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.now = user, now
        sections = cast(forms.MultipleChoiceField, self.fields["sections"])
        sections.choices = [(key, _(SECTIONS[key])) for key in _offered(user)]

    @classmethod
    def to_fill_in(cls, query: Any, user: User, now: datetime, today: date) -> LinkForm:
        """An empty form for the period and the sections that an address names, or for the usual ones."""
        usual = dict(PeriodForm.for_query({}, today).data)
        initial = usual | {name: query[name] for name in usual if query.get(name)}
        initial["sections"] = query.getlist("sections") or _offered(user)
        initial["ends_on"] = now.date() + timedelta(days=SHARED_DAYS[1])
        initial["draft"] = LinkDraft.new().signed(user)
        return cls(initial=initial, user=user, now=now, today=today)

    def clean_ends_on(self) -> date:
        """Today at the earliest, three months from now at the latest."""
        ends: date = self.cleaned_data["ends_on"]
        if ends < self.now.date():
            raise forms.ValidationError(_("This day is over."))
        if ends > self.now.date() + timedelta(days=SHARED_DAYS[2]):
            raise forms.ValidationError(_("Please choose a day within the next 90 days."))
        return ends

    def clean_draft(self) -> LinkDraft:
        """The secrets as they were signed; a page that lost them is given new ones."""
        try:
            return LinkDraft.read(self.cleaned_data["draft"], self.user)
        except signing.BadSignature as lost:
            raise forms.ValidationError(LOST) from lost

    def clean(self) -> dict[str, Any]:
        """A page that lost its secrets is given new ones, so that pressing once more works."""
        if "draft" in self.errors:
            data = cast(QueryDict, self.data).copy()
            data["draft"] = LinkDraft.new().signed(self.user)
            self.data = data
        return super().clean()

    def ends_at(self) -> datetime:
        """The first instant after the last day, in the user's time zone."""
        after = datetime.combine(self.cleaned_data["ends_on"] + timedelta(days=1), time())
        return resolve(after, self.user.time_zone).instant


class CodeForm(forms.Form):
    """The pass code as a reader types it, with blanks or hyphens where they like."""

    code = forms.CharField(
        label=_("Pass code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        help_text=_("Six digits. Whoever gave you this link can tell you."),
    )

    def clean_code(self) -> str:
        """Refuse anything but six digits, without counting it as a wrong code."""
        digits = "".join(letter for letter in self.cleaned_data["code"] if letter not in " -\u00a0\u2009")
        if len(digits) != CODE_DIGITS or not (digits.isascii() and digits.isdigit()):
            raise forms.ValidationError(_("A pass code has six digits."))
        return digits
