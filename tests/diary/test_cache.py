from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, BrokenBarrierError
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections

from tracker import diary
from tracker.core import records
from tracker.core.records import Diary, MedicalTest, Person, Place, Side
from tracker.models import CachedResult, User

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = NOW.date()
ONE_DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


def fresh(user: User) -> User:
    """The person as the next request reads them."""
    return User.objects.get(pk=user.pk)


class Counted:
    """Something that is computed, and how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> tuple[str, int]:
        self.times += 1
        return "computed", self.times


RESULT = diary.json_of(tuple[str, int])
TEXT = diary.json_of(str)


@pytest.fixture
def work() -> Counted:
    return Counted()


def test_a_result_is_computed_once_per_revision(alice: User, work: Counted) -> None:
    assert [diary.cached(fresh(alice), "week", work, RESULT) for _ in range(2)] == [("computed", 1)] * 2
    diary.save_entry(alice, records.Episode(uuid4(), NOW, "UTC", DAY))
    assert diary.cached(fresh(alice), "week", work, RESULT) == ("computed", 2)


def test_results_of_an_older_revision_are_deleted(alice: User, work: Counted) -> None:
    diary.cached(fresh(alice), "week", work, RESULT)
    diary.save_entry(alice, records.Episode(uuid4(), NOW, "UTC", DAY))
    assert not alice.cached_results.exists()


def test_a_result_computed_before_a_change_is_not_returned_after_it(alice: User, work: Counted) -> None:
    before = fresh(alice)
    diary.save_entry(alice, records.Episode(uuid4(), NOW, "UTC", DAY))
    diary.cached(before, "week", work, RESULT)
    assert diary.cached(fresh(alice), "week", work, RESULT) == ("computed", 2)


def test_nobody_gets_what_is_another_persons(alice: User, bob: User) -> None:
    assert diary.cached(alice, "week", lambda: "alice", TEXT) == "alice"
    assert diary.cached(bob, "week", lambda: "bob", TEXT) == "bob"
    assert diary.cached(fresh(alice), "week", lambda: "again", TEXT) == "alice"


def test_two_names_are_two_things(alice: User) -> None:
    assert [diary.cached(alice, name, name.upper, TEXT) for name in ("week", "year")] == ["WEEK", "YEAR"]


@pytest.mark.django_db(transaction=True)
def test_parallel_threads_compute_a_result_once(alice: User, work: Counted) -> None:
    """Who works it out waits for another to do so too, and in vain: that one waits for the first."""
    both_are_at_it, lone = Barrier(2), []

    def work_out() -> tuple[str, int]:
        try:
            both_are_at_it.wait(timeout=1)
        except BrokenBarrierError:
            lone.append(True)
        return work()

    def ask(_turn: int) -> tuple[str, int]:
        try:
            return diary.cached(fresh(alice), "triggers", work_out, RESULT)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(ask, range(2))) == [("computed", 1)] * 2
    assert lone == [True]


def test_an_error_while_computing_blocks_no_other_thread(alice: User, work: Counted) -> None:
    with pytest.raises(ZeroDivisionError):
        diary.cached(alice, "week", lambda: 1 // 0, RESULT)
    assert diary.cached(alice, "week", work, RESULT) == ("computed", 1)


def test_a_result_that_cannot_be_stored_is_still_shown(alice: User, work: Counted) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("asks SQLite to refuse every write")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        try:
            assert diary.cached(alice, "week", work, RESULT) == ("computed", 1)
        finally:
            cursor.execute("PRAGMA query_only = OFF")
    assert not alice.cached_results.exists()


def test_nothing_is_kept_while_somebody_develops(alice: User, work: Counted, settings: Any) -> None:
    settings.DEBUG = True
    assert [diary.cached(alice, "week", work, RESULT)[1] for _ in range(2)] == [1, 2]


def test_a_row_that_cannot_be_read_is_computed_again(alice: User, work: Counted) -> None:
    diary.cached(alice, "week", work, RESULT)
    alice.cached_results.update(value=b"\x80\x04N.")
    assert [diary.cached(fresh(alice), "week", work, RESULT) for _ in range(2)] == [("computed", 2)] * 2


def test_saving_an_old_user_object_does_not_reset_the_revision(alice: User) -> None:
    before = fresh(alice)
    diary.save_entry(alice, records.Episode(uuid4(), NOW, "UTC", DAY))
    before.country = "AU"
    before.save()
    assert (fresh(alice).country, fresh(alice).diary_revision) == ("AU", alice.diary_revision + 1)


READS = {
    "add_link", "add_subscription", "add_token", "ALWAYS_ASKED", "answer_watched_sign", "background", "Background",
    "cached", "change_preview", "check_code", "check_in_values", "clear_deleted", "clear_unfinished",
    "compact", "count_use", "count_values", "load_recent",
    "delete_account", "delete_ended_links", "delete_expired_previews", "delete_preview", "discard",
    "discard_abandoned", "display_names", "end_account", "end_log_ins", "export", "FILE", "find_link", "find_preview",
    "find_token", "finish_deletions", "first_date", "has_sign", "history", "HTML", "ImportBatch", "injection_days",
    "is_large", "json_of", "keep_deleted", "KINDS", "link_pdf", "load", "load_all", "load_signs", "load_watched_signs",
    "mark_reminder", "merge_watched_signs", "MergeResult", "most_episodes_in_a_day", "new_doses", "next_visit_row",
    "number_of_entries", "open_link", "Outcome", "planned_import", "prefetched", "questions_to_ask", "Raw",
    "record_event", "remember_stop", "reminder_settings", "resume_reminders", "save_reminder_settings",
    "save_table_mapping", "SaveError", "SaveResult", "span", "store", "store_preview", "stored", "table_mapping",
    "take_deleted", "TooManyError", "TooManyLinksError", "TooManyTokensError", "unanswered_reminders",
    "update_watched_signs", "values_of_other_days", "was_deleted", "with_doses", "withdraw_all_tokens",
    "withdraw_link", "withdraw_token", "zones_by_day",
}  # fmt: skip
"""Functions that change no entry. Answers to signs are part of a result's name, and a link shows a snapshot."""


