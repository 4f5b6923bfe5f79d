"""Log a twitch, stop it, and send values."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from tracker import diary
from tracker.api.access import ApiRequest, Scope, endpoint
from tracker.api.answers import saved
from tracker.api.bodies import (
    bad_time,
    checked,
    errors_of,
    errors_of_one,
    fields_refused,
    id_of_request,
    idempotency_key,
    instant,
    read_object,
    written,
)
from tracker.api.problems import ApiError
from tracker.core.formats.validation.violations import InvalidValueError
from tracker.core.records import Episode, local_day
from tracker.core.reference.limits import DURATION_S, MAX_LOG_IN_BYTES
from tracker.pages.body_limit import allow_body
from tracker.pages.emergency import emergency_in

MAX_VALUES = 500
MAX_MINUTES = DURATION_S[1] // 60
CLOCK_SLACK = timedelta(minutes=5)
"""How far a phone's clock may be ahead, so that the same request again is the same."""

TWITCH = ("place", "side", "at", "minutes", "still_going")
FIELDS = {"places": "place", "onset": "at", "local_date": "at", "duration_s": "minutes"}


@endpoint("POST", Scope.LOG, Scope.ALL)
def twitch(request: ApiRequest) -> HttpResponse:
    """Log one episode. Everything is optional: nothing sent is a twitch that just happened."""
    sent = read_object(request, TWITCH)
    episode = _episode(request, sent)
    result = diary.log_episode(request.user, episode)
    stored = result.row.record()
    if result.outcome is not diary.Outcome.ADDED and _is_another(sent, episode, stored):
        raise ApiError(422, _("This Idempotency-Key was used for another twitch. Nothing was saved."))
    texts = {
        diary.Outcome.ADDED: _("Noted."),
        diary.Outcome.CHANGED: _("The place is corrected."),
        diary.Outcome.UNCHANGED: _("Noted before; nothing was added."),
    }
    return saved(
        request,
        result.outcome.value,
        emergency_in(request.user, stored, result.has_sign),
        texts[result.outcome],
        201 if result.outcome is diary.Outcome.ADDED else 200,
        id=str(stored.id),
    )


def _episode(request: ApiRequest, sent: dict[str, Any]) -> Episode:
    """The episode as it was sent, checked as one of a file. Times ahead by a wrong clock count as now."""
    user, minutes = request.user, sent.get("minutes")
    if minutes is not None and (isinstance(minutes, bool) or not isinstance(minutes, int | float)):
        raise fields_refused(("minutes", _("must be a number")))
    entry: dict[str, Any] = {"id": str(id_of_request(request)), "zone": user.time_zone, "places": _places(sent)}
    entry["still_going"] = sent.get("still_going", False)
    if minutes is not None:
        entry["duration_s"] = minutes * 60 if isinstance(minutes, int) else _whole(minutes * 60)
    onset = instant(sent["at"], user.time_zone) if "at" in sent else _began(request.now, minutes)
    try:
        entry |= {"onset": written(onset), "local_date": _day(request, onset)}
        (episode,) = checked(request, episodes=[entry]).episodes
    except InvalidValueError as error:
        raise fields_refused(*errors_of_one(error, FIELDS)) from error
    now = min(episode.onset, request.now)
    return episode if now == episode.onset else _episode(request, sent | {"at": written(now)})


def _whole(seconds: float) -> float | int:
    """Whole seconds; what is no finite number stays, and is refused."""
    return round(seconds) if abs(seconds) < float("inf") else seconds


def _began(now: datetime, minutes: float | None) -> datetime:
    """Now, or so many minutes ago if the episode lasted that long. A length that is refused does not matter."""
    return now - timedelta(minutes=minutes) if minutes and 0 < minutes <= MAX_MINUTES else now


def _day(request: ApiRequest, at: datetime) -> str:
    try:
        return local_day(at, request.user.time_zone, request.user.day_starts_at).isoformat()
    except OverflowError as error:
        raise bad_time() from error


def _places(sent: dict[str, Any]) -> list[Any]:
    """The place with its side: `chin:left`, or `chin` with the side left."""
    if "place" not in sent:
        if "side" in sent:
            raise fields_refused(("place", _("is missing")))
        return []
    place, side = sent["place"], sent.get("side")
    return [f"{place}:{side}" if "side" in sent and isinstance(place, str) else place]


def _is_another(sent: dict[str, Any], new: Episode, stored: Episode) -> bool:
    """Whether a request with a known key says something else. Where it twitches may be corrected, as on the pages."""
    if "at" in sent and abs(new.onset - stored.onset) > CLOCK_SLACK:
        return True
    return "minutes" in sent and not stored.still_going and new.duration_s != stored.duration_s


@endpoint("POST", Scope.LOG, Scope.ALL)
def stop(request: ApiRequest) -> HttpResponse:
    """Stop the newest running episode, now or at a time. Without one, nothing happens."""
    sent, key = read_object(request, ("at",)), idempotency_key(request)
    at = min(instant(sent["at"], request.user.time_zone), request.now) if "at" in sent else request.now
    if key and key in request.token.stop_keys:
        newest = request.user.episodes.newest().first()
        emergency = emergency_in(request.user, newest.record()) if newest else None
        return saved(request, "unchanged", emergency, _("Noted before."))
    row = request.user.episodes.running().filter(onset__lte=at).first()
    if row is None:
        return saved(request, "unchanged", None, _("No twitch was running."))
    if key:
        diary.remember_stop(request.token, key)
    lasted_s = int((at - row.onset).total_seconds())
    diary.stop_episode(request.user, row, min(lasted_s, DURATION_S[1]))
    row.refresh_from_db()
    return saved(request, "changed", emergency_in(request.user, row.record()), _("Noted. Good that it stopped."))


@allow_body(MAX_LOG_IN_BYTES, anonymous=True)
@endpoint("POST", Scope.LOG, Scope.ALL)
def readings(request: ApiRequest) -> HttpResponse:
    """Save up to 500 values with ids of their own: all of them or none."""
    sent = read_object(request, ("readings",)).get("readings")
    if not isinstance(sent, list) or not 0 < len(sent) <= MAX_VALUES:
        raise fields_refused(("readings", _("must be a list of 1 to 500 values")))
    keys = {one["exposure"] for one in sent if isinstance(one, dict) and isinstance(one.get("exposure"), str)}
    exposures = [row.record() for row in request.user.exposures.filter(key__in=keys)]
    try:
        value = checked(request, exposures, readings=sent)
    except InvalidValueError as error:
        raise fields_refused(*errors_of(error)) from error
    if not diary.count_values(request.token, len(sent)):
        raise ApiError(429, _("That was too much: 5,000 values a day are allowed."), {"Retry-After": "86400"})
    merged = diary.save_entries(request.user, value)
    if merged.differences:
        ids = list(dict.fromkeys(_id_of(one.other) for one in merged.differences))
        raise ApiError(409, _("Nothing was saved: some of these values are different in the diary."), ids=ids)
    outcome = "added" if merged.added else "unchanged"
    counts = {"added": merged.added, "unchanged": merged.unchanged}
    text = _("Saved: %(added)d new values, %(unchanged)d were there already.") % counts
    return saved(request, outcome, None, text, 201 if merged.added else 200, **counts)


def _id_of(entry: Any) -> str:
    found: UUID = entry.id
    return str(found)
