"""The medicines, injections and doctor's visits of the invented person, and what they do to the rate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID

from tracker.core.demo.dice import Dice
from tracker.core.records import (
    Dose,
    Injected,
    Injection,
    MedicalTest,
    MedicalTestKind,
    Medicine,
    Place,
    ScaleScore,
    Side,
    Visit,
    resolve,
)

TABLET, MINERAL, SEEN, PLANNED = (timedelta(days=days) for days in (-285, -202, -46, 9))
"""Days relative to the last day: start of the tablet and of the mineral, past visit, next visit."""

INJECTED = tuple(timedelta(days=days) for days in (-203, -119, -35))
WAVE_DAYS = 84
WORSE_BEFORE = 28
"""Days before the first injection in which the twitch gets worse: that is why it is given."""

WORSE, BETTER = 0.6, -0.9
"""Log rate added from then on, and at the best of each injection."""

WAVE = ((0, WORSE), (3, WORSE), (17, BETTER), (45, BETTER), (80, WORSE), (WAVE_DAYS, WORSE))
"""Days since the injection with the added log rate: it falls in two weeks and is back after eleven."""

TAKES_DROPS = 0.15
"""Share of the days with a twitch that end with the drops."""


@dataclass(frozen=True)
class Care:
    """Medicines, doses, injections and visits of the diary."""

    medicines: tuple[Medicine, ...]
    doses: tuple[Dose, ...]
    injections: tuple[Injection, ...]
    visits: tuple[Visit, ...]


def injection_wave(last_day: date, day: date) -> float:
    """Added log rate of the injections: worse before the first, then a wave of twelve weeks after each."""
    since = (day - last_day - INJECTED[0]).days
    if since < 0:
        return WORSE if since >= -WORSE_BEFORE else 0.0
    within = since % WAVE_DAYS
    (first, low), (second, high) = next(
        (one, other) for one, other in pairwise(WAVE) if one[0] <= within < other[0] or other == WAVE[-1]
    )
    return low + (high - low) * (within - first) / (second - first)


def care(dice: Dice, last_day: date, twitched: Iterable[date], zone: str) -> Care:
    """A tablet that helps, a mineral that does not, drops on some days, injections, one past and one future visit."""
    tablet = Medicine(
        dice.id(), "Carbamazepine", started=last_day + TABLET, dose="100 mg twice a day", why="the twitch",
        against_twitching=True,
    )  # fmt: skip
    mineral = Medicine(
        dice.id(), "Magnesium", started=last_day + MINERAL, dose="300 mg in the evening",
        why="the pharmacist’s advice", group="Mineral",
    )  # fmt: skip
    drops = Medicine(dice.id(), "Valerian drops", as_needed=True, dose="20 drops", why="when it will not stop")
    doses = [_dose(dice, drops.id, day, zone) for day in twitched if dice.happens(TAKES_DROPS)]
    return Care(
        (tablet, mineral, drops),
        tuple(sorted(doses, key=lambda dose: (dose.at, dose.id))),
        tuple(_injection(dice, last_day + days) for days in INJECTED),
        _visits(dice, last_day),
    )


def _dose(dice: Dice, medicine: UUID, day: date, zone: str) -> Dose:
    minutes = round(dice.near(21.5, 0.7, 19, 23.5) * 60)
    at = resolve(datetime.combine(day, time()) + timedelta(minutes=minutes), zone).instant
    return Dose(dice.id(), medicine, at, zone, day, dice.weighted((("20 drops", 70.0), ("15 drops", 30.0))))


def _injection(dice: Dice, day: date) -> Injection:
    return Injection(
        dice.id(), day, "Botulinum toxin",
        (Injected(Place("nose_side", Side.LEFT), 2.5), Injected(Place("lower_eyelid", Side.LEFT), 2.5)),
        next_due=day + timedelta(days=WAVE_DAYS),
        effect_from=day + timedelta(days=dice.between(5, 9)),
    )  # fmt: skip


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
