"""The small print says what it must."""

from __future__ import annotations

from tracker.core.analysis.results import METHOD
from tracker.core.reference.rules.mention import RULES_VERSION
from tracker.core.reference.version import VERSION
from tracker.core.reports.sections.how_made import how_made


def test_it_says_what_levator_is_not() -> None:
    notes = " ".join(how_made(str))
    versions = f"(rules {RULES_VERSION}, triggers {METHOD.version})"
    assert f"Levator {VERSION} {versions}. A day without an entry is not known" in notes
    assert "%(" not in notes
    assert "It is not a medical device: it does not diagnose, treat, prevent or monitor any disease." in notes
    assert "No clinician has reviewed this software." in notes
