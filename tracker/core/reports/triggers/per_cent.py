"""Rate ratios in words: "about 50 % more (between 30 % and 70 % more)"."""

from __future__ import annotations

from math import ceil, floor

from tracker.core.analysis.results import Interval
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.wording import number

DOUBLE = 2.0
"""From this ratio on, *times* is easier to grasp than per cent."""

END_STEP, ESTIMATE_STEP = 5, 10
"""Steps in per cent: ends of an interval are rounded outwards, the estimate to the nearest."""


def more_or_fewer(ratio: Interval, translate: Translate) -> str:
    """The estimate with its interval."""
    return translate(_("%(about)s (%(between)s)")) % {
        "about": about(ratio.ratio, translate),
        "between": between(ratio, translate),
    }


def about(ratio: float, translate: Translate) -> str:
    """The estimate alone: "about 50 % more"."""
    if ratio >= DOUBLE:
        return translate(_("about %(times)s times as many")) % {"times": number(ratio, 2, 1).text}
    percent = ESTIMATE_STEP * round(abs(ratio - 1) * 100 / ESTIMATE_STEP) or END_STEP
    return translate(_("about %(about)d %% more") if ratio > 1 else _("about %(about)d %% fewer")) % {"about": percent}


def at_most(ratio: Interval, translate: Translate) -> str:
    """The ends of an interval around 1: "at most about 15 % more or 10 % fewer"."""
    if ratio.high >= DOUBLE:
        words = translate(_("at most about %(times)s times as many or %(fewer)d %% fewer"))
    elif ratio.low >= 1:
        words = translate(_("at most about %(more)d %% more"))
    else:
        words = translate(_("at most about %(more)d %% more or %(fewer)d %% fewer"))
    return words % {
        "times": number(ratio.high, 2, 1).text,
        "more": max(END_STEP, END_STEP * ceil(_steps(ratio.high))),
        "fewer": max(END_STEP, -END_STEP * floor(_steps(ratio.low))),
    }


def between(ratio: Interval, translate: Translate) -> str:
    """The interval; as *times* if its upper end reaches DOUBLE."""
    if ratio.high >= DOUBLE:
        return _between_times(ratio, translate)
    low, high = END_STEP * floor(_steps(ratio.low)), END_STEP * ceil(_steps(ratio.high))
    ends = {"low": abs(low), "high": abs(high)}
    if low >= 0:
        return translate(_("between %(low)d %% and %(high)d %% more")) % ends
    if high <= 0:
        return translate(_("between %(high)d %% and %(low)d %% fewer")) % ends
    return translate(_("between %(low)d %% fewer and %(high)d %% more")) % ends


def _between_times(ratio: Interval, translate: Translate) -> str:
    high = number(ratio.high, 2, 1).text
    if ratio.low >= 1:
        low = number(ratio.low, 2, 1).text
        return translate(_("between %(low)s and %(high)s times as many")) % {"low": low, "high": high}
    fewer = -END_STEP * floor(_steps(ratio.low))
    return translate(_("between %(low)d %% fewer and %(high)s times as many")) % {"low": fewer, "high": high}


def _steps(ratio: float) -> float:
    """Distance from ratio 1 in steps of END_STEP; rounded, so that float errors do not shift whole steps."""
    return round((ratio - 1) * 100 / END_STEP, 6)
