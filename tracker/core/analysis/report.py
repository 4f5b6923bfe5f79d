"""All analyses of one diary: triggers, changes after a step, and whether the rate rises."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.core.analysis.changes.before_after import LevelChange, changes
from tracker.core.analysis.changes.worsening import Worsening, worsening
from tracker.core.analysis.results import MIN_DAYS_SCHEDULED, Basis, Triggers
from tracker.core.analysis.triggers.analysis import basis_of, find_triggers
from tracker.core.analysis.triggers.grid import DayGrid
from tracker.core.analysis.triggers.schedule import LEVEL, latest_analysis, next_scheduled_in
from tracker.core.analysis.triggers.winsorise import Outlier, outliers


@dataclass(frozen=True)
class DiaryAnalysis:
    """`basis` is the whole input; each part has its own basis.

    `withdrawn` are the exposures that the latest scheduled analysis withdrew; empty for a single analysis. `outliers`
    are the values that were winsorised.
    """

    basis: Basis
    triggers: Triggers
    withdrawn: tuple[str, ...]
    next_scheduled_in: int
    worsening: Worsening | None
    changes: tuple[LevelChange, ...]
    outliers: tuple[Outlier, ...]


def analyse(grid: DayGrid, scheduled: bool = False, lean: bool = True) -> DiaryAnalysis:
    """Analyse all days of the grid once, or return the latest scheduled analysis up to its end."""
    basis = basis_of(grid)
    triggers, withdrawn = _latest_scheduled(grid, lean) if scheduled else (find_triggers(grid, lean=lean), ())
    return DiaryAnalysis(
        basis,
        triggers,
        withdrawn,
        next_scheduled_in(basis.days_logged),
        worsening(grid),
        changes(grid),
        outliers(grid.latest()),
    )


def _latest_scheduled(grid: DayGrid, lean: bool) -> tuple[Triggers, tuple[str, ...]]:
    """The latest scheduled analysis; before the first, only the reason of the gate."""
    last = latest_analysis(grid, lean)
    if last is None:
        return find_triggers(grid, LEVEL, min_days=MIN_DAYS_SCHEDULED), ()
    return last.triggers, last.withdrawn
