"""Scales that a doctor may rate a twitch on: their names and ends only.

The wording of these scales is their authors' (see the sources); what is kept is the number beside the name. Numbers
of two clinics are hard to compare: on videos, raters agreed moderately across five such scales (Lee et al. 2023,
PMC10480239).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """`low` and `high` are its ends."""

    low: int
    high: int
    source: str


SCALES: dict[str, Scale] = {
    "Jankovic severity": Scale(0, 4, "Jankovic Rating Scale; metric properties in 10.1002/mds.22368"),
    "Jankovic frequency": Scale(0, 4, "Jankovic Rating Scale; metric properties in 10.1002/mds.22368"),
    "SMC grade": Scale(1, 4, "Lee et al. 2012, Stereotact Funct Neurosurg 90"),
    "Cohen and Albert": Scale(0, 4, "Cohen and Albert spasm intensity"),
}
"""By the name that is offered; any other name may be typed, and then nothing is known of its ends."""
