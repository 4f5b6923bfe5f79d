"""A whole diary into the tables: all of it or nothing, and never twice."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError

from tracker import diary
from tracker.core.demo import believable
from tracker.core.merging import take_theirs
from tracker.core.records import Day, Dose, Exposure, Injection, Medicine, Onset, Sign, Summary, Visit, WatchedSign
from tracker.core.records import Reading as ReadingRecord
from tracker.core.reference.exposures import BUILT_IN
from tracker.diary import MergeResult, SaveError
from tracker.models import Reading

LONG = believable(date(2026, 5, 31), 150, 2)
DEMO = believable(date(2026, 5, 31), 20, 1)
BARE = replace(DEMO, days=(), episodes=(), readings=(), medicines=(), doses=(), injections=(), visits=())
NOW = datetime(2026, 6, 1, tzinfo=UTC)
ENTRIES = sum(len(getattr(DEMO, kind)) for kind in diary.KINDS)


def test_everything_is_added_once(alice):
    assert diary.save(alice, DEMO, NOW) == MergeResult(added=ENTRIES)
    assert diary.save(alice, DEMO, NOW) == MergeResult(unchanged=ENTRIES)
    assert alice.person() == DEMO.person


def test_an_account_in_use_keeps_its_own(alice, one_of_each):
    one_of_each(alice)
    person, own = alice.person(), alice.exposures.get(key="own_chocolate")
    saved = diary.save(alice, DEMO, NOW)
    alice.refresh_from_db()
    assert alice.person() == person
    assert alice.exposures.get(key="own_chocolate") == own
    settings = [one.fields for one in saved.differences if one.kind == "person"]
    assert settings == [("time_zone",), ("country",)]


def test_all_or_nothing(alice, monkeypatch):
    def breaks(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr(Reading.objects, "bulk_create", breaks)
    with pytest.raises(IntegrityError):
        diary.save(alice, DEMO, NOW)
    assert diary.span(alice) == (None, None)
    assert [row.key for row in alice.exposures.all()] == [known.key for known in BUILT_IN]


def test_a_diary_from_the_future_is_not_saved(alice):
    with pytest.raises(SaveError):
        diary.save(alice, DEMO, datetime(2026, 5, 20, tzinfo=UTC))
    assert diary.span(alice) == (None, None)


def test_a_check_in_of_the_same_date_is_merged_with_its_sign_and_both_notes(alice):
    mine = Day(UUID(int=8), date(2026, 5, 1), note="evening, at the desk")
    diary.save(alice, replace(BARE, days=(mine,)), NOW)
    numb = Sign("face_numb", Onset.SUDDEN)
    theirs = Day(UUID(int=9), mine.local_date, note="morning, elsewhere", impact=4, signs=(numb,))
    saved = diary.save(alice, replace(BARE, days=(theirs,)), NOW)
    assert (saved.added, saved.unchanged, saved.merged, saved.different) == (0, 0, 1, 0)
    row = alice.days.get()
    assert (row.client_id, row.version) == (mine.id, 2)
    assert (row.record().signs, row.impact) == ((numb,), 4)
    assert all(note in row.note for note in (mine.note, theirs.note))
    assert diary.save(alice, replace(BARE, days=(theirs,)), NOW) == MergeResult(unchanged=1)


def test_a_different_value_stays_and_is_reported_or_is_chosen(alice):
    mine = Day(UUID(int=8), date(2026, 5, 1), impact=3)
    diary.save(alice, replace(BARE, days=(mine,)), NOW)
    other = replace(BARE, days=(Day(UUID(int=9), mine.local_date, impact=4),))
    saved = diary.save(alice, other, NOW)
    assert [(one.day, one.mine, one.theirs) for one in saved.differences] == [(mine.local_date, (3,), (4,))]
    assert (saved.different, alice.days.get().impact) == (1, 3)
    chosen = diary.save(alice, other, NOW, take_theirs)
    assert (chosen.merged, chosen.different, alice.days.get().impact) == (1, 0, 4)
    assert [one.mine for one in chosen.taken] == [(3,)]


def test_every_kind_of_entry_is_merged_under_its_id(alice):
    """The whole demo diary, each text and number of it changed on the other side."""
    diary.save(alice, LONG, NOW)
    other = changed_everywhere(LONG)
    before = diary.load_all(alice)
    saved = diary.save(alice, other, NOW)
    count = sum(len(getattr(LONG, kind)) for kind in diary.KINDS)
    assert (saved.added, saved.unchanged) == (0, 0)
    assert saved.merged + saved.different == count
    taken = diary.save(alice, other, NOW, take_theirs)
    assert (taken.added, taken.different) == (0, 0)
    after = diary.load_all(alice)
    assert all(len(getattr(after, kind)) == len(getattr(before, kind)) for kind in diary.KINDS)
    assert [r.value for r in after.readings] == [r.value for r in other.readings]
    assert [d.amount for d in after.doses] == [d.amount for d in other.doses]
    assert [e.strength for e in after.episodes] == [e.strength for e in other.episodes]
    assert diary.save(alice, other, NOW) == MergeResult(unchanged=count)


def changed_everywhere(value):
    return replace(
        value,
        days=tuple(replace(day, impact=9, note=f"{day.note} later") for day in value.days),
        episodes=tuple(replace(one, strength=9, note="later") for one in value.episodes),
        readings=tuple(replace(one, value=one.value / 2 + 0.125) for one in value.readings),
        medicines=tuple(replace(one, name=f"{one.name} 2") for one in value.medicines),
        doses=tuple(replace(one, amount="half a tablet") for one in value.doses),
        injections=tuple(replace(one, product="Another product") for one in value.injections),
        experiments=tuple(replace(one, off="another way") for one in value.experiments),
        visits=tuple(replace(one, who="Dr B", agreed="later") for one in value.visits),
    )


def test_a_short_and_a_long_file_meet_the_same_entries(alice, bob):
    """A short file looks for what it may meet, a long one loads the whole diary."""
    for user in (alice, bob):
        diary.save(user, LONG, NOW)
    other = changed_everywhere(LONG)
    day = LONG.days[40].local_date
    short = replace(other.between(day, day), injections=other.injections, visits=other.visits)
    assert sum(len(getattr(short, kind)) for kind in diary.KINDS) < 500
    whole = replace(LONG, **{kind: pick(LONG, short, kind) for kind in diary.KINDS})
    first, second = diary.save(alice, short, NOW), diary.save(bob, whole, NOW)
    assert (first.merged, first.different) == (second.merged, second.different)
    assert diary.load_all(alice).days == diary.load_all(bob).days


def pick(long, short, kind):
    """The long diary's entries of a kind, with those of the short one in their places."""
    other = {entry.id: entry for entry in getattr(short, kind)}
    return tuple(other.get(entry.id, entry) for entry in getattr(long, kind))


