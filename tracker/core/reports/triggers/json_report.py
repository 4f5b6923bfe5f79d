"""The trigger analysis as a JSON object, described in docs/find_triggers.md."""

from __future__ import annotations

from typing import Any

from tracker.core.analysis.report import DiaryAnalysis
from tracker.core.analysis.results import Finding, Interval, LeftOut, Triggers


def to_object(file: str, found: DiaryAnalysis) -> dict[str, Any]:
    """Plain values only; no number is infinite or NaN."""
    triggers = found.triggers
    return {
        "file": file,
        "method": {"name": found.basis.method.name, "version": found.basis.method.version},
        "first_day": found.basis.first_day.isoformat(),
        "last_day": found.basis.last_day.isoformat(),
        "days_logged": found.basis.days_logged,
        "episodes": found.basis.episodes,
        "gate": triggers.gate,
        "rests_on": {
            "first_day": triggers.basis.first_day.isoformat(),
            "last_day": triggers.basis.last_day.isoformat(),
            "days_logged": triggers.basis.days_logged,
            "episodes": triggers.basis.episodes,
        },
        "level": triggers.level,
        "findings": [_finding(finding) for finding in triggers.findings],
        "estimates": [
            {"exposure": one.exposure, "lag_days": one.lag_days, **_ratio("rate_ratio_per_sd", one.per_sd)}
            for one in triggers.estimates
        ],
        "tested": [{"exposure": one.exposure, "p": one.p, "q": one.q} for one in triggers.tested],
        **_not_named(triggers),
        "outliers": [
            {
                "exposure": one.exposure,
                "day": one.day.isoformat(),
                "value": one.value,
                "low": one.low,
                "high": one.high,
            }
            for one in found.outliers
        ],
        "together": [
            {"exposure": one.named, "with": one.other, "correlation": one.correlation} for one in triggers.together
        ],
        "expected": [{"exposure": one.exposure, "more": one.more} for one in triggers.expected],
        "seldom_recorded": list(triggers.seldom_recorded),
        "withdrawn": list(found.withdrawn),
        "next_verdict_in": found.next_scheduled_in,
        **_over_time(found),
    }


def _not_named(triggers: Triggers) -> dict[str, Any]:
    return {
        "ruled_out": [
            {"exposure": one.exposure, "below": one.below, "above": one.above} for one in triggers.ruled_out
        ],
        "too_early": [
            {
                "exposure": one.exposure,
                "more_logged_days": one.more_logged_days,
                "outlook": str(one.outlook),
                "low": one.low,
                "high": one.high,
            }
            for one in triggers.too_early
        ],
        "left_out": [{"exposure": one.exposure, "reason": reason(one)} for one in triggers.left_out],
    }


def reason(left: LeftOut) -> str:
    """Why an exposure was left out, in words."""
    return left.reason % {"other": left.other}


def _over_time(found: DiaryAnalysis) -> dict[str, Any]:
    return {
        "worsening": found.worsening.worse if found.worsening else None,
        "changes": [
            {
                "exposure": one.exposure,
                "day": one.day.isoformat(),
                "rises": one.rises,
                **_ratio("rate_ratio", one.ratio),
                "p": one.p,
                "claimed": one.claimed,
            }
            for one in found.changes
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "exposure": finding.exposure,
        "lag_days": finding.lag_days,
        "shape": finding.shape,
        "over_days": finding.over_days,
        "limit": finding.limit,
        **_ratio("rate_ratio_per_sd", finding.per_sd),
        "confidence": finding.per_sd.confidence,
        "rate_ratio_per_unit": finding.per_unit,
        "unit": finding.unit,
        "p": finding.p,
        "q": finding.q,
    }


def _ratio(name: str, interval: Interval) -> dict[str, float]:
    return {name: interval.ratio, "low": interval.low, "high": interval.high}
