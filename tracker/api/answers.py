"""The answer to what was saved: an emergency first, whatever else there is to say."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from tracker.api.access import ApiRequest
from tracker.pages.emergency import Emergency

JSON, TEXT = "application/json", "text/plain"


def saved(
    request: ApiRequest, outcome: str, emergency: Emergency | None, text: str = "", status: int = 200, **members: Any
) -> HttpResponse:
    """Answer a write: JSON, or one line of text for the notification of a phone that asks for it."""
    said = " ".join(part for part in (*_says(emergency), text) if part)
    if request.get_preferred_type([JSON, TEXT]) == TEXT:
        return HttpResponse(f"{said}\n", content_type="text/plain; charset=utf-8", status=status)
    body = {"saved": outcome, "text": said, "emergency": emergency_json(emergency), **members}
    return JsonResponse(body, status=status)


def emergency_json(emergency: Emergency | None) -> dict[str, Any] | None:
    """The number to call and what is said, or None."""
    return {"number": emergency.number, "says": _says(emergency)} if emergency else None


def _says(emergency: Emergency | None) -> list[str]:
    if emergency is None:
        return []
    call = _("Call %(number)s.") % {"number": emergency.number}
    urgent = [call, *(says for _rule, says in emergency.says), _("Even if it has passed.")]
    if emergency.medicines:
        names = ", ".join(emergency.medicines)
        urgent.append(_("Started or changed in the two weeks before: %(names)s.") % {"names": names})
    return urgent
