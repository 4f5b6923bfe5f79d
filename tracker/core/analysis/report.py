"""Everything that is asked of one diary at once: what goes together, what changed, whether it rises."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.core.analysis.changes.before_after import Change, changes
from tracker.core.analysis.changes.worsening import Worsening, worsening
from tracker.core.analysis.results import Basis, Triggers
from tracker.core.analysis.triggers.analysis import basis_of, find_triggers
from tracker.core.analysis.triggers.grid import DayGrid
from tracker.core.analysis.triggers.schedule import FIRST_SCHEDULED, latest_analysis, level_on, next_scheduled_in
from tracker.core.analysis.triggers.winsorise import Outlier, outliers


@dataclass(frozen=True)
class DiaryAnalysis:
    """`basis` is all that was given; each part carries the basis it rests on itself.

    `withdrawn` are the names that the latest verdict day took back; always empty for a single look. `outliers` are
    the values that were bounded because they lie far from all others.
    """

    basis: Basis
    triggers: Triggers
    withdrawn: tuple[str, ...]
    next_scheduled_in: int
    worsening: Worsening | None
    changes: tuple[Change, ...]
    outliers: tuple[Outlier, ...]


def analyse(grid: DayGrid, scheduled: bool = False) -> DiaryAnalysis:
    """A single look at all days of the grid, or what the verdict days up to its end have said."""
    basis = basis_of(grid)
    triggers, withdrawn = _latest_scheduled(grid) if scheduled else (find_triggers(grid), ())
    return DiaryAnalysis(
        basis,
        triggers,
        withdrawn,
        next_scheduled_in(basis.days_logged),
        worsening(grid),
        changes(grid),
        outliers(grid.latest()),
    )


def _latest_scheduled(grid: DayGrid) -> tuple[Triggers, tuple[str, ...]]:
    """The latest verdict; before the first there is nothing but the gate's reason."""
    last = latest_analysis(grid)
    if last is None:
        return find_triggers(grid, level_on(FIRST_SCHEDULED[0])), ()
    return last.triggers, last.withdrawn
