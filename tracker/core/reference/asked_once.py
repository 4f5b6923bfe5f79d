"""Questions about the person that are asked once, at the first sign that needs the answer."""

from __future__ import annotations

ASKED_ONCE = ("twitching_since", "seen_by_doctor", "eye_closes", "can_hold_back", "goes_on_in_sleep")
"""Fields of a person, in the order of the page."""
