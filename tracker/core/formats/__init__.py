"""Readers and writers of files, one module per format."""

from tracker.core.formats import diary_file
from tracker.core.formats.csv import day_table
from tracker.core.formats.csv import tables as diary_tables
from tracker.core.formats.json import document as diary_json
from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError

__all__ = ["FileProblem", "FileRefusedError", "day_table", "diary_file", "diary_json", "diary_tables"]
