"""Files to values and back, one file per format."""

from tracker.core.formats import diary_file
from tracker.core.formats.csv import day_table
from tracker.core.formats.csv import tables as diary_tables
from tracker.core.formats.json import document as diary_json
from tracker.core.formats.validation.refusal import Problem, Refused

__all__ = ["Problem", "Refused", "day_table", "diary_file", "diary_json", "diary_tables"]
