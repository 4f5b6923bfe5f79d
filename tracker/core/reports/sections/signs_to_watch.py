"""The red flags of a diary, with the trend test that the worsening rule needs."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from tracker.core.records import Diary, History
from tracker.core.red_flags import RedFlag, RuleContext, Settings, TrendResult, check_rules
from tracker.core.red_flags.settings import DEFAULTS
from tracker.core.red_flags.window import window_start


def signs_to_watch(
    diary: Diary, today: date, settings: Settings = DEFAULTS, history: History | None = None
) -> tuple[RedFlag, ...]:
    """Red flags of today, the most urgent first. `diary` and `history` are as in `check`.

    The trend only decides how urgent worsening is, so it is computed only if that rule matches.
    """
    test_trend = partial(trend_result, diary, today)
    return check_rules(RuleContext(diary, today, settings, history=history, test_trend=test_trend))


def trend_result(diary: Diary, today: date) -> TrendResult:
    """Whether the rate of episodes rises, by the calibrated test (docs/calibration.md).

    It reads the window of the rules up to `today` and tests every four weeks from the twelfth week on.
    """
    # Imported late: numpy takes long to load, and most diaries do not need it.
    from tracker.core.analysis.changes.worsening import worsening
    from tracker.core.analysis.triggers.grid import align, day_table

    if diary.first_day > today:
        return TrendResult(rising=False)
    first = max(diary.first_day, window_start(today))
    found = worsening(align(day_table(diary.between(first, today))))
    return TrendResult(rising=False) if found is None else TrendResult(found.worse, found.p)


def look_day(first_logged: date, today: date) -> date | None:
    """The day of the latest look of the trend test, None before the first. Later entries do not change its result."""
    from tracker.core.analysis.changes.worsening import FIRST_LOOK_DAY, LOOK_EVERY

    days = (today - first_logged).days + 1
    return None if days < FIRST_LOOK_DAY else today - timedelta(days=(days - FIRST_LOOK_DAY) % LOOK_EVERY)