def changes(user: User) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every way to change a diary, by the name of its function, each with something it can be done to."""
    episode = records.Episode(uuid4(), NOW, "UTC", DAY, places=(Place("chin", Side.LEFT),), still_going=True)
    water = user.exposures.get(key="water_ml")
    glass = records.Reading(uuid4(), "water_ml", DAY, 250, NOW, "UTC", "glass_of_water", "tap")
    iron = records.Medicine(uuid4(), "Iron")
    injected = records.Injection(uuid4(), DAY, "botulinum toxin")
    visit = records.Visit(uuid4(), DAY, tests=(MedicalTest(records.MedicalTestKind.BLOOD, "magnesium"),))
    dose = records.Dose(uuid4(), iron.id, NOW, "UTC", DAY)
    check_in = records.Day(uuid4(), DAY)
    yield "log_episode", lambda: diary.log_episode(user, episode)
    yield "stop_episode", lambda: diary.stop_episode(user, user.episodes.get(), 60)
    yield "set_strength", lambda: diary.set_strength(user, episode.id, 3)
    yield "add_relief", lambda: diary.add_relief(user, episode.id, records.Relief("massage"), 0)
    yield "add_once", lambda: diary.add_once(user, glass, exposure=water)
    yield "change_amount", lambda: diary.change_amount(user, user.readings.get(), 300, 1)
    yield "save_entry", lambda: diary.save_entry(user, iron)
    yield "save_entry", lambda: diary.save_entry(user, dose, medicine=user.medicines.get())
    yield "save_entry", lambda: diary.save_entry(user, injected)
    yield "save_doctor_page", lambda: diary.save_doctor_page(fresh(user), DAY, ["course"], ["Is it harmless?"], [])
    yield "save_entry", lambda: diary.save_entry(user, visit)
    yield from changes_of_an_experiment(user)
    yield "move_questions_to_next_visit", lambda: diary.move_questions_to_next_visit(fresh(user), DAY)
    yield "save_answers", lambda: diary.save_answers(fresh(user), ["touch_eases"], {})
    yield "show_all_sections", lambda: diary.show_all_sections(fresh(user))
    yield "save_check_in", lambda: diary.save_check_in(user, check_in, {"sleep_h": 7}, 1)
    yield "set_tracked", lambda: diary.set_tracked(user, {"sleep_h"})
    yield "delete_entry", lambda: diary.delete_entry(user, "readings", glass.id)
    yield "delete_entry", lambda: diary.delete_entry(user, "doses", dose.id)
    yield "delete_entry", lambda: diary.delete_entry(user, "medicines", iron.id)
    yield "delete_entry", lambda: diary.delete_entry(user, "injections", injected.id)
    yield "delete_entry", lambda: diary.delete_entry(user, "visits", visit.id)
    yield "delete_entry", lambda: diary.delete_entry(user, "episodes", episode.id)
    yield "delete_entry", lambda: diary.delete_entry(user, "days", DAY)
    drunk = records.Reading(uuid4(), "water_ml", DAY, 250, source="a watch", external_id="1")
    batch = diary.ImportBatch(uuid4(), "a watch", "export.csv", (drunk,))
    yield "save_import", lambda: diary.save_import(user, batch, NOW)
    yield "undo_import", lambda: diary.undo_import(user, batch.client_id)
    yield "log_no_twitch", lambda: diary.log_no_twitch(user, DAY)
    yield "apply_differences", lambda: diary.apply_differences(user, Diary(Person(), DAY, DAY), set())
    other = date(2026, 11, 20)
    yield (
        "save_entries",
        lambda: diary.save_entries(user, Diary(Person(), other, other, days=(records.Day(uuid4(), other),))),
    )
    yield (
        "save",
        lambda: diary.save(user, Diary(Person(), DAY, DAY, medicines=(records.Medicine(uuid4(), "Zinc"),)), NOW),
    )


def changes_of_an_experiment(user: User) -> Iterator[tuple[str, Callable[[], object]]]:
    """Begin one, and keep a day of it."""
    tried = records.Experiment(uuid4(), DAY, "no coffee", "as usual", records.Expected.FEWER, "5eed", 14, 2)
    yield "save_entry", lambda: diary.save_entry(user, tried)
    yield "keep_day", lambda: diary.keep_day(user, tried.id, records.KeptDay(DAY, records.Kept.YES))


UNDATED = {
    "apply_differences", "move_questions_to_next_visit", "save", "save_answers", "save_doctor_page", "save_import",
    "set_tracked", "show_all_sections", "save_entries", "undo_import",
}  # fmt: skip
"""Changes of what has no date, or of many entries at once."""


def keep_two(user: User) -> None:
    """Two cached results: of the entries up to the day of every change, and of those before it."""
    for name, last_day in (("up to it", DAY), ("before it", DAY - ONE_DAY)):
        diary.cached(fresh(user), name, lambda: "kept", TEXT, last_day=last_day)


def kept(user: User) -> set[str]:
    """The first word of each name, after code version, language and flags."""
    return {name.split(" ")[3] for name in user.cached_results.values_list("name", flat=True)}


def test_every_change_deletes_the_results_that_rest_on_its_date(alice: User) -> None:
    for name, change in changes(alice):
        keep_two(alice)
        assert kept(alice) == {"up", "before"}
        change()
        assert "up" not in kept(alice), name
        if name in UNDATED:
            assert not kept(alice), name


def test_a_change_of_a_later_date_leaves_the_results_of_earlier_days(alice: User) -> None:
    keep_two(alice)
    diary.log_episode(alice, records.Episode(uuid4(), NOW, "UTC", DAY))
    assert kept(alice) == {"before"}
    diary.save_entry(alice, records.Medicine(uuid4(), "Iron"))
    assert not kept(alice)


def test_an_entry_that_moves_to_a_later_date_touches_both(alice: User) -> None:
    before = records.Reading(uuid4(), "water_ml", DAY - ONE_DAY, 250, NOW - ONE_DAY, "UTC", "glass_of_water", "tap")
    water = alice.exposures.get(key="water_ml")
    diary.add_once(alice, before, exposure=water)
    keep_two(alice)
    diary.save_entry(alice, replace(before, local_date=DAY, at=NOW), 1, exposure=water)
    assert not kept(alice)


def test_a_result_made_from_an_older_revision_is_not_stored(alice: User) -> None:
    before = fresh(alice)
    diary.save_entry(alice, records.Episode(uuid4(), NOW, "UTC", DAY))
    assert diary.cached(before, "week", lambda: "stale", TEXT, last_day=DAY) == "stale"
    assert diary.cached(fresh(alice), "week", lambda: "new", TEXT, last_day=DAY) == "new"


def test_another_last_day_replaces_the_result(alice: User) -> None:
    for day in (DAY - ONE_DAY, DAY):
        assert diary.cached(fresh(alice), "past", lambda: "anything", TEXT, last_day=day) == "anything"
    assert [row.last_day for row in alice.cached_results.all()] == [DAY]


def test_every_change_of_a_diary_counts_its_revision_up(alice: User) -> None:
    names = set()
    for name, change in changes(alice):
        before = fresh(alice).diary_revision
        change()
        assert fresh(alice).diary_revision > before, name
        names.add(name)
    assert names == set(diary.__all__) - READS


def test_a_stored_result_outlives_changes_of_the_diary(alice: User) -> None:
    diary.store(alice, "analyses", "digest and result", TEXT)
    diary.store(alice, "analyses", "the next", TEXT)
    diary.save_entry(alice, records.Episode(uuid4(), NOW, "UTC", DAY))
    assert diary.stored(fresh(alice), "analyses", TEXT) == "the next"
    assert diary.stored(fresh(alice), "others", TEXT) is None


def test_a_stored_result_that_cannot_be_read_is_none(alice: User) -> None:
    diary.store(alice, "analyses", "text", TEXT)
    assert diary.stored(alice, "analyses", RESULT) is None


def test_stored_results_go_with_the_account(alice: User) -> None:
    diary.store(alice, "analyses", "text", TEXT)
    diary.delete_account(alice)
    assert not CachedResult.objects.exists()
