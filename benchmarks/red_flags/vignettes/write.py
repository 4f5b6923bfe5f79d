"""Write the vignettes of this repository as files: `python -m benchmarks.red_flags.vignettes.write`."""

from __future__ import annotations

import csv
from pathlib import Path

from benchmarks.red_flags.vignettes.__main__ import STORIES
from benchmarks.red_flags.vignettes.harmless import HARMLESS
from benchmarks.red_flags.vignettes.serious import SERIOUS
from benchmarks.red_flags.vignettes.story import TODAY, Story
from tracker.core.formats import diary_json

COLUMNS = ("file", "today", "expected", "accepted", "must_show", "must_not_show", "title", "why", "source")


def write(folder: Path) -> None:
    """One JSON file for each story, and expected.csv."""
    stories = (*HARMLESS, *SERIOUS)
    for story in stories:
        (folder / f"{story.name}.json").write_bytes(diary_json.write(story.diary))
    with (folder / "expected.csv").open("w", encoding="utf-8", newline="") as opened:
        rows = csv.writer(opened, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows(map(_row, stories))


def _row(story: Story) -> tuple[str, ...]:
    words = (getattr(story, column) for column in COLUMNS[2:])
    return (f"{story.name}.json", TODAY.isoformat(), *words)


if __name__ == "__main__":
    write(STORIES)
