"""A day on a line of 24 hours."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID
from xml.etree import ElementTree as ET

import pytest

from tracker.core.charts.day_line import EPISODES_PX, DayEpisode, Lane, Mark, day_svg, share_of_day
from tracker.core.records import Episode

SVG = "{http://www.w3.org/2000/svg}"
NOON = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)


def drawn(*episodes: Episode, lanes: tuple[Lane, ...] = ()) -> ET.Element:
    shown = [DayEpisode(one, f"/episode/{one.id}/", f"strength {one.strength}") for one in episodes]
    return ET.fromstring(day_svg(shown, lanes, "Title", "Words"))  # noqa: S314 - drawn here.


def bars(root: ET.Element) -> list[dict[str, str]]:
    return [rect.attrib for rect in root.iter(f"{SVG}rect") if rect.get("class") == "episode"]


def test_a_clock_time_is_that_of_the_zone() -> None:
    assert share_of_day(NOON, "UTC") == 50
    assert share_of_day(NOON, "Europe/Berlin") == pytest.approx(100 * 13 / 24)


def test_an_episode_is_as_wide_as_it_lasted_and_as_high_as_it_was_strong() -> None:
    hour = Episode(UUID(int=1), NOON, "UTC", NOON.date(), duration_s=3600, strength=4)
    longer = Episode(UUID(int=2), NOON, "UTC", NOON.date(), duration_s=7200, strength=8)
    small, large = bars(drawn(hour, longer))
    assert float(large["width"][:-1]) == pytest.approx(2 * float(small["width"][:-1]), abs=0.01)
    assert float(large["height"]) == pytest.approx(2 * float(small["height"]), abs=0.1)


def test_without_a_strength_it_is_an_outline_of_half_the_height() -> None:
    (bar,) = bars(drawn(Episode(UUID(int=1), NOON, "UTC", NOON.date())))
    assert bar["fill"] == "none"
    assert float(bar["height"]) < EPISODES_PX / 2 + 1


def test_an_episode_late_at_night_stays_on_the_line() -> None:
    late = datetime(2026, 11, 26, 23, 50, tzinfo=UTC)
    (bar,) = bars(drawn(Episode(UUID(int=1), late, "UTC", late.date(), duration_s=7200, strength=4)))
    assert float(bar["x"][:-1]) + float(bar["width"][:-1]) <= 100.01


def test_each_episode_is_a_link_with_words() -> None:
    root = drawn(Episode(UUID(int=1), NOON, "UTC", NOON.date(), strength=4))
    (target,) = root.iter(f"{SVG}a")
    assert (target.get("href"), target.get("aria-label")) == (f"/episode/{UUID(int=1)}/", "strength 4")
    assert root.get("role") == "group"


def test_a_quiet_day_has_no_row_for_episodes() -> None:
    coffee = Lane((Mark(NOON, "UTC", "C", "Filter coffee"),))
    quiet, busy = drawn(lanes=(coffee,)), drawn(Episode(UUID(int=1), NOON, "UTC", NOON.date()), lanes=(coffee,))
    assert float(quiet.attrib["height"]) < float(busy.attrib["height"]) - EPISODES_PX
    assert "higher is stronger" not in "".join(quiet.itertext())


def test_lanes_without_an_entry_are_left_out() -> None:
    coffee = Lane((Mark(NOON, "UTC", "C", "Filter coffee"),))
    with_both = drawn(lanes=(coffee, Lane((Mark(NOON, "UTC", "", "Ibuprofen"),))))
    assert float(with_both.get("height", "")) > float(drawn(lanes=(coffee, Lane(()))).get("height", ""))
    assert [text.text for text in with_both.iter(f"{SVG}text")][-2:] == ["C", "◆ Ibuprofen"]
