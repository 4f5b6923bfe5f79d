"""The form of a new token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tracker.core.reference.limits import NAME_CHARS
from tracker.forms.check_in import new_id
from tracker.forms.share import LOST, MAX_DRAFT_AGE_S
from tracker.models import ApiToken, User
from tracker.models.secret import digest_of, new_token

MONTH, YEAR, NEVER = "month", "year", "never"
LIVES = {MONTH: timedelta(days=30), YEAR: timedelta(days=365), NEVER: None}
START_CHARS = 4


@dataclass(frozen=True)
class TokenDraft:
    """The id and the secret of a new token, signed for one user.

    They are part of the form, so that a form sent twice can show the token twice, although only a hash is stored.
    """

    client_id: UUID
    secret: str

    @classmethod
    def signed(cls, user: User) -> str:
        """A new draft as the text for the form of this user."""
        return signing.dumps([str(new_id()), new_token()], salt=_salt(user))

    @classmethod
    def read(cls, text: str, user: User) -> TokenDraft:
        """The draft that was signed for this user within a day. Raises signing.BadSignature."""
        client_id, secret = signing.loads(text, salt=_salt(user), max_age=MAX_DRAFT_AGE_S)
        return cls(UUID(client_id), secret)


def _salt(user: User) -> str:
    return f"levator.draft-of-token:{user.pk}"


class TokenForm(forms.Form):
    """What the token is for, what it may do, and until when."""

    name = forms.CharField(
        label=_("Name"), max_length=NAME_CHARS, help_text=_("So that you know it again, such as: button on my phone.")
    )
    scope = forms.ChoiceField(
        label=_("What it may do"),
        choices=ApiToken.Scope.choices,
        initial=ApiToken.Scope.LOG,
        widget=forms.RadioSelect,
    )
    life = forms.ChoiceField(
        label=_("It ends"),
        choices=[(MONTH, _("in 30 days")), (YEAR, _("in a year")), (NEVER, _("never: for “Log only”"))],
        initial=YEAR,
        widget=forms.RadioSelect,
    )
    draft = forms.CharField(widget=forms.HiddenInput, error_messages={"required": LOST})

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["draft"].initial = TokenDraft.signed(user)

    def clean_draft(self) -> TokenDraft:
        """The secret as it was signed."""
        try:
            return TokenDraft.read(self.cleaned_data["draft"], self.user)
        except signing.BadSignature as lost:
            raise forms.ValidationError(LOST) from lost

    def clean(self) -> dict[str, Any]:
        """Refuse a token that reads and never ends. A page that lost its secret is given a new one."""
        if "draft" in self.errors:
            data = cast(QueryDict, self.data).copy()
            data["draft"] = TokenDraft.signed(self.user)
            self.data = data
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("life") == NEVER and cleaned.get("scope") != ApiToken.Scope.LOG:
            self.add_error("life", _("Only a token for “Log only” may have no end."))
        return cleaned

    def token(self) -> str:
        """The token as it is shown, once."""
        return f"levator_{self.cleaned_data['scope']}_{self.cleaned_data['draft'].secret}"

    def row(self, now: datetime) -> ApiToken:
        """The token as a row that is not saved."""
        draft, life = self.cleaned_data["draft"], LIVES[self.cleaned_data["life"]]
        return ApiToken(
            client_id=draft.client_id,
            name=self.cleaned_data["name"],
            scope=self.cleaned_data["scope"],
            digest=digest_of(self.token()),
            start=draft.secret[:START_CHARS],
            made_at=now,
            ends_at=now + life if life else None,
        )
