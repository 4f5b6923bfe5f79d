"""Two diaries of one person become one: nothing that only one of them says is lost, and what differs is named."""

from tracker.core.merging.blanks import fill_blanks, fit_together
from tracker.core.merging.diaries import KINDS, MergedDiary, merge_diaries, part_of
from tracker.core.merging.difference import Difference, Filled, keep_mine, take_theirs
from tracker.core.merging.imported import Clash, ExposureDay, ImportPlan, plan_import

__all__ = [
    "KINDS",
    "Clash",
    "Difference",
    "ExposureDay",
    "Filled",
    "ImportPlan",
    "MergedDiary",
    "fill_blanks",
    "fit_together",
    "keep_mine",
    "merge_diaries",
    "part_of",
    "plan_import",
    "take_theirs",
]
