"""A vignette is a miss or a false alarm against its accepted levels, never on average."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.red_flags.vignettes.__main__ import STORIES
from benchmarks.red_flags.vignettes.judge import Expectation, Result, judge, level_shown, report
from benchmarks.red_flags.vignettes.story import TODAY, check_in, diary, twitch
from tracker.core.formats import diary_json

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "file,today,expected,accepted,must_show,must_not_show,title,why,source\n"


def result(shown: str, accepted: str, *rules: str, must_show: str = "", must_not_show: str = "") -> Result:
    levels = tuple(accepted.split())
    wanted = Expectation("x.json", TODAY, levels[0], levels, frozenset(must_show.split()),
                         frozenset(must_not_show.split()))  # fmt: skip
    return Result(wanted, shown, frozenset(rules))


@pytest.mark.parametrize(
    ("shown", "accepted", "miss", "alarm"),
    [
        ("soon", "day emergency", True, False),
        ("day", "day emergency", False, False),
        ("emergency", "mention day", False, True),
        ("soon", "mention day", False, False),
        ("nothing", "nothing", False, False),
    ],
)
def test_misses_and_false_alarms(shown: str, accepted: str, miss: bool, alarm: bool) -> None:
    found = result(shown, accepted)
    assert (found.is_miss, found.is_false_alarm, found.is_accepted) == (miss, alarm, not miss and not alarm)


def test_a_rule_that_is_missing_or_unwanted_is_not_accepted() -> None:
    assert result("day", "day", "S1", must_show="S1", must_not_show="S2").is_accepted
    assert result("day", "day", "S3", must_show="S1").missing == {"S1"}
    assert not result("day", "day", "S2", must_not_show="S2").is_accepted


def test_the_level_is_that_of_the_most_urgent_flag(flag: Any) -> None:
    assert level_shown([]) == level_shown([flag("reassure", None)]) == "nothing"
    assert level_shown([flag("soon", 336), flag("soon", 24), flag("next_visit", None)]) == "day"
    assert level_shown([flag("next_visit", None), flag("soon", 336)]) == "soon"


@pytest.fixture
def flag() -> Any:
    from tracker.core.red_flags import RedFlag
    from tracker.core.reference.rules.levels import Level

    return lambda level, hours: RedFlag("S2_persistent", 1, Level(level), hours, {}, ())


def test_a_folder_is_read_and_reported(tmp_path: Path) -> None:
    droop = diary(twitch([1], "chin:left"), check_in(0, "face_droop sudden"))
    (tmp_path / "droop.json").write_bytes(diary_json.write(droop))
    rows = "droop.json,2026-05-31,mention,mention,,E1_face_droop,t,w,s\n"
    (tmp_path / "expected.csv").write_text(HEADER + rows, encoding="utf-8")
    (found,) = judge(tmp_path)
    assert (found.expectation.today, found.shown) == (date(2026, 5, 31), "emergency")
    lines = list(report([found]))
    assert "| mention (1) | – | – | – | – | 1 |" in lines
    assert "0 of 1 accepted, 0 misses, 1 false alarms." in lines
    assert lines[-2:] == [
        "- False alarm: droop, expected mention, shown emergency",
        "- Must not show: droop, E1_face_droop",
    ]


def test_every_vignette_of_this_repository_is_accepted() -> None:
    found = judge(STORIES)
    assert len(found) >= 30
    assert [result for result in found if not result.is_accepted] == []
