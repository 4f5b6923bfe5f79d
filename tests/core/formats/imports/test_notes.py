from __future__ import annotations

from datetime import date

import pytest
from walk.exports import BERLIN

from tracker.core.formats.imports.notes import Proposal, read_notes

TODAY = date(2026, 11, 30)


def proposals(text: str) -> list[Proposal]:
    return list(read_notes(text, TODAY, BERLIN))


def test_line_with_place_and_minutes_is_an_episode() -> None:
    (one,) = proposals("12 Nov left lid 10 min, bad sleep")
    assert one.day == date(2026, 11, 12)
    assert str(one.place) == "upper_eyelid:left"
    assert one.episode is not None
    assert one.episode.until is not None
    assert (one.episode.until - one.episode.at).total_seconds() == 600
    assert one.episode.note == "left lid 10 min, bad sleep"
    assert one.values == ()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12 Nov", "2026-11-12"), ("12.11.", "2026-11-12"), ("Nov 12", "2026-11-12"), ("2026-11-12", "2026-11-12"),
        ("12. November 2025", "2025-11-12"), ("24 Dec", "2025-12-24"), ("yesterday", "2026-11-29"),
        ("today:", "2026-11-30"),
        ("3 Dez.", "2025-12-03"), ("12.11.25", "2025-11-12"),
    ],
)  # fmt: skip
def test_dates_are_read_and_without_a_year_the_latest_is_meant(written: str, day: str) -> None:
    assert [str(one.day) for one in proposals(f"{written} twitch right chin")] == [day]


def test_line_without_a_date_has_that_of_the_line_before() -> None:
    found = proposals("12 Nov\nleft eye 14:30 30 s 4/10\nslept 5.5 h, stress 7, 2 coffees")
    assert [str(one.day) for one in found] == ["2026-11-12", "2026-11-12"]
    episode = found[0].episode
    assert episode is not None
    assert (episode.at.isoformat(), episode.strength) == ("2026-11-12T13:30:00+00:00", 4)
    assert {one.exposure: one.value for one in found[1].values} == {
        "sleep_h": 5.5,
        "stress": 7.0,
        "caffeine_mg": 180.0,
    }
    assert found[1].episode is None


@pytest.mark.parametrize("text", ["milk, eggs", "call the dentist", "2 Dec 2026 left lid", "31 Feb left lid"])
def test_what_is_not_understood_proposes_nothing(text: str) -> None:
    (one,) = proposals(text)
    assert (one.episode, one.values) == (None, ())


def test_place_without_a_side_is_left_open() -> None:
    (one,) = proposals("12 Nov lid twitched")
    assert one.episode is not None
    assert one.place is None


@pytest.mark.parametrize(
    ("line", "is_episode"),
    [
        ("nose 5 min", True), ("nose", True), ("My nose.", True), ("nose 7/10", True),
        ("eye test at 3 pm", False), ("neck pain", False),
    ],
)  # fmt: skip
def test_a_place_without_its_side_is_an_episode_if_nothing_else_is_said(line: str, is_episode: bool) -> None:
    (one,) = proposals(f"13.11. {line}")
    assert (one.episode is not None, one.place) == (is_episode, None)
