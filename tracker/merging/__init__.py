"""Two diaries of one person become one: nothing that only one of them says is lost, and what differs is named."""

from tracker.merging.diaries import KINDS, MergedDiary, merge_diaries, part_of
from tracker.merging.difference import Difference, Filled, keep_mine, take_theirs

__all__ = [
    "KINDS",
    "Difference",
    "Filled",
    "MergedDiary",
    "keep_mine",
    "merge_diaries",
    "part_of",
    "take_theirs",
]
