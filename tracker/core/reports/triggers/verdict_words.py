"""The latest trigger analysis, short enough for table cells, in per cent as on the page of triggers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tracker.core.analysis.results import MIN_DAYS_SCHEDULED, RuledOut, Triggers
from tracker.core.records import Exposure
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell, SummaryColumn, SummaryTable
from tracker.core.reports.triggers.cards import Kind, exposure_name
from tracker.core.reports.triggers.exposure_ratios import exposure_ratios
from tracker.core.reports.triggers.links import Link, link_of, still_possible
from tracker.core.reports.triggers.per_cent import about, at_most, between
from tracker.core.reports.triggers.sides import step_of, step_words
from tracker.core.reports.wording import day_text, days_text, number

if TYPE_CHECKING:
    from tracker.core.analysis.triggers.schedule import ScheduledAnalysis

LINKED, NOT_LINKED = _("linked"), _("no link, or not sure")


def verdict_cells(
    verdict: ScheduledAnalysis | None, exposures: Mapping[str, Exposure], units: str, translate: Translate
) -> dict[str, Cell]:
    """The result for each exposure analysed or left out, by key, with its kind as value."""
    return dict(_cells(verdict.triggers, exposures, units, translate)) if verdict else {}


def verdict_basis(verdict: ScheduledAnalysis | None, translate: Translate) -> str:
    """The data it rests on: always the whole diary up to a scheduled day, never the period alone."""
    if verdict is None:
        return translate(_("First answers come from day %(first)d.")) % {"first": MIN_DAYS_SCHEDULED}
    basis = verdict.triggers.basis
    if verdict.triggers.gate:
        return translate(_("No answer yet: %(reason)s.")) % {"reason": translate(verdict.triggers.gate)}
    return translate(
        _(
            "%(named)d of %(looked)d linked, %(early)d cannot be told yet: whole diary to %(day)s, %(days)s logged,"
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


def size_of(link: Link, translate: Translate) -> str:
    """How large a link is: "On days after an hour less sleep: about 50 % more episodes (between …)."."""
    return translate(_("%(when)s: %(about)s episodes (%(between)s).")) % {
        "when": link.when(translate),
        "about": about(link.ratio.ratio, translate),
        "between": between(link.ratio, translate),
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
        SummaryColumn("named", translate(_("Link")), number=False),
    )
    ratios = exposure_ratios(verdict.triggers, exposures, translate) if verdict else ()
    rows = tuple(
        (
            Cell(span.name, span.name),
            *(number(value, 3, 2) for value in (span.ratio, span.low, span.high)),
            Cell(translate(LINKED if span.named else NOT_LINKED), span.named),
        )
        for span in ratios
    )
    title = translate(_("How many times as many episodes, for a usual swing more of each"))
    return (SummaryTable("spans", title, columns, rows, secondary=True),) if rows else ()


def _cells(
    triggers: Triggers, exposures: Mapping[str, Exposure], units: str, translate: Translate
) -> Iterator[tuple[str, Cell]]:
    for finding in triggers.findings:
        words = size_of(link_of(finding, exposures, units, translate), translate)
        yield finding.exposure, Cell(words, Kind.TOGETHER.value)
    for quiet in triggers.ruled_out:
        yield quiet.exposure, Cell(_no_link(quiet, exposures, units, translate), Kind.NOTHING_SEEN.value)
    for early in triggers.too_early:
        yield early.exposure, Cell(translate(_("Cannot tell yet.")), Kind.TOO_EARLY.value)
    for left in triggers.left_out:
        other = exposure_name(exposures, left.other, translate) if left.other else ""
        words = translate(_("Not looked at: %(reason)s.")) % {"reason": translate(left.reason) % {"other": other}}
        yield left.exposure, Cell(words, Kind.LEFT_OUT.value)


def _no_link(quiet: RuledOut, exposures: Mapping[str, Exposure], units: str, translate: Translate) -> str:
    step = step_of(quiet.exposure, quiet.sd, units, exposures)
    return translate(_("No link found: %(limit)s for %(step)s.")) % {
        "limit": at_most(still_possible(quiet, units, exposures), translate),
        "step": step_words(quiet.exposure, True, step, exposures, translate),
    }
