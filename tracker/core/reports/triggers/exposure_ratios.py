"""The rows of the forest plot. Standard library only, so that a summary does not load numpy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.core.analysis.results import Triggers
from tracker.core.records import Exposure
from tracker.core.reference.words import Translate
from tracker.core.reports.triggers.cards import exposure_name


@dataclass(frozen=True)
class ExposureRatio:
    """One row of the forest plot: rate ratio of an exposure with its interval; `named` marks a finding."""

    name: str
    ratio: float
    low: float
    high: float
    named: bool


def exposure_ratios(
    triggers: Triggers, exposures: Mapping[str, Exposure], translate: Translate
) -> tuple[ExposureRatio, ...]:
    """Every exposure analysed: its finding, or the lag whose ratio differs most from 1."""
    found = {finding.exposure: finding.per_sd for finding in triggers.findings}
    ratios = [
        ExposureRatio(exposure_name(exposures, key, translate), span.ratio, span.low, span.high, True)
        for key, span in found.items()
    ]
    for key in dict.fromkeys(estimate.exposure for estimate in triggers.estimates):
        if key not in found:
            lags = [estimate.per_sd for estimate in triggers.estimates if estimate.exposure == key]
            widest = max(lags, key=lambda lag: abs(lag.ratio - 1))
            ratios.append(
                ExposureRatio(exposure_name(exposures, key, translate), widest.ratio, widest.low, widest.high, False)
            )
    return tuple(ratios)
