"""Checks for medicines, doses and injections in a diary document."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from tracker.core.formats.validation.checks import Check, boolean, day, moment, number, text, uid
from tracker.core.formats.validation.containers import ObjectCheck, list_of
from tracker.core.formats.validation.violations import InvalidValueError, Violation, invalid, printable
from tracker.core.formats.validation.vocabulary import name, note, place, zone
from tracker.core.records import Dose, DoseChange, Injected, Injection, Medicine
from tracker.core.reference import limits
from tracker.core.reference.words import gettext_noop as _

ONE_DAY = timedelta(days=1)

dose_text = text(limits.DOSE_CHARS)
line = text(limits.LINE_CHARS)

DOSE_CHANGE = ObjectCheck(DoseChange, required={"day": day}, optional={"dose": dose_text, "raised": boolean})


def _agree_on_medicine(medicine: Medicine) -> Iterable[Violation]:
    if medicine.started and medicine.stopped and medicine.stopped < medicine.started:
        yield Violation(("stopped",), _("is before started"))
    for change in medicine.changes:
        if medicine.started and change.day < medicine.started:
            yield Violation(("changes",), _("one is before started"))
        if medicine.stopped and change.day > medicine.stopped:
            yield Violation(("changes",), _("one is after stopped"))


def _medicine(**fields: Any) -> Medicine:
    """Make the record, with its dose changes sorted by day."""
    medicine = Medicine(**fields)
    return replace(medicine, changes=tuple(sorted(medicine.changes, key=lambda change: change.day)))


MEDICINE = ObjectCheck(
    _medicine,
    required={"id": uid, "name": name},
    optional={
        "started": day,
        "dose_raised": day,
        "stopped": day,
        "suspected": boolean,
        "note": note,
        "group": text(limits.NAME_CHARS),
        "dose": dose_text,
        "as_needed": boolean,
        "changes": list_of(DOSE_CHANGE, limits.DOSE_CHANGES, {"day": lambda change: change.day}),
        "why": line,
        "why_stopped": line,
        "against_twitching": boolean,
    },
    rule=_agree_on_medicine,
)


def _agree_on_dose(dose: Dose) -> Iterable[Violation]:
    if abs(dose.at.date() - dose.local_date) > ONE_DAY:
        yield Violation(("local_date",), _("is more than a day away from the clock time in “at”"))


def dose_check(local_date: Check, medicine: Check) -> ObjectCheck[Dose]:
    """Check a dose, given the checks for its date and for the id of its medicine."""
    return ObjectCheck(
        Dose,
        required={"id": uid, "medicine": medicine, "at": moment, "zone": zone, "local_date": local_date},
        optional={"amount": dose_text},
        rule=_agree_on_dose,
    )


def medicine_id_check(content: dict[str, object]) -> Check:
    """Check an id of one of the document's medicines."""
    medicines = content.get("medicines")
    ids = set(_ids(medicines if isinstance(medicines, list) else []))

    def read(value: object) -> UUID:
        found: UUID = uid(value)
        if found not in ids:
            raise invalid(_("“%(word)s” is not among the medicines of this file"), word=printable(str(value)))
        return found

    return read


def _ids(entries: list[object]) -> Iterable[UUID]:
    for entry in entries:
        with suppress(InvalidValueError):
            yield uid(entry.get("id") if isinstance(entry, dict) else None)


def _agree_on_injection(injection: Injection) -> Iterable[Violation]:
    for field in ("next_due", "effect_from", "effect_until"):
        later = getattr(injection, field)
        if later and later < injection.day:
            yield Violation((field,), _("is before the day of the injection"))
    if injection.effect_from and injection.effect_until and injection.effect_until < injection.effect_from:
        yield Violation(("effect_until",), _("is before effect_from"))


INJECTED = ObjectCheck(Injected, required={"place": place}, optional={"units": number(limits.INJECTED_UNITS)})

INJECTION = ObjectCheck(
    Injection,
    required={"id": uid, "day": day, "product": name},
    optional={
        "spots": list_of(INJECTED, limits.PLACES_PER_EPISODE, {"place": lambda spot: spot.place}),
        "next_due": day,
        "note": note,
        "effect_from": day,
        "effect_until": day,
    },
    rule=_agree_on_injection,
)
