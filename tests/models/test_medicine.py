"""What was saved is loaded again, whole: every field of every record but the plainest."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tracker import diary, models
from tracker.core.formats import diary_json
from tracker.core.records import (
    Day,
    Diary,
    Dose,
    DoseChange,
    Episode,
    Injected,
    Injection,
    MedicalTest,
    MedicalTestKind,
    Medicine,
    Onset,
    Person,
    Place,
    ScaleScore,
    Side,
    Sign,
    Threshold,
    Visit,
    WatchedSign,
)
from tracker.models import User

DAY = date(2026, 1, 31)
CHIN = Place("chin", Side.LEFT)
NOW = datetime(2026, 2, 1, tzinfo=UTC)
SIGNS = (Sign("ringing", Onset.GRADUAL), Sign("stops_reading_or_driving", Onset.UNSURE))
FULL = Diary(
    Person(
        "Europe/Berlin", "DE", "us", 3, True, "dark", True, True, date(2025, 9, 1), False,
        date(2019, 3, 1), True, date(2024, 5, 1), True, True, False, "119",
        True, False, True, False, True, False, ("eye_closes",),
        (Threshold("run_gap_days", 5),), ("places", "course", "how_made"), ("Why at night?",),
    ),
    DAY,
    DAY,
    days=(Day(UUID(int=1), DAY, True, SIGNS, True, 6, 8, True, "note"),),
    episodes=(Episode(UUID(int=2), datetime(2026, 1, 31, 9, tzinfo=UTC), "UTC", DAY, urge_before=True, signs=SIGNS),),
    medicines=(
        Medicine(
            UUID(int=3), "Iron", date(2026, 1, 2), DAY, DAY, True, "with food", "Mineral", "100 mg", True,
            (DoseChange(DAY.replace(day=30), "", False), DoseChange(DAY, "200 mg", True)), "tired", "well", True,
        ),
        Medicine(UUID(int=4), "Zinc"),
    ),
    doses=(Dose(UUID(int=5), UUID(int=3), datetime(2026, 1, 31, 9, tzinfo=UTC), "Asia/Tokyo", DAY, "1 tablet"),),
    injections=(
        Injection(
            UUID(int=6), DAY, "A product", (Injected(CHIN, 2.5), Injected(Place("mouth_corner", Side.LEFT))),
            date(2026, 4, 25), "note", date(2026, 2, 4), date(2026, 4, 20),
        ),
    ),
    visits=(
        Visit(
            UUID(int=7), date(2027, 1, 1), "Dr A", ("Why?", "How long?"), "findings",
            (MedicalTest(MedicalTestKind.NERVE, "EMG", "well"), MedicalTest(MedicalTestKind.BLOOD, "Magnesium")),
            (ScaleScore("SMC grade", 2), ScaleScore("A scale", 1.5)), "agreed", "note",
        ),
    ),
    watched_signs=(
        WatchedSign(
            "S2_persistent", 1, "soon", 336, {"run_days": 16, "places": ["chin:left"]}, ("places",), DAY, DAY,
            "booked", DAY, {"run_days": 15}, "soon", True,
        ),
    ),
)  # fmt: skip


def untold(record: Any) -> list[str]:
    """Fields of which a test could not say whether they were kept: they hold their default."""
    return [field.name for field in fields(record) if getattr(record, field.name) == field.default]


def test_a_saved_diary_is_loaded_as_it_was(alice: User) -> None:
    full = (
        FULL.person, FULL.days[0], FULL.medicines[0], FULL.doses[0], FULL.injections[0], FULL.visits[0],
        FULL.watched_signs[0],
    )  # fmt: skip
    assert [untold(value) for value in full] == [[]] * len(full)
    assert diary.save(alice, FULL, NOW) == diary.MergeResult(added=7)
    alice.refresh_from_db()
    assert replace(diary.load_all(alice), exposures=()) == FULL


def test_a_second_import_adds_nothing(alice: User) -> None:
    diary.save(alice, FULL, NOW)
    assert diary.save(alice, FULL, NOW) == diary.MergeResult(unchanged=7)


def test_what_was_not_said_stays_not_said(alice: User) -> None:
    quiet = Diary(Person(), DAY, DAY, days=(Day(UUID(int=1), DAY),), medicines=(Medicine(UUID(int=3), "Iron"),))
    diary.save(alice, quiet, NOW)
    assert replace(diary.load_all(alice), exposures=()) == quiet


def test_a_check_in_that_differs_only_in_a_sign_is_a_change(alice: User) -> None:
    (day,) = FULL.days
    diary.save_check_in(alice, day, {}, version=1)
    assert diary.save_check_in(alice, day, {}, version=1).outcome is diary.Outcome.UNCHANGED
    changed = replace(day, signs=SIGNS[:1])
    assert diary.save_check_in(alice, changed, {}, version=1).outcome is diary.Outcome.CHANGED
    assert diary.load_all(alice).days == (changed,)


@pytest.mark.parametrize("field", ["impact", "worry"])
def test_the_table_refuses_a_score_above_ten(alice: User, field: str) -> None:
    row = models.Day.from_record(replace(FULL.days[0], **{field: 11}))
    row.user = alice
    with pytest.raises(ValidationError, match=field):
        row.full_clean()
    with pytest.raises(IntegrityError):
        row.save()


def test_an_export_goes_into_an_empty_account_and_comes_out_the_same_byte_for_byte(alice: User, bob: User) -> None:
    diary.save(alice, FULL, NOW)
    written = diary_json.write(diary.load_all(alice))
    diary.save(bob, diary_json.read(written), NOW)
    assert diary_json.write(diary.load_all(bob)) == written
    for table in (bob.medicines, bob.doses, bob.injections, bob.visits, bob.watched_signs):
        assert table.exists()
