"""How much a diary may hold: on one day, and of a kind in all. The same bounds hold in files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.core import records
from tracker.core.reference import limits
from tracker.core.reference.exposures import BY_KEY
from tracker.models import User

A_DAY: Mapping[str, tuple[int, Any]] = {
    "episodes": (limits.MAX_EPISODES_A_DAY, gettext_lazy("%(day)s has room for %(most)d episodes, not for more.")),
    "readings": (limits.MAX_READINGS_A_DAY, gettext_lazy("%(day)s has room for %(most)d values, not for more.")),
    "doses": (limits.MAX_DOSES_A_DAY, gettext_lazy("%(day)s has room for %(most)d doses, not for more.")),
}
IN_ALL: Mapping[str, tuple[int, Any]] = {
    "exposures": (
        limits.MAX_OWN_EXPOSURES,
        gettext_lazy("A diary has room for %(most)d things of your own, not for more."),
    ),
    "medicines": (limits.MAX_MEDICINES, gettext_lazy("A diary has room for %(most)d medicines, not for more.")),
    "injections": (limits.MAX_INJECTIONS, gettext_lazy("A diary has room for %(most)d injections, not for more.")),
    "visits": (limits.MAX_VISITS, gettext_lazy("A diary has room for %(most)d visits, not for more.")),
    "experiments": (limits.MAX_EXPERIMENTS, gettext_lazy("A diary has room for %(most)d experiments, not for more.")),
    "imports": (limits.MAX_IMPORTS, gettext_lazy("A diary has room for %(most)d imports. Please undo an old one.")),
}
KINDS: Mapping[type, str] = {
    records.Episode: "episodes",
    records.Reading: "readings",
    records.Dose: "doses",
    records.Exposure: "exposures",
    records.Medicine: "medicines",
    records.Injection: "injections",
    records.Visit: "visits",
    records.Experiment: "experiments",
}


class TooManyError(Exception):
    """The diary has no room for more. The text is for the person; `fields` names the form fields that can show it."""

    def __init__(self, text: str, *fields: str) -> None:
        super().__init__(text)
        self.fields = fields


def refuse_one_more(user: User, record: Any, stored: Any = None) -> None:
    """Raise TooManyError if there is no room for a new record, or for the new date of a `stored` one. One query."""
    kind = KINDS.get(type(record), "")
    if isinstance(record, records.Exposure):
        _refuse_question(user, record, stored)
    if kind in A_DAY and (stored is None or stored.local_date != record.local_date):
        refuse_full_day(record, getattr(user, kind).filter(local_date=record.local_date).count())
    if kind in IN_ALL and stored is None:
        refuse_in_all(user, kind, 1)


def refuse_full_day(record: Any, number: int) -> None:
    """Raise TooManyError if the date of a record has no room beside a number of others."""
    most, text = A_DAY[KINDS[type(record)]]
    if number >= most:
        raise TooManyError(_on(record.local_date, text, most), "date")


def refuse_more(user: User, added: Mapping[str, Sequence[Any]]) -> None:
    """Raise TooManyError if there is no room for these new records. One query for each kind."""
    for kind, (most, text) in A_DAY.items():
        if not (days := Counter(one.local_date for one in added.get(kind, ()))):
            continue
        rows = getattr(user, kind).order_by().filter(local_date__range=(min(days), max(days)))
        there = dict(rows.values_list("local_date").annotate(n=Count("pk")))
        for day, n in sorted(days.items()):
            if there.get(day, 0) + n > most:
                raise TooManyError(_on(day, text, most))
    for kind in IN_ALL:
        new = [one for one in added.get(kind, ()) if kind != "exposures" or one.key not in BY_KEY]
        if new:
            refuse_in_all(user, kind, len(new))


def refuse_in_all(user: User, kind: str, more: int) -> None:
    """Raise TooManyError if the diary has no room for this many more of a kind."""
    most, text = IN_ALL[kind]
    rows = getattr(user, kind)
    if kind == "exposures":
        rows = rows.exclude(key__in=BY_KEY)
    if rows.count() + more > most:
        raise TooManyError(str(text) % {"most": most}, "name", "day")


def _refuse_question(user: User, record: records.Exposure, stored: Any) -> None:
    is_new = record.tracked and not (stored and stored.tracked)
    if is_new and user.exposures.tracked().exclude(key__in=ALWAYS_ASKED).count() >= limits.MAX_ASKED:
        text = _("The check-in asks for %(most)d things already. Please untick this, or another one in the settings.")
        raise TooManyError(text % {"most": limits.MAX_ASKED}, "tracked")


def _on(day: date, text: Any, most: int) -> str:
    return str(text) % {"day": date_format(day, "j F Y"), "most": most}


ALWAYS_ASKED = [key for key, known in BY_KEY.items() if known.always]