def test_settings_differ_until_they_are_chosen(alice, one_of_each):
    one_of_each(alice)
    pregnant = replace(BARE, person=replace(alice.person(), pregnant=True, doctor_questions=("At night?",)))
    saved = diary.save(alice, pregnant, NOW)
    found = [(one.is_setting, one.fields, one.theirs) for one in saved.differences if one.kind == "person"]
    assert found == [(True, ("pregnant",), (True,))]
    alice.refresh_from_db()
    assert (alice.pregnant, alice.doctor_questions) == (False, ("At night?",))
    diary.save(alice, pregnant, NOW, lambda difference: difference.is_setting)
    alice.refresh_from_db()
    assert alice.pregnant


def untouched_but(**settings):
    def touch(user):
        for name, value in settings.items():
            setattr(user, name, value)
        user.save()

    return touch


@pytest.mark.parametrize(
    "touch",
    [
        untouched_but(under_16=True),
        untouched_but(theme="dark"),
        untouched_but(thresholds={"run_gap_days": 5}),
        untouched_but(doctor_page={"questions": ["Mine?"]}),
        lambda user: diary.set_tracked(user, {"sleep_h"}),
        lambda user: diary.save_entry(user, Exposure(UUID(int=1), "own_tea", "Tea", "cups", Summary.SUM)),
    ],
)
def test_settings_typed_before_the_first_entry_are_not_overwritten(alice, touch):
    touch(alice)
    before, tracked = alice.person(), [row.record() for row in alice.exposures.all()]
    saved = diary.save(alice, DEMO, NOW)
    alice.refresh_from_db()
    assert alice.person() == before
    brought_along = {one.key for one in DEMO.exposures} - {one.key for one in tracked}
    assert [row.record() for row in alice.exposures.all() if row.key not in brought_along] == tracked
    assert {one.fields for one in saved.differences} >= {("time_zone",), ("country",)}


def test_only_the_chosen_difference_is_taken_and_nothing_is_added(alice):
    mine = Day(UUID(int=8), date(2026, 5, 1), impact=3, worry=3)
    diary.save(alice, replace(BARE, days=(mine,)), NOW)
    deleted = Day(UUID(int=7), date(2026, 5, 2), note="deleted since")
    other = replace(BARE, days=(replace(mine, impact=4, worry=4, note="more"), deleted))
    wanted, _other = diary.save(alice, replace(other, days=other.days[:1]), NOW).differences
    saved = diary.apply_differences(alice, other, {wanted.key})
    assert [one.fields for one in saved.taken] == [("impact",)]
    assert [row.record() for row in alice.days.all()] == [replace(mine, impact=4, note="more")]


