import re
from pathlib import Path

from tracker.core.reference.signs import ASKED, GROUPS, RETIRED, SIGNS


def test_signs_are_unique():
    assert len(ASKED) == sum(len(group.signs) for group in GROUPS)
    assert len({sign.says for sign in SIGNS.values()}) == len(SIGNS)


def test_retired_signs_are_known_but_not_asked():
    assert SIGNS.keys() - ASKED.keys() == {sign.name for sign in RETIRED}
    assert not ASKED.keys() & {sign.name for sign in RETIRED}
    for sign in RETIRED:
        assert sign.replaced_by
        assert set(sign.replaced_by) <= ASKED.keys()


def test_names_are_identifiers_and_texts_are_readable():
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in SIGNS)
    assert all(sign.says[0].isupper() and "_" not in sign.says for sign in SIGNS.values())


def test_signs_of_the_emergency_line_exist():
    expected = {"face_droop", "arm_or_leg_weak_or_numb", "speech_slurred_or_lost", "vision_lost_or_double"}
    assert expected <= SIGNS.keys()


def test_every_sign_is_used_by_a_rule():
    rules = Path(__file__).parents[3] / "tracker" / "core" / "red_flags"
    code = "".join(path.read_text(encoding="utf-8") for path in rules.glob("*.py"))
    assert SIGNS.keys() - set(re.findall(r'"([a-z_]+)"', code)) == set()
