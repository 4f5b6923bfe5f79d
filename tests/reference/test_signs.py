"""The signs a person can tick: each once, each in words, and every one that a rule looks for."""

from __future__ import annotations

import re
from pathlib import Path

from tracker.reference.signs import GROUPS, SIGNS

RULES = Path(__file__).parents[2] / "tracker" / "red_flags"


def test_every_sign_is_there_once_and_in_words() -> None:
    names = [sign.name for group in GROUPS for sign in group.signs]
    assert len(names) == len(set(names)) == len(SIGNS)
    assert all(sign.says and "!" not in sign.says for sign in SIGNS.values())
    assert len({sign.says for sign in SIGNS.values()}) == len(SIGNS)


def test_every_sign_is_looked_for_by_a_rule() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in RULES.glob("*.py"))
    words = set(re.findall(r'"([a-z_]+)"', code))
    assert SIGNS.keys() - words == set()
