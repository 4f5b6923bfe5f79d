"""Facts on onset, side of the face, and whether a doctor has looked at it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from tracker.core.analysis import DiaryDates
from tracker.core.records import Diary, Person, Place, Side
from tracker.core.reference.places import REGIONS
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Fact, Value
from tracker.core.reports.sections.places import first_noted
from tracker.core.reports.wording import days_text, month_text

Twitched = Collection[tuple[date, tuple[Place, ...]]]
"""Date and places of each episode."""

FACE = "face"
ALWAYS = {Side.LEFT: _("always left"), Side.RIGHT: _("always right"), Side.MIDLINE: _("in the middle only")}


def since_when(diary: Diary, dates: DiaryDates, twitched: Twitched, translate: Translate) -> tuple[Fact, ...]:
    """Onset, side and earlier consultation, from Settings and the diary up to the end of the period."""
    return (*_since(diary.person, dates, translate), *_side(twitched, translate), *_seen(diary, translate))


def _since(person: Person, dates: DiaryDates, translate: Translate) -> Iterator[Fact]:
    first, reported = min(dates.twitched, default=None), person.twitching_since
    if not (first or reported):
        return
    noted = first_noted(first, dates, translate) if first else ""
    values: dict[str, Value] = {
        "said": f"{reported:%Y-%m}" if reported else None,
        "first_noted": first.isoformat() if first else None,
        "diary_began": dates.first_logged.isoformat() if dates.first_logged else None,
    }
    if reported is None:
        yield Fact("since", translate(_("Twitching")), noted, "", values)
        return
    text = translate(_("since %(month)s, as the person says")) % {"month": month_text(reported, translate)}
    detail = translate(_("in the diary %(since)s")) % {"since": noted} if noted else ""
    yield Fact("since", translate(_("Twitching")), text, detail, values)


def _side(twitched: Twitched, translate: Translate) -> Iterator[Fact]:
    """The side of the face, from the person's view; midline places count for neither."""
    different = {places for _day, places in twitched}
    faces = {places: {place.side for place in places if _is_of_face(place)} for places in different}
    sides = [(day, faces[places] - {Side.MIDLINE}) for day, places in twitched if faces[places]]
    if not sides:
        return
    days = {side: len({day for day, found in sides if side in found}) for side in (Side.LEFT, Side.RIGHT)}
    seen = [side for side, count in days.items() if count]
    together = any(len(found) > 1 for _day, found in sides)
    values: dict[str, Value] = {"left_days": days[Side.LEFT], "right_days": days[Side.RIGHT], "together": together}
    if len(seen) < len(days):
        yield Fact(
            "side", translate(_("Side of the face")), translate(ALWAYS[seen[0] if seen else Side.MIDLINE]), "", values
        )
        return
    words = _("both sides, also together") if together else _("both sides, never together")
    detail = translate(_("left on %(left)s, right on %(right)s")) % {
        "left": days_text(days[Side.LEFT], translate),
        "right": days_text(days[Side.RIGHT], translate),
    }
    yield Fact("side", translate(_("Side of the face")), translate(words), detail, values)


def _is_of_face(place: Place) -> bool:
    return place.region in REGIONS and REGIONS[place.region].part == FACE


def _seen(diary: Diary, translate: Translate) -> Iterator[Fact]:
    """Whether a doctor has looked, from Settings; omitted if the diary has a visit."""
    person = diary.person
    if person.seen_by_doctor is None or any(visit.day <= diary.last_day for visit in diary.visits):
        return
    month = person.seen_by_doctor_in
    values = {"seen": person.seen_by_doctor, "month": f"{month:%Y-%m}" if month else None}
    text = translate(_("yes") if person.seen_by_doctor else _("not yet"))
    detail = translate(_("last in %(month)s")) % {"month": month_text(month, translate)} if month else ""
    yield Fact("seen_by_doctor", translate(_("A doctor has looked")), text, detail, values)
