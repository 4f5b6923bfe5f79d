"""The latest trigger analysis, short enough for table cells, with counts and intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tracker.core.analysis.results import Finding, RuledOut, Triggers
from tracker.core.records import Exposure
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell, SummaryColumn, SummaryTable
from tracker.core.reports.triggers.cards import LAGS, OVER_DAYS, Kind, amount, exposure_name, interval_words, times
from tracker.core.reports.triggers.exposure_ratios import exposure_ratios
from tracker.core.reports.wording import day_text, days_text, number

if TYPE_CHECKING:
    from tracker.core.analysis.triggers.schedule import ScheduledAnalysis

SAYS_YES, SAYS_NO = _("stands out"), _("does not stand out")


def verdict_cells(
    verdict: ScheduledAnalysis | None, exposures: Mapping[str, Exposure], translate: Translate
) -> dict[str, Cell]:
    """The result for each exposure analysed or left out, by key, with its kind as value."""
    return dict(_cells(verdict.triggers, exposures, translate)) if verdict else {}


def verdict_basis(verdict: ScheduledAnalysis | None, translate: Translate) -> str:
    """The data it rests on: always the whole diary up to a scheduled day, never the period alone."""
    if verdict is None:
        return translate(_("What goes together with episodes is looked at from 63 logged days on."))
    basis = verdict.triggers.basis
    if verdict.triggers.gate:
        return translate(verdict.triggers.gate)
    return translate(
        _(
            "%(named)d of %(looked)d stand out, %(early)d too early to say: whole diary to %(day)s, %(days)s logged,"
            " %(episodes)d episodes, 95 %% intervals."
        )
    ) % {
        "named": len(verdict.triggers.findings),
        "looked": len(verdict.triggers.tested),
        "early": len(verdict.triggers.too_early),
        "day": day_text(verdict.day, translate),
        "days": days_text(basis.days_logged, translate),
        "episodes": basis.episodes,
    }


def span_tables(
    verdict: ScheduledAnalysis | None, exposures: Mapping[str, Exposure], translate: Translate
) -> tuple[SummaryTable, ...]:
    """The numbers of the forest plot: rate ratio per standard deviation of each exposure.

    No table before the first analysis.
    """
    columns = (
        SummaryColumn("exposure", translate(_("Tracked, by day")), number=False),
        SummaryColumn("ratio", translate(_("Times"))),
        SummaryColumn("low", translate(_("From"))),
        SummaryColumn("high", translate(_("To"))),
        SummaryColumn("named", translate(_("Stands out")), number=False),
    )
    ratios = exposure_ratios(verdict.triggers, exposures, translate) if verdict else ()
    rows = tuple(
        (
            Cell(span.name, span.name),
            *(number(value, 3, 2) for value in (span.ratio, span.low, span.high)),
            Cell(translate(SAYS_YES if span.named else SAYS_NO), span.named),
        )
        for span in ratios
    )
    title = translate(_("How many times as many episodes, for a usual swing of each"))
    return (SummaryTable("spans", title, columns, rows, secondary=True),) if rows else ()


def _cells(triggers: Triggers, exposures: Mapping[str, Exposure], translate: Translate) -> Iterator[tuple[str, Cell]]:
    for finding in triggers.findings:
        yield finding.exposure, Cell(_together(finding, exposures, translate), Kind.TOGETHER.value)
    for quiet in triggers.ruled_out:
        yield quiet.exposure, Cell(_nothing_seen(quiet, exposures, translate), Kind.NOTHING_SEEN.value)
    for early in triggers.too_early:
        yield early.exposure, Cell(translate(_("too early to say")), Kind.TOO_EARLY.value)
    for left in triggers.left_out:
        other = exposure_name(exposures, left.other, translate) if left.other else ""
        words = translate(_("not looked at: %(reason)s")) % {"reason": translate(left.reason) % {"other": other}}
        yield left.exposure, Cell(words, Kind.LEFT_OUT.value)


def _together(finding: Finding, exposures: Mapping[str, Exposure], translate: Translate) -> str:
    more = _("more episodes: ×%(ratio)s (%(low)s to %(high)s) %(at)s, %(when)s")
    fewer = _("fewer episodes: ×%(ratio)s (%(low)s to %(high)s) %(at)s, %(when)s")
    return translate(more if finding.per_sd.ratio > 1 else fewer) % {
        **interval_words(finding.per_sd),
        "at": _at(finding, exposures, translate),
        "when": translate(OVER_DAYS) if finding.over_days > 1 else translate(LAGS[finding.lag_days]),
    }


def _at(finding: Finding, exposures: Mapping[str, Exposure], translate: Translate) -> str:
    shapes = {"high": _("at %(amount)s or more"), "low": _("at %(amount)s or less")}
    value = finding.sd if finding.limit is None else finding.limit
    words = shapes.get(finding.shape, _("for each %(amount)s more"))
    return translate(words) % {"amount": amount(value, exposures, finding.exposure, translate)}


def _nothing_seen(quiet: RuledOut, exposures: Mapping[str, Exposure], translate: Translate) -> str:
    return translate(_("nothing seen; below ×%(below)s and above ×%(above)s ruled out, for each %(amount)s more")) % {
        "below": times(quiet.below),
        "above": times(quiet.above),
        "amount": amount(quiet.sd, exposures, quiet.exposure, translate),
    }
