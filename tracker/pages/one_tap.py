"""What Today offers to log with one tap, and what the last tap logged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.core.analysis import daily, in_persons_units
from tracker.core.analysis.describe.recent import JUST_NOW
from tracker.core.records import Diary, Dose, Exposure, Medicine, Reading
from tracker.core.reference.exposures import BY_KEY, CAFFEINE, CIGARETTE, WATER, Intake
from tracker.models.exposure import TAP
from tracker.pages.entry_words import clock, item_name

IN_SIGHT = 3
"""As many tiles as a phone shows side by side; the others are folded."""

USUAL: tuple[Intake, ...] = (CAFFEINE[0], WATER, CIGARETTE, *CAFFEINE[1:])
"""The order of what was tapped equally often."""


@dataclass(frozen=True)
class Tile:
    """One button: a drink by its item, something of one's own by its id, or a medicine. `below` is its second line."""

    name: str
    below: str = ""
    item: str = ""
    medicine: UUID | None = None


@dataclass(frozen=True)
class LastTap:
    """What the last tap logged, in words, and the address that deletes it."""

    says: str
    undo: str


def tiles(diary: Diary, today: date, *, counts: bool) -> tuple[list[Tile], list[Tile]]:
    """The tiles in sight, the most used of the diary first, and the others. One in sight is an as-needed medicine.

    What the person asked to have on Today is always in sight, after them.

    With `counts`, a tile says how often it was used today.
    """
    uses = Counter(reading.item for reading in diary.readings if reading.source == TAP)
    uses.update(str(dose.medicine) for dose in diary.doses)
    medicines = [one for one in diary.medicines if one.as_needed and not (one.stopped and one.stopped <= today)]
    found = [(uses[intake.item], _drink(intake, diary, today, counts)) for intake in USUAL]
    found += [(uses[str(medicine.id)], _medicine(medicine, diary, today, counts)) for medicine in medicines]
    ranked = [tile for _uses, tile in sorted(found, key=lambda one: -one[0])]
    first_medicine = next((tile for tile in ranked if tile.medicine), None)
    if first_medicine in ranked[IN_SIGHT:]:
        ranked.remove(first_medicine)
        ranked.insert(IN_SIGHT - 1, first_medicine)
    own = [_own(one, diary, today, counts) for one in diary.exposures if one.one_tap and one.key not in BY_KEY]
    return [*ranked[:IN_SIGHT], *own], ranked[IN_SIGHT:]


def usual_tiles() -> list[Tile]:
    """The tiles of an empty diary."""
    return [Tile(_(intake.name), _amount(intake), intake.item) for intake in USUAL]


def last_tap(diary: Diary, today: date, now: datetime, *, counts: bool) -> LastTap | None:
    """The newest tap of today, if it is no older than an hour."""
    taps: list[Reading | Dose] = [*(one for one in diary.readings if one.source == TAP), *diary.doses]
    recent = [(one.at, one) for one in taps if one.at and one.local_date == today and now - JUST_NOW < one.at <= now]
    if not recent:
        return None
    newest = max(recent, key=lambda one: one[0])[1]
    if isinstance(newest, Dose):
        return LastTap(_dose_words(newest, diary), reverse("tracker:dose-delete", args=[newest.id]))
    return LastTap(_reading_words(newest, diary, counts), reverse("tracker:reading-delete", args=[newest.id]))


def _drink(intake: Intake, diary: Diary, today: date, counts: bool) -> Tile:
    number = _number(intake.item, diary, today)
    below = _("%(n)d today") % {"n": number} if number and counts else _amount(intake)
    return Tile(_(intake.name), below, intake.item)


def _amount(intake: Intake) -> str:
    return f"{intake.value:g} mg" if intake in CAFFEINE else ""


def _own(exposure: Exposure, diary: Diary, today: date, counts: bool) -> Tile:
    taps = sum(
        one.exposure == exposure.key and one.source == TAP and one.local_date == today for one in diary.readings
    )
    below = f"{exposure.one_tap:g} {exposure.unit}" if exposure.unit and exposure.one_tap != 1 else ""
    if taps and exposure.is_yes_no:
        below = _("yes today")
    elif taps and counts:
        below = _("%(n)d today") % {"n": taps}
    return Tile(exposure.name, below, str(exposure.id))


def _medicine(medicine: Medicine, diary: Diary, today: date, counts: bool) -> Tile:
    doses = [dose for dose in diary.doses if dose.medicine == medicine.id and dose.local_date == today]
    below = _("as needed")
    if doses and counts:
        below = _("%(time)s today") % {"time": clock(doses[-1].at, doses[-1].zone)}
    return Tile(medicine.name, below, medicine=medicine.id)


def _number(item: str, diary: Diary, today: date) -> int:
    return sum(one.item == item and one.source == TAP and one.local_date == today for one in diary.readings)


def _reading_words(reading: Reading, diary: Diary, counts: bool) -> str:
    shown = in_persons_units(diary)
    exposure = next(one for one in shown.exposures if one.key == reading.exposure)
    name = item_name(reading.item) or exposure.name
    if exposure.is_yes_no:
        return _("%(what)s: yes today") % {"what": name}
    if not counts:
        return _("Added: %(what)s") % {"what": name}
    unit = exposure.unit
    of_day = daily(shown.between(reading.local_date, reading.local_date))[0].values[reading.exposure]
    said = {"what": name, "n": _number(reading.item, diary, reading.local_date), "sum": f"{of_day:g}", "unit": unit}
    if not reading.item:
        return (_("%(what)s %(sum)s %(unit)s today") if unit else _("%(what)s %(sum)s today")) % said
    if reading.item == CIGARETTE.item:
        return _("%(what)s %(n)d today") % said
    return _("%(what)s %(n)d, %(sum)s %(unit)s today") % said


def _dose_words(dose: Dose, diary: Diary) -> str:
    name = next((one.name for one in diary.medicines if one.id == dose.medicine), "")
    return ", ".join(part for part in (name, dose.amount, clock(dose.at, dose.zone)) if part)
