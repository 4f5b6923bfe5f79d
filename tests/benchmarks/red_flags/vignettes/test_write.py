"""The files of the vignettes say what their stories say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.red_flags.vignettes.__main__ import STORIES
from benchmarks.red_flags.vignettes.harmless import HARMLESS
from benchmarks.red_flags.vignettes.judge import LEVELS, expectations
from benchmarks.red_flags.vignettes.serious import SERIOUS
from benchmarks.red_flags.vignettes.write import write
from tracker.core.formats import diary_json

if TYPE_CHECKING:
    from pathlib import Path


def test_the_files_are_up_to_date(tmp_path: Path) -> None:
    """When this fails, run `python -m benchmarks.red_flags.vignettes.write`."""
    write(tmp_path)
    assert (tmp_path / "expected.csv").read_text() == (STORIES / "expected.csv").read_text()
    names = {path.name for path in STORIES.iterdir()}
    assert {path.name for path in tmp_path.iterdir()} == names
    for path in tmp_path.glob("*.json"):
        assert diary_json.read(path.read_bytes()) == diary_json.read((STORIES / path.name).read_bytes())


def test_half_of_them_are_harmless() -> None:
    assert len(HARMLESS) >= 25
    assert len(HARMLESS) >= len(SERIOUS)
    assert {story.expected for story in HARMLESS} == {"nothing", "mention"}
    assert {story.expected for story in SERIOUS} == {"soon", "day", "emergency"}


def test_every_level_is_known_and_the_expected_one_accepted() -> None:
    for wanted in expectations(STORIES):
        assert {wanted.expected, *wanted.accepted} <= set(LEVELS)
        assert wanted.expected in wanted.accepted
