"""What the rules say of a diary, with the trend of its days handed to them."""

from __future__ import annotations

from datetime import date

from tracker.core.records import Diary, History
from tracker.core.red_flags import RedFlag, Settings, TrendFinding, check
from tracker.core.red_flags.context import window_first
from tracker.core.red_flags.settings import DEFAULTS

WORSENING = "S4_worsening"


def signs_to_watch(
    diary: Diary, today: date, settings: Settings = DEFAULTS, history: History | None = None
) -> tuple[RedFlag, ...]:
    """Every rule that matches today, the most urgent first. `diary` and `history` are as in `check`.

    The trend only decides how urgent worsening is, so it is tested only where that rule matches.
    """
    flags = check(diary, today, settings, history=history)
    if all(flag.rule != WORSENING for flag in flags):
        return flags
    return check(diary, today, settings, trend_finding(diary, today), history)


def trend_finding(diary: Diary, today: date) -> TrendFinding:
    """Whether the rate of episodes rises, by the test whose false alarms are measured (docs/calibration.md).

    It reads the window of the rules and looks every four weeks from the twelfth on; what is logged after `today`
    does not count.
    """
    # The numbers behind it take a while to load, and most days never ask.
    from tracker.core.analysis.changes.worsening import worsening
    from tracker.core.analysis.triggers.grid import align, day_table

    if diary.first_day > today:
        return TrendFinding(rising=False)
    first = max(diary.first_day, window_first(today))
    found = worsening(align(day_table(diary.between(first, today))))
    return TrendFinding(rising=False) if found is None else TrendFinding(found.worse, found.p)
