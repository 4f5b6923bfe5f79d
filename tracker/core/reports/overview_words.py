"""The overview of the patterns in words: the answer first, then what it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.core.analysis import Direction, Overview, WeekTotals
from tracker.core.analysis.describe.overview import Comparison
from tracker.core.analysis.describe.weekly import DAYS_A_WEEK, MIN_LOGGED_DAYS
from tracker.core.charts.words import period
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.week_words import episodes_in_words

DAYS_BEFORE_COMPARING = 14

COMPARISONS = {
    Comparison.SAME: _("About the same as the week before."),
    Comparison.MORE: _("More than the week before."),
    Comparison.FEWER: _("Fewer than the week before."),
    Comparison.TOO_FEW_DAYS: _("Too few days noted to compare."),
}

DIRECTIONS = {
    Direction.RISING: _("More than %(weeks)d weeks ago."),
    Direction.FALLING: _("Fewer than %(weeks)d weeks ago."),
    Direction.UNCLEAR: _("No clear change over %(weeks)d weeks."),
    Direction.TOO_EARLY: _("A change over weeks can be seen after six weeks."),
}


@dataclass(frozen=True)
class OverviewWords:
    """`answer` is the first sentence of the page, `over_weeks` the second; `gaps` is empty without any."""

    answer: str
    over_weeks: str
    gaps: str
    two_weeks: str
    weeks: str


def overview_words(shown: Overview, translate: Translate = str) -> OverviewWords:
    """Every sentence of the page. Raises nothing; a diary without a logged day has an answer, too."""
    return OverviewWords(
        answer=_answer(shown, translate),
        over_weeks=_over_weeks(shown, translate),
        gaps=_gaps(shown, translate),
        two_weeks=_two_weeks(shown, translate),
        weeks=_weeks(shown, translate),
    )


def week_words(week: WeekTotals, dates: str, translate: Translate = str) -> str:
    """One week for somebody who hears it: its dates, its episodes, the days noted."""
    return translate(_("%(period)s: %(episodes)s, %(days)d of 7 days noted")) % {
        "period": dates,
        "episodes": episodes_in_words(week.episodes, translate),
        "days": week.days_logged,
    }


def is_young(shown: Overview) -> bool:
    """Whether the diary is too young to compare two weeks."""
    return shown.days_since_first < DAYS_BEFORE_COMPARING


def _answer(shown: Overview, translate: Translate) -> str:
    if not shown.days_logged:
        return translate(_("Nothing noted yet."))
    if not is_young(shown):
        return translate(COMPARISONS[shown.comparison])
    episodes = sum(day.episodes or 0 for day in shown.days)
    days = translate(_("%(n)d day") if shown.days_logged == 1 else _("%(n)d days")) % {"n": shown.days_logged}
    text = _("So far: %(episodes)s on %(days)s noted.") if episodes else _("So far: no twitch on %(days)s noted.")
    return translate(text) % {
        "episodes": episodes_in_words(episodes, translate),
        "days": days,
    }


def _over_weeks(shown: Overview, translate: Translate) -> str:
    if not shown.days_logged:
        return ""
    if is_young(shown):
        return translate(_("After two weeks you see here whether it gets more or less."))
    return translate(DIRECTIONS[shown.trend.direction]) % {"weeks": len(shown.weeks)}


def _gaps(shown: Overview, translate: Translate) -> str:
    if not shown.weeks or is_young(shown):
        return ""
    missing = DAYS_A_WEEK - shown.weeks[-1].totals.days_logged
    if not missing:
        return ""
    if shown.weeks[-1].totals.days_logged < MIN_LOGGED_DAYS:
        return translate(_("%(n)d of the last 7 days are not logged.")) % {"n": missing}
    if missing == 1:
        return translate(_("One day is not logged: the hatched part is a guess at it."))
    return translate(_("%(n)d days are not logged: the hatched part is a guess at them.")) % {"n": missing}


def _two_weeks(shown: Overview, translate: Translate) -> str:
    if len(shown.weeks) < 2:
        return ""
    before, now = shown.weeks[-2].totals.episodes, shown.weeks[-1].totals.episodes
    return translate(_("Last 7 days: %(now)s. The 7 days before: %(before)s.")) % {
        "now": episodes_in_words(now, translate),
        "before": episodes_in_words(before, translate),
    }


def _weeks(shown: Overview, translate: Translate) -> str:
    if not shown.weeks:
        return ""
    counts = [week.totals.episodes for week in shown.weeks]
    return translate(_("Weeks of seven days, %(period)s: from %(low)d to %(high)d episodes a week.")) % {
        "period": period(shown.weeks[0].totals.first_day, shown.weeks[-1].last_day, translate),
        "low": min(counts),
        "high": max(counts),
    }
