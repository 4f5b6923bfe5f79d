"""A flag is as urgent as its rule, unless the facts say otherwise."""

from __future__ import annotations

from tracker.red_flags.flag import RedFlag, raised
from tracker.reference.rules import Level


def test_a_flag_takes_level_hours_version_and_words_from_its_rule() -> None:
    flag = raised("S3_constant", {"days": 3})
    assert flag == RedFlag("S3_constant", 1, Level.SOON, 336, {"days": 3}, ("says",))


def test_it_can_be_more_urgent_or_say_only_some_of_it() -> None:
    flag = raised("S2_persistent", {}, "face", within_hours=24)
    assert (flag.within_hours, flag.says) == (24, ("face",))


def test_at_the_next_visit_has_no_hours() -> None:
    flag = raised("S4_worsening", {}, "said", level=Level.NEXT_VISIT)
    assert (flag.level, flag.within_hours) == (Level.NEXT_VISIT, None)
    assert raised("S5w_new_region", {}).within_hours is None
