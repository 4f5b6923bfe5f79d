"""What a diary holds beside its dated entries: it changes seldom, and every page needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tracker.core.records import Experiment, Exposure, Injection, Medicine, Visit
from tracker.diary.cache import cached
from tracker.diary.codecs import json_of
from tracker.diary.load import first_date
from tracker.models import User


@dataclass(frozen=True)
class Background:
    """Exposures, medicines, injections, visits and experiments, and the date of the first entry, None without any.

    `keys` and `courses` give the key of an exposure and the id of a medicine by the primary key of its row.
    """

    began: date | None
    exposures: tuple[Exposure, ...]
    keys: Mapping[int, str]
    medicines: tuple[Medicine, ...]
    courses: Mapping[int, UUID]
    injections: tuple[Injection, ...]
    visits: tuple[Visit, ...]
    experiments: tuple[Experiment, ...]


def background(user: User) -> Background:
    """The background of this person's diary, cached until something of it changes. Not for use within a change."""
    found: Background = cached(user, "background", lambda: _load(user), json_of(Background), last_day=_last_day)
    return found


def _load(user: User) -> Background:
    """Load it from the tables. Six queries."""
    exposures, medicines = list(user.exposures.all()), list(user.medicines.all())
    return Background(
        first_date(user),
        tuple(exposure.record() for exposure in exposures),
        {exposure.pk: exposure.key for exposure in exposures},
        tuple(medicine.record() for medicine in medicines),
        {medicine.pk: medicine.client_id for medicine in medicines},
        tuple(injection.record() for injection in user.injections.all()),
        tuple(visit.record() for visit in user.visits.all()),
        tuple(row.record() for row in user.experiments.all()),
    )


def _last_day(found: Background) -> date:
    """The day up to which entries decide it: the first with an entry. Before that, every entry may be the first."""
    return found.began or date.max
