"""A flag is as urgent as its rule, unless the facts say otherwise."""

from __future__ import annotations

from tracker.core.red_flags.flag import RedFlag, raise_flag, urgency
from tracker.core.reference.rules.levels import Level


def test_a_flag_takes_level_hours_version_and_words_from_its_rule() -> None:
    flag = raise_flag("S3_constant", {"days": 3})
    assert flag == RedFlag("S3_constant", 2, Level.SOON, 336, {"days": 3}, ("says",))


def test_level_hours_and_sentences_can_be_given() -> None:
    flag = raise_flag("S9_vision_hearing", {}, "ringing", within_hours=24)
    assert (flag.within_hours, flag.says) == (24, ("ringing",))


def test_only_what_is_soon_has_hours() -> None:
    flag = raise_flag("S4_worsening", {}, "said", level=Level.NEXT_VISIT)
    assert (flag.level, flag.within_hours) == (Level.NEXT_VISIT, None)
    assert raise_flag("S5w_new_region", {}).within_hours is None
    assert raise_flag("S9_vision_hearing", {}, "ringing", level=Level.ROUTINE).within_hours is None


def test_levels_and_hours_have_an_order() -> None:
    soon = [(Level.EMERGENCY, 0), (Level.SOON, 24), (Level.SOON, 336)]
    asked = [*soon, (Level.ROUTINE, None), (Level.NEXT_VISIT, None)]
    upside_down = list(reversed(asked))
    assert sorted(upside_down, key=lambda one: urgency(*one)) == asked
