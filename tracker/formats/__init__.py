"""Files to values and back, one file per format."""

from tracker.formats import day_table, diary_file, diary_json, diary_tables
from tracker.formats.refusal import Problem, Refused

__all__ = ["Problem", "Refused", "day_table", "diary_file", "diary_json", "diary_tables"]
