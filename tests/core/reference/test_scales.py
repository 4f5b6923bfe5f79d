"""Clinical rating scales."""

from tracker.core.reference.limits import NAME_CHARS, SCALE_SCORE
from tracker.core.reference.scales import SCALES


def test_scales_fit_their_limits_and_have_sources() -> None:
    assert all(0 < len(name) <= NAME_CHARS for name in SCALES)
    assert all(SCALE_SCORE[0] <= scale.low < scale.high <= SCALE_SCORE[1] for scale in SCALES.values())
    assert all(scale.source for scale in SCALES.values())
