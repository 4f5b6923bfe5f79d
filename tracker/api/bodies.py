"""Read what was sent, with the checks of a diary file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.utils.translation import gettext as _

from tracker.api.access import ApiRequest
from tracker.api.problems import ApiError
from tracker.core.formats import FileRefusedError, diary_json
from tracker.core.formats.json.pieces import entry_to_json
from tracker.core.formats.json.schema import FORMAT, VERSION
from tracker.core.formats.json.text import ObjectWithDuplicates, parse
from tracker.core.formats.validation.violations import InvalidValueError
from tracker.core.records import Diary, Exposure, resolve
from tracker.core.reference.limits import FUTURE_SLACK

MAX_KEY_CHARS = 64
MAX_FIELD_CHARS = 100
TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?")


def read_object(request: ApiRequest, names: Collection[str]) -> dict[str, Any]:
    """The JSON object that was sent, with these names only. No body is an empty object."""
    value = any_object(request)
    refuse(unknown_names(value, names))
    return value


def any_object(request: ApiRequest) -> dict[str, Any]:
    """The JSON object that was sent, with any names."""
    if not request.body:
        return {}
    if request.content_type != "application/json":
        raise ApiError(415, _("Send JSON, with Content-Type: application/json."))
    try:
        value = parse(request.body, _).value
    except FileRefusedError as refused:
        raise ApiError(400, str(refused)) from refused
    if not isinstance(value, dict):
        raise ApiError(422, _("Send a JSON object, such as {}."))
    return value


def unknown_names(value: dict[str, Any], names: Collection[str]) -> list[tuple[str, str]]:
    """The names of an object that are no fields or are there twice, each with its reason."""
    wrong = [(name, _("is not a field of this address")) for name in value if name not in names]
    if isinstance(value, ObjectWithDuplicates):
        wrong += [(name, _("is there twice")) for name in value.duplicates]
    return wrong


def refuse(errors: Iterable[tuple[str, str]], **members: Any) -> None:
    """Refuse what was sent for these fields, each with its reason; no error is no refusal."""
    found = list(errors)
    if found:
        raise fields_refused(*found, **members)


def fields_refused(*errors: tuple[str, str], **members: Any) -> ApiError:
    """The refusal of these fields, each with its reason."""
    found = [{"field": name[:MAX_FIELD_CHARS], "reason": reason} for name, reason in errors]
    return ApiError(422, _("Nothing was saved: something sent cannot be right."), errors=found, **members)


def id_of_request(request: ApiRequest) -> UUID:
    """The id of the entry: the same for the same Idempotency-Key of a token, else a new one."""
    key = idempotency_key(request)
    return uuid5(request.token.client_id, key) if key else uuid4()


def idempotency_key(request: ApiRequest) -> str:
    """The key that was sent, without the quotes of the draft standard."""
    key = request.headers.get("Idempotency-Key", "").strip().strip('"')
    if len(key) > MAX_KEY_CHARS:
        raise ApiError(400, _("An Idempotency-Key has at most 64 characters."))
    return key


def instant(value: Any, zone: str) -> datetime:
    """A time with an offset, or one of the person's clock without. Raises ApiError."""
    try:
        if not (isinstance(value, str) and TIME.fullmatch(value)):
            raise ValueError
        found = datetime.fromisoformat(value)
        return found.astimezone(UTC) if found.tzinfo else resolve(found, zone).instant
    except (ValueError, OverflowError) as error:
        raise bad_time() from error


def bad_time() -> ApiError:
    """The refusal of a time."""
    return fields_refused(("at", _("must be a time such as 2026-01-31T09:30:00+01:00")))


def written(at: datetime) -> str:
    """A time as a diary file has it."""
    return at.isoformat().replace("+00:00", "Z")


def checked(request: ApiRequest, exposures: Iterable[Exposure] = (), **sections: list[Any]) -> Diary:
    """The entries as a diary, checked as a file is. Raises InvalidValueError."""
    dates = [one["local_date"] for entries in sections.values() for one in entries if _is_date(one)]
    today = request.now.date().isoformat()
    empty: dict[str, Any] = {name: [] for name in ("days", "episodes", "readings")}
    document = empty | sections | {
        "format": FORMAT,
        "version": VERSION,
        "person": entry_to_json(request.user.person()),
        "first_day": min(dates, default=today),
        "last_day": max(dates, default=today),
        "exposures": [entry_to_json(one) for one in exposures],
    }  # fmt: skip
    return diary_json.check(document, request.now + FUTURE_SLACK)


def _is_date(entry: Any) -> bool:
    try:
        date.fromisoformat(entry["local_date"])
    except (KeyError, TypeError, ValueError):
        return False
    return True


def errors_of(error: InvalidValueError) -> list[tuple[str, str]]:
    """The path and the reason of each value that did not pass."""
    return [(".".join(map(str, one.path)), _(one.text) % one.values) for one in error.violations]


def errors_of_one(error: InvalidValueError, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """One reason for each field of the only entry; `names` are those of the address, where they are others."""
    found = {
        names.get(str(one.path[2]), str(one.path[2])): _(one.text) % one.values
        for one in reversed(error.violations)
        if len(one.path) > 2
    }
    return list(found.items()) or errors_of(error)
