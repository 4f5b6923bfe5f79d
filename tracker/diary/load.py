"""Load a diary, or a part of it, from the tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Q, Subquery
from django.utils.translation import gettext

from tracker.core.merging.diaries import CHECK_IN, other_id
from tracker.core.records import Diary, Dose, WatchedSign
from tracker.core.reference.exposures import BY_KEY
from tracker.models import Medicine, User

if TYPE_CHECKING:
    from tracker.diary.background import Background

NO_ENTRY_YET = date(2000, 1, 1)
"""First and last day of a diary in which nothing was ever logged."""


def load(
    user: User,
    first_day: date,
    last_day: date,
    readings_from: date | None = None,
    *,
    treatments: bool = True,
    background: Background | None = None,
) -> Diary:
    """Load the diary of a period, both days included. Nine queries, whatever its length.

    Most rows are readings: `readings_from` loads only those from that day on. Without `treatments`, doses, injections,
    visits and experiments are left out and it takes five queries; charts do not need them. With `background` it takes
    three, and all but the doses is there.
    """
    if background is not None:
        return _load_dated(user, first_day, last_day, readings_from, background)
    period = Diary(user.person(), first_day, last_day)
    values = Diary(user.person(), readings_from or first_day, last_day)
    exposures = list(user.exposures.all())
    keys = {exposure.pk: exposure.key for exposure in exposures}
    medicines = list(user.medicines.all())
    twitching = Diary(
        person=user.person(),
        first_day=first_day,
        last_day=last_day,
        days=tuple(user.days.between(period).records()),
        episodes=tuple(user.episodes.between(period).records()),
        exposures=tuple(exposure.record() for exposure in exposures),
        readings=tuple(user.readings.between(values).reading_records(keys)),
        medicines=tuple(medicine.record() for medicine in medicines),
    )
    return _with_treatments(user, twitching, medicines) if treatments else twitching


def _load_dated(
    user: User, first_day: date, last_day: date, readings_from: date | None, background: Background
) -> Diary:
    period = Diary(user.person(), first_day, last_day)
    values = Diary(user.person(), readings_from or first_day, last_day)
    dated = replace(
        period,
        days=tuple(user.days.between(period).records()),
        episodes=tuple(user.episodes.between(period).records()),
        readings=tuple(user.readings.between(values).reading_records(background.keys)),
    )
    return with_background(dated, background)


def with_background(dated: Diary, background: Background) -> Diary:
    """A diary of dated entries with what it holds beside them."""
    return replace(
        dated,
        exposures=background.exposures,
        medicines=background.medicines,
        injections=background.injections,
        visits=background.visits,
        experiments=background.experiments,
    )


def with_doses(user: User, diary: Diary, background: Background) -> Diary:
    """A diary with its doses. One query."""
    return replace(diary, doses=tuple(_doses(user, diary, background.courses)))


def _with_treatments(user: User, diary: Diary, medicines: Iterable[Medicine]) -> Diary:
    return replace(
        diary,
        doses=tuple(_doses(user, diary, {medicine.pk: medicine.client_id for medicine in medicines})),
        injections=tuple(injection.record() for injection in user.injections.all()),
        visits=tuple(visit.record() for visit in user.visits.all()),
        experiments=tuple(row.record() for row in user.experiments.all()),
    )


def _doses(user: User, period: Diary, courses: Mapping[int, UUID]) -> Iterator[Dose]:
    """The doses of the medicines that were loaded."""
    for dose in user.doses.between(period):
        if dose.medicine_id in courses:
            yield dose.record(courses[dose.medicine_id])


def load_signs(user: User, first_day: date, last_day: date) -> Diary:
    """Load what the emergency rules read: entries of a period, medicines and injections. Four queries."""
    period = Diary(user.person(), first_day, last_day)
    return replace(
        period,
        days=tuple(user.days.between(period).records()),
        episodes=tuple(user.episodes.between(period).records()),
        medicines=tuple(medicine.record() for medicine in user.medicines.all()),
        injections=tuple(injection.record() for injection in user.injections.all()),
    )


def has_sign(user: User, day: date) -> bool:
    """Whether any entry of that date names a sign. One query."""
    kinds = (user.days, user.episodes)
    days, episodes = (rows.filter(local_date=day).exclude(signs=[]).order_by().values("pk") for rows in kinds)
    return days.union(episodes, all=True).exists()


def load_all(user: User) -> Diary:
    """Load the whole diary, with every watched sign."""
    first, last = span(user)
    return replace(load(user, first or NO_ENTRY_YET, last or NO_ENTRY_YET), watched_signs=watched_signs_of(user))


def load_counterparts(user: User, other: Diary) -> Diary:
    """Load the entries that those of another, short diary may be merged with: they share an id, a date or a source."""
    ids = {entry.id for kind in (other.days, other.episodes, other.readings, other.doses) for entry in kind}
    ids |= {other_id(reading.id) for reading in other.readings}
    dates = {day.local_date for day in other.days} | {reading.local_date for reading in other.readings}
    external_ids = {reading.external_id for reading in other.readings if reading.external_id}
    whole = load(user, NO_ENTRY_YET, NO_ENTRY_YET)
    keys = {row.pk: row.key for row in user.exposures.all()}
    readings = Q(client_id__in=ids) | Q(local_date__in=dates, source=CHECK_IN) | Q(external_id__in=external_ids)
    return replace(
        whole,
        days=tuple(row.record() for row in user.days.filter(Q(client_id__in=ids) | Q(local_date__in=dates))),
        episodes=tuple(user.episodes.filter(client_id__in=ids).records()),
        readings=tuple(user.readings.filter(readings).reading_records(keys)),
        doses=tuple(row.record() for row in user.doses.filter(client_id__in=ids).select_related("medicine")),
        watched_signs=watched_signs_of(user),
    )


def display_names(user: User) -> dict[Any, str]:
    """The names of exposures, by key, and of medicines, by id."""
    names = dict(user.exposures.values_list("key", "name"))
    built_in = {key: gettext(BY_KEY[key].name) for key in names if key in BY_KEY}
    return names | built_in | dict(user.medicines.values_list("client_id", "name"))


def watched_signs_of(user: User) -> tuple[WatchedSign, ...]:
    """Every watched sign, in the order of the file."""
    return tuple(
        sorted(
            (row.record() for row in user.watched_signs.all()),
            key=lambda sign: (sign.first_shown, sign.rule, sign.last_shown),
        )
    )


def span(user: User) -> tuple[date | None, date | None]:
    """The first and last local date with an entry, or (None, None). One query, at the ends of four indexes."""
    ends = [
        Subquery(rows.order_by(order).values("local_date")[:1])
        for order in ("local_date", "-local_date")
        for rows in (user.days, user.episodes, user.readings, user.doses)
    ]
    found = User.objects.filter(pk=user.pk).values_list(*ends).get()
    half = len(found) // 2
    return min(filter(None, found[:half]), default=None), max(filter(None, found[half:]), default=None)


def first_date(user: User) -> date | None:
    """The first local date with an entry."""
    return span(user)[0]


def most_episodes_in_a_day(user: User, first_day: date = date.min, last_day: date = date.max) -> int:
    """The most episodes on one local date of a period, 0 without any."""
    episodes = user.episodes.filter(local_date__range=(first_day, last_day)).order_by()
    counts = episodes.values("local_date").annotate(episodes=Count("pk"))
    highest: int | None = counts.order_by("-episodes").values_list("episodes", flat=True).first()
    return highest or 0


def injection_days(user: User) -> frozenset[date]:
    """The days on which an injection was given."""
    return frozenset(user.injections.order_by().values_list("day", flat=True))
