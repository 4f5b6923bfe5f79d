from uuid import UUID

import pytest
from django.utils import timezone

from tracker.core.records import Episode, Relief
from tracker.core.reference.limits import RELIEFS_PER_EPISODE
from tracker.forms.reliefs import MAX_ROWS, RELIEF_ROWS, ReliefFields


def row(n, what="", helped="", minutes=""):
    return {f"relief_{n}_what": what, f"relief_{n}_helped": helped, f"relief_{n}_min": minutes}


def test_a_suggestion_is_recognised_in_any_spelling_and_other_words_stay():
    form = ReliefFields(row(0, "gentle MASSAGE", "yes", "5") | row(2, "A walk"))
    assert form.is_valid()
    assert form.reliefs() == (Relief("massage", True, 5), Relief("A walk"))


@pytest.mark.parametrize("said", [row(1, helped="no"), row(1, minutes="0")])
def test_an_answer_about_nothing_is_asked_for(said):
    form = ReliefFields(said)
    assert form.errors == {"relief_1_what": ["What did you try?"]}


@pytest.mark.parametrize(("filled", "rows"), [(0, 3), (2, 3), (3, 4), (29, 30), (30, 30)])
def test_there_is_always_an_empty_row(filled, rows):
    reliefs = tuple(Relief(f"thing {n}") for n in range(filled))
    now = timezone.now()
    first = RELIEF_ROWS.to_initial(Episode(UUID(int=1), now, "UTC", now.date(), reliefs=reliefs))
    assert len(ReliefFields(initial=first).relief_fields()) == rows


def test_shows_the_maximum_of_a_file():
    assert MAX_ROWS == RELIEFS_PER_EPISODE
