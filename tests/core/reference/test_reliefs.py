from tracker.core.reference.limits import BLAMED_ITEMS, NAME_CHARS
from tracker.core.reference.reliefs import BLAMED, RELIEFS


def test_suggestions_are_unique_and_fit_their_column():
    for offered in (RELIEFS, BLAMED):
        assert all(0 < len(name) <= NAME_CHARS for name in offered.values())
        assert len({name.lower() for name in offered.values()}) == len(offered)


def test_all_suggestions_can_be_blamed_together():
    assert len(BLAMED) <= BLAMED_ITEMS
