"""Save the check-in of a day, as its form does."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import fields
from datetime import date, timedelta
from typing import Any
from uuid import uuid4, uuid5

from django.http import HttpResponse
from django.utils.translation import gettext as _

from tracker import diary
from tracker.api.access import ApiRequest, Scope, endpoint
from tracker.api.answers import emergency_json, saved
from tracker.api.bodies import any_object, checked, errors_of, fields_refused, refuse, unknown_names
from tracker.api.problems import ApiError
from tracker.core.formats.json.pieces import entry_to_json
from tracker.core.formats.validation.violations import InvalidValueError
from tracker.core.records import Day, Diary, local_day
from tracker.core.reference.limits import FIRST_DATE
from tracker.models import Day as DayRow
from tracker.pages.emergency import Emergency, emergency_in

ANSWERS = tuple(field.name for field in fields(Day) if field.name not in ("id", "local_date"))


@endpoint("POST", Scope.ALL)
def check_in(request: ApiRequest, day: date) -> HttpResponse:
    """Save a check-in. A change of a stored one names its id and version; else both versions are the answer."""
    user = request.user
    sent = any_object(request)
    errors = unknown_names(sent, ("id", "version", "values", *ANSWERS))
    today = local_day(request.now, user.time_zone, user.day_starts_at)
    version, values = sent.pop("version", 1), sent.pop("values", {})
    if not FIRST_DATE <= day <= today + timedelta(days=1):
        errors.append(("date", _("must be a day that has begun")))
    if isinstance(version, bool) or not isinstance(version, int):
        errors.append(("version", _("must be a whole number")))
    if not isinstance(values, dict):
        errors.append(("values", _('must be an object such as {"sleep_h": 7.5}')))
    entry = {"id": str(uuid5(request.token.client_id, day.isoformat())), **sent, "local_date": day.isoformat()}
    refuse(errors, emergency=emergency_json(_of_signs(request, entry)))
    value = _checked(request, entry, values)
    (answers,) = value.days
    emergency = emergency_in(user, answers)
    if answers.no_twitch and user.episodes.filter(local_date=day).exists():
        refuse([("no_twitch", _("You logged an episode that day."))], emergency=emergency_json(emergency))
    amounts = {one.exposure: one.value for one in value.readings}
    result = diary.save_check_in(user, answers, {key: amounts.get(key) for key in values}, version)
    if result.outcome is diary.Outcome.CONFLICT:
        raise _conflict(request, result.row, answers, {**values}, emergency)
    status = 201 if result.outcome is diary.Outcome.ADDED else 200
    members = {"id": str(result.row.client_id), "version": result.row.version}
    return saved(request, result.outcome.value, emergency, _("Saved."), status, **members)


def _checked(request: ApiRequest, entry: dict[str, Any], values: dict[str, Any]) -> Diary:
    """The check-in and its values; null deletes a value."""
    rows = request.user.exposures.filter(key__in=values)
    amounts = {
        key: {"id": str(uuid4()), "exposure": key, "local_date": entry["local_date"], "value": value}
        for key, value in values.items()
        if value is not None
    }
    exposures = [row.record() for row in rows]
    known = {one.key for one in exposures}
    emergency = emergency_json(_of_signs(request, entry))
    refuse(((f"values.{key}", _("is not tracked here")) for key in values if key not in known), emergency=emergency)
    try:
        return checked(request, exposures, days=[entry], readings=list(amounts.values()))
    except InvalidValueError as error:
        errors = [(_plain(name, list(amounts)), reason) for name, reason in errors_of(error)]
        raise fields_refused(*errors, emergency=emergency) from error


def _plain(path: str, keys: list[str]) -> str:
    """The field as it was sent: without the section, and a value by its key."""
    section, _dot, rest = path.partition(".")
    position, _dot, field = rest.partition(".")
    return f"values.{keys[int(position)]}" if section == "readings" and position.isdigit() else field or path


def _of_signs(request: ApiRequest, entry: dict[str, Any]) -> Emergency | None:
    """The emergency of the signs alone, which must not wait until the rest is right."""
    with suppress(InvalidValueError, ApiError):
        only = {name: entry[name] for name in ("local_date", "signs") if name in entry}
        (day,) = checked(request, days=[{"id": str(uuid4()), **only}]).days
        return emergency_in(request.user, day)
    return None


def _conflict(
    request: ApiRequest, row: DayRow, answers: Day, values: dict[str, Any], emergency: Emergency | None
) -> ApiError:
    stored = entry_to_json(row.record()) | {"version": row.version}
    stored["values"] = diary.check_in_values(request.user, row.local_date)
    sent = entry_to_json(answers) | {"values": values}
    text = _("Nothing was saved: this day has a check-in that differs. To change it, send its id and version.")
    return ApiError(409, text, stored=stored, sent=sent, emergency=emergency_json(emergency))
