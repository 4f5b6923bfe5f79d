"""One file for each section of the doctor's summary: its numbers and its words."""
