import re
from pathlib import Path

from tracker.core.reference.signs import ASKED, GROUPS, RETIRED, SIGNS


def test_a_sign_stands_in_one_group_only():
    assert len(ASKED) == sum(len(group.signs) for group in GROUPS)
    assert len({sign.says for sign in SIGNS.values()}) == len(SIGNS)


def test_what_older_entries_hold_is_still_known_and_no_longer_asked():
    assert SIGNS.keys() - ASKED.keys() == {sign.name for sign in RETIRED}
    assert not ASKED.keys() & {sign.name for sign in RETIRED}
    for sign in RETIRED:
        assert sign.replaced_by
        assert set(sign.replaced_by) <= ASKED.keys()


def test_names_are_stable_words_and_texts_are_for_people():
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in SIGNS)
    assert all(sign.says[0].isupper() and "_" not in sign.says for sign in SIGNS.values())


def test_the_signs_of_the_emergency_line_can_be_logged():
    wanted = {"face_droop", "arm_or_leg_weak_or_numb", "speech_slurred_or_lost", "vision_lost_or_double"}
    assert wanted <= SIGNS.keys()


def test_every_sign_is_looked_for_by_a_rule():
    rules = Path(__file__).parents[3] / "tracker" / "core" / "red_flags"
    code = "".join(path.read_text(encoding="utf-8") for path in rules.glob("*.py"))
    assert SIGNS.keys() - set(re.findall(r'"([a-z_]+)"', code)) == set()
