from tracker.core.reference.limits import BLAMED_ITEMS, NAME_CHARS
from tracker.core.reference.reliefs import BLAMED, RELIEFS


def test_what_is_offered_fits_its_column_and_has_a_name_of_its_own():
    for offered in (RELIEFS, BLAMED):
        assert all(0 < len(name) <= NAME_CHARS for name in offered.values())
        assert len({name.lower() for name in offered.values()}) == len(offered)


def test_everything_offered_may_be_blamed_at_once():
    assert len(BLAMED) <= BLAMED_ITEMS
