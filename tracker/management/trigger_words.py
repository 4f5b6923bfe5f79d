"""The trigger analysis as plain lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

LAGS = ("on the same day", "one day later", "two days later")


def lines(found: dict[str, Any]) -> Iterator[str]:
    """Yield the result line by line."""
    yield f"{found['file']}: {found['days_logged']} logged days, {found['episodes']} episodes"
    if found["gate"]:
        yield f"  No answer yet: {found['gate']}."
    for one in found["findings"]:
        yield f"  {one['exposure']} goes together with the episodes {_when(one)}: {_how(one)}. No proof of cause."
    if not found["findings"] and not found["gate"]:
        yield "  No link found so far."
    for one in found["ruled_out"]:
        yield f"  {one['exposure']}: no link found; a ratio above {one['above']:.2f} per SD can be ruled out."
    for one in found["too_early"]:
        yield f"  {one['exposure']}: cannot tell yet{_outlook(one)}."
    for one in found["left_out"]:
        yield f"  {one['exposure']}: left out, {one['reason']}."
    for one in found["outliers"]:
        yield (
            f"  {one['exposure']} is {one['value']:g} on {one['day']}, all other days from {one['low']:g} to "
            f"{one['high']:g}. Is that a slip?"
        )
    yield from _over_time(found)


def _over_time(found: dict[str, Any]) -> Iterator[str]:
    for one in found["changes"]:
        sure = "a change" if one["claimed"] else "no clear change"
        yield (
            f"  {one['exposure']} changed on {one['day']}: {sure}, "
            f"ratio {one['rate_ratio']:.2f} ({one['low']:.2f} to {one['high']:.2f})."
        )
    if found["worsening"]:
        yield "  The rate rises over the whole diary."


def _outlook(one: dict[str, Any]) -> str:
    if one["low"] is None:
        return ""
    return (
        f"; a clear effect would probably show {one['outlook']}, so far {one['low']:.1f} to {one['high']:.1f} per SD"
    )


def _when(one: dict[str, Any]) -> str:
    return "over three days" if one["over_days"] > 1 else LAGS[one["lag_days"]]


def _how(one: dict[str, Any]) -> str:
    per = "per SD" if one["shape"] == "linear" else f"on days in its {one['shape']}est quarter, per SD"
    return f"{one['rate_ratio_per_sd']:.2f} times as many {per} ({one['low']:.2f} to {one['high']:.2f})"
