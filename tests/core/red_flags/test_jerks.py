"""Classification of jerks."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.core.records import Feel
from tracker.core.red_flags.jerks import is_sleep_jerk


@pytest.mark.parametrize(
    ("places", "said", "harmless"),
    [
        (("thigh:left",), {"falling_asleep": True}, True),
        (("chin:left",), {"falling_asleep": True}, True),
        (("thigh:left",), {"in_sleep": True}, True),
        (("chin:left",), {"in_sleep": True}, False),
        (("thigh:left", "chin:left"), {"in_sleep": True}, False),
        (("",), {"in_sleep": True}, False),
        (("thigh:left",), {}, False),
        (("thigh:left",), {"falling_asleep": False, "in_sleep": False}, False),
        (("thigh:left",), {"falling_asleep": True, "feel": None}, True),
        (("thigh:left",), {"falling_asleep": True, "feel": Feel.PULL_AND_HOLD}, False),
        (("thigh:left",), {"falling_asleep": True, "signs": ("confusion gradual",)}, False),
    ],
)
def test_jerks_on_falling_asleep(pen: Any, places: tuple[str, ...], said: dict[str, Any], harmless: bool) -> None:
    assert is_sleep_jerk(pen.episode(0, *places, **{"feel": Feel.JERK, **said})) is harmless
