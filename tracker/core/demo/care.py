"""The medicines and doctor's visits of the invented person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from tracker.core.demo.dice import Dice
from tracker.core.records import (
    Dose,
    DoseChange,
    MedicalTest,
    MedicalTestKind,
    Medicine,
    ScaleScore,
    Visit,
    resolve,
)

BEGUN, LESS, SEEN, PLANNED = (timedelta(days=days) for days in (-120, -63, -46, 9))
"""Days relative to the last day: start of the course, lower dose, past visit, next visit."""

TAKES_DROPS = 0.25
"""Share of the days with a twitch that end with the drops."""


@dataclass(frozen=True)
class Care:
    """Medicines, doses and visits of the diary."""

    medicines: tuple[Medicine, ...]
    doses: tuple[Dose, ...]
    visits: tuple[Visit, ...]


def care(dice: Dice, last_day: date, twitched: Iterable[date], zone: str) -> Care:
    """A tablet every evening, drops after some days with a twitch, one past and one future visit."""
    tablet = Medicine(
        dice.id(), "Magnesium", started=last_day + BEGUN, dose="300 mg in the evening", why="the pharmacist’s advice",
        changes=(DoseChange(last_day + LESS, "150 mg in the evening", raised=False),), group="Mineral",
    )  # fmt: skip
    drops = Medicine(
        dice.id(), "Valerian drops", started=last_day + BEGUN, as_needed=True, dose="20 drops",
        why="when it will not stop",
    )  # fmt: skip
    doses = [_dose(dice, drops.id, day, zone) for day in twitched if dice.happens(TAKES_DROPS)]
    doses = [dose for dose in doses if drops.started and dose.local_date >= drops.started]
    return Care((tablet, drops), tuple(sorted(doses, key=lambda dose: (dose.at, dose.id))), _visits(dice, last_day))


def _dose(dice: Dice, medicine: UUID, day: date, zone: str) -> Dose:
    minutes = round(dice.near(21.5, 0.7, 19, 23.5) * 60)
    at = resolve(datetime.combine(day, time()) + timedelta(minutes=minutes), zone).instant
    return Dose(dice.id(), medicine, at, zone, day, dice.weighted((("20 drops", 70.0), ("15 drops", 30.0))))


def _visits(dice: Dice, last_day: date) -> tuple[Visit, ...]:
    return (
        Visit(
            dice.id(), last_day + SEEN, "Dr Weber, general practice",
            ("Is this something to look into?", "Does coffee matter?"),
            findings="Nothing to be seen; the face is even.",
            tests=(MedicalTest(MedicalTestKind.BLOOD, "Magnesium and potassium", "in range"),),
            scores=(ScaleScore("SMC grade", 1),),
            agreed="Keep the diary, come back in two months.",
        ),
        Visit(
            dice.id(), last_day + PLANNED, "Dr Weber, general practice",
            ("It is stronger in some weeks. Is that usual?", "Can the magnesium go?",
             "Should somebody look at the eyelid too?"),
        ),
    )  # fmt: skip
