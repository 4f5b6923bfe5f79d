"""Clinical rating scales: names and ranges only, as the wording belongs to their authors.

Scores of two clinics are hard to compare: raters of the same videos agreed only moderately across five such scales
(Lee et al. 2023, PMC10480239).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """The range of a scale."""

    low: int
    high: int
    source: str


SCALES: dict[str, Scale] = {
    "Jankovic severity": Scale(0, 4, "Jankovic Rating Scale; metric properties in 10.1002/mds.22368"),
    "Jankovic frequency": Scale(0, 4, "Jankovic Rating Scale; metric properties in 10.1002/mds.22368"),
    "SMC grade": Scale(1, 4, "Lee et al. 2012, Stereotact Funct Neurosurg 90"),
    "Cohen and Albert": Scale(0, 4, "Cohen and Albert spasm intensity"),
}
"""Scales by the name that the form suggests. Any other name can be typed; its range is then unknown."""
