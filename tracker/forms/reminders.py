"""What a person is reminded of, and what a browser sends when it subscribes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tracker.forms.wall_time import TimeInput
from tracker.models import ReminderSettings
from tracker.push.delivery import ENDPOINT_CHARS, is_known_service
from tracker.push.encryption import AUTH_BYTES, from_text, is_key


class ReminderForm(forms.ModelForm):  # type: ignore[type-arg]
    """The same for all devices of a person."""

    class Meta:
        """What can be chosen."""

        model = ReminderSettings
        fields = ("check_in", "at", "left_open", "title")
        widgets = {"at": TimeInput()}
        help_texts = {
            "title": _("Others may see it on your screen. If you leave it empty, it says “A minute for the diary”."),
        }


class SubscriptionForm(forms.Form):
    """The address and the keys of a subscription. The script of the page fills them in."""

    endpoint = forms.CharField(max_length=ENDPOINT_CHARS, widget=forms.HiddenInput)
    key = forms.CharField(max_length=100, widget=forms.HiddenInput)
    auth = forms.CharField(max_length=30, widget=forms.HiddenInput)

    def clean_endpoint(self) -> str:
        """Refuse a push service that is not known here."""
        endpoint: str = self.cleaned_data["endpoint"]
        if not is_known_service(endpoint):
            raise forms.ValidationError(_("The maker of this browser is not known here."))
        return endpoint

    def clean(self) -> dict[str, Any]:
        """Refuse keys that nothing can be encrypted with."""
        cleaned = super().clean() or self.cleaned_data
        try:
            fits = is_key(from_text(cleaned.get("key", ""))) and len(from_text(cleaned.get("auth", ""))) == AUTH_BYTES
        except ValueError:
            fits = False
        if not fits:
            raise forms.ValidationError(_("These keys cannot be used."))
        return cleaned