def test_a_choice_about_a_value_that_changed_since_is_not_applied(alice):
    mine = Day(UUID(int=8), date(2026, 5, 1), impact=3)
    diary.save(alice, replace(BARE, days=(mine,)), NOW)
    other = replace(BARE, days=(replace(mine, impact=4),))
    (seen,) = diary.save(alice, other, NOW).differences
    diary.save_check_in(alice, replace(mine, impact=5), {}, 1)
    saved = diary.apply_differences(alice, other, {seen.key})
    assert (saved.taken, [one.mine for one in saved.differences], alice.days.get().impact) == ((), [(5,)], 5)


def test_an_answer_to_a_sign_is_merged_into_the_one_that_is_open(alice):
    shown = WatchedSign(
        "S2_persistent", 1, "soon", 336, {"run_days": 16}, ("says",), date(2026, 5, 9), date(2026, 5, 9)
    )
    diary.update_watched_signs(alice, [shown], shown.first_shown)
    answered = replace(
        shown, first_shown=date(2026, 5, 1), answer="seen", answered_on=date(2026, 5, 8),
        answered_facts=shown.facts, answered_level="soon",
    )  # fmt: skip
    past = replace(shown, rule="S13_more_places", is_over=True)
    diary.save(alice, replace(BARE, watched_signs=(answered, past)), NOW)
    assert diary.load_all(alice).watched_signs == (replace(answered, last_shown=date(2026, 5, 9)), past)


def test_a_value_has_three_names_and_each_counts(alice):
    first = ReadingRecord(UUID(int=1), "sleep_h", date(2026, 5, 1), 7, external_id="night-1")
    same_name_outside = replace(first, id=UUID(int=2), local_date=date(2026, 5, 2))
    same_place = replace(first, id=UUID(int=3), external_id="night-3")
    readings = (first, same_name_outside, same_place)
    saved = diary.save(alice, replace(BARE, readings=readings), NOW)
    assert (saved.added, saved.different) == (2, 1)
    assert {row.external_id for row in alice.readings.all()} == {"night-1", ""}
    assert [one.theirs for one in saved.differences] == [("night-1",), ("night-3",)]


def test_what_a_file_does_not_track_is_still_there_to_tap(alice):
    tea = Exposure(UUID(int=1), "own_tea", "Tea", "cups", Summary.SUM)
    diary.save(alice, replace(BARE, exposures=(tea,)), NOW)
    assert [row.key for row in alice.exposures.all()] == ["own_tea", *(known.key for known in BUILT_IN)]


PLANNED = Visit(UUID(int=2), date(2027, 1, 1), "Dr A")
COURSE = Medicine(UUID(int=1), "Iron", as_needed=True)
TAKEN = Dose(UUID(int=3), COURSE.id, datetime(2026, 5, 31, 9, tzinfo=UTC), "UTC", date(2026, 5, 31), "1 tablet")
TREATED = replace(
    BARE, medicines=(COURSE,), doses=(TAKEN,), visits=(PLANNED,),
    injections=(Injection(UUID(int=4), date(2026, 1, 1), "A product"),),
)  # fmt: skip


def test_treatments_are_added_once_with_the_doses_under_their_medicine(alice):
    assert diary.save(alice, TREATED, NOW) == MergeResult(added=4)
    assert diary.save(alice, TREATED, NOW) == MergeResult(unchanged=4)
    held = diary.load_all(alice)
    assert all(getattr(held, kind) == getattr(TREATED, kind) for kind in diary.KINDS)


def test_a_planned_visit_is_no_entry_from_the_future_but_a_dose_and_an_injection_are(alice):
    tomorrow = replace(TAKEN, at=NOW + timedelta(hours=25), local_date=date(2026, 6, 2))
    ahead = Injection(UUID(int=4), date(2026, 6, 9), "A product")
    for late in (replace(TREATED, doses=(tomorrow,)), replace(TREATED, injections=(ahead,))):
        with pytest.raises(SaveError):
            diary.save(alice, late, NOW)
    assert not alice.visits.exists()


@pytest.mark.parametrize("held", [COURSE, PLANNED])
def test_an_account_with_only_a_medicine_or_a_visit_keeps_its_settings(held, alice):
    diary.save_entry(alice, held)
    person = alice.person()
    diary.save(alice, DEMO, NOW)
    alice.refresh_from_db()
    assert alice.person() == person
    assert person != DEMO.person
