"""What an episode is like, against answers counted by hand; what was not said is never taken for no."""

from __future__ import annotations

from dataclasses import replace

from tracker.core.records import Diary
from tracker.core.reports.facts import Fact
from tracker.core.reports.sections.episodes import duration, episodes_section, strength


def fact(diary: Diary, key: str) -> Fact:
    return next(fact for fact in episodes_section(diary.episodes, str).facts if fact.key == key)


def lasting(diary: Diary, *minutes: int) -> Diary:
    """The diary with one episode for each of these lengths."""
    episodes = (replace(diary.episodes[0], duration_s=60 * length) for length in minutes)
    return replace(diary, episodes=tuple(episodes))


def test_strength(three_weeks: Diary) -> None:
    found = strength(three_weeks.episodes, str)
    assert (found.label, found.text, found.detail) == ("Typical strength", "5 of 10", "")
    assert (found.values["said"], found.values["median"], found.values["highest"]) == (3, 5, 8)
    span = fact(three_weeks, "strength_range")
    assert (span.text, span.detail) == ("3 to 8", "0–10, the person’s own scale; said for 3 of 7")


def test_duration(three_weeks: Diary) -> None:
    found = duration(three_weeks.episodes, str)
    assert (found.label, found.text, found.detail) == ("Typical length", "5 min", "")
    assert {key: found.values[key] for key in ("known", "still_going", "median_s", "longest_s")} == {
        "known": 2, "still_going": 1, "median_s": 330, "longest_s": 600,
    }  # fmt: skip
    span = fact(three_weeks, "length_range")
    assert (span.text, span.detail) == ("1 to 10 min", "known for 2 of 7, 1 still going")


def test_the_median_has_its_quartiles_and_range(three_weeks: Diary) -> None:
    diary = lasting(three_weeks, 1, 3, 5, 6, 8, 11, 48)
    found = duration(diary.episodes, str)
    assert (found.text, found.detail) == ("6 min", "half of them 4 to 9 min")
    assert (found.values["half_low_s"], found.values["half_high_s"]) == (240, 570)
    assert fact(diary, "length_range").text == "1 to 48 min"


def test_a_few_values_have_no_middle_half(three_weeks: Diary) -> None:
    assert duration(lasting(three_weeks, 1, 3, 5).episodes, str).values["half_low_s"] is None


def test_feel_counts_unanswered_episodes(three_weeks: Diary) -> None:
    found = fact(three_weeks, "feel")
    assert (found.text, found.detail) == ("flutter 1, jerk 1", "not said 5")
    assert found.values == {"flutter": 1, "jerk": 1, "pull_and_hold": 0, "not_said": 5}


def test_yes_no_and_unanswered_are_three_counts(three_weeks: Diary) -> None:
    assert fact(three_weeks, "in_sleep").values == {"yes": 1, "no": 1, "not_said": 5}
    assert fact(three_weeks, "can_hold_back").text == "yes 0, no 1"
    assert fact(three_weeks, "eye_closes").text == "not said"


def test_single_twitches_and_the_time_of_day(three_weeks: Diary) -> None:
    counted = replace(three_weeks, episodes=(replace(three_weeks.episodes[0], count=20), *three_weeks.episodes[1:]))
    assert (fact(counted, "count").text, fact(counted, "count").detail) == ("about 20 in an episode", "counted in 1")
    assert fact(three_weeks, "time_of_day").text == "afternoon 7"
    assert fact(three_weeks, "time_of_day").values == {"morning": 0, "afternoon": 7, "evening": 0, "night": 0}


def test_what_nothing_was_noted_on_has_a_name_and_is_not_shown(three_weeks: Diary) -> None:
    section = episodes_section(three_weeks.episodes, str)
    silent = [fact.nothing_on for fact in section.facts if fact.nothing_on]
    assert silent == ["single twitches", "pain"]
    assert not any(fact.shown for fact in section.facts if fact.nothing_on)
    assert not episodes_section((), str).noted


def test_without_episodes_nothing_is_known() -> None:
    assert strength((), str).text == "not said"
    found = duration((), str)
    assert (found.text, found.detail, found.values["median_s"]) == ("not known", "", None)
