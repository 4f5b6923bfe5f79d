"""A large import and a deletion are written in short transactions, and nobody sees half of one."""

from __future__ import annotations

import gc
import sys
from dataclasses import replace
from datetime import date
from math import ceil
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from walk.forms import form_with

from tracker import diary
from tracker.core.demo import believable
from tracker.core.merging import take_theirs
from tracker.core.records import Diary
from tracker.diary import slices
from tracker.diary.account import ENDED, end_account
from tracker.models import BusyError, Entry, Exposure, PendingBatch, Reading, ReplacedRows, User
from tracker.models.pending_batch import VisibleManager
from tracker.pages.busy import is_busy

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many slices of a short diary."""
    for module in ("slices", "save"):
        monkeypatch.setattr(sys.modules[f"tracker.diary.{module}"], "ROWS", 100)


@pytest.fixture
def year() -> Diary:
    """A diary that is long enough to be written in slices."""
    return believable(TODAY, 200, 1)


def tap(client: Client) -> int:
    fields = {"client_id": str(uuid4()), "place": "nose_side:left"}
    return client.post(reverse("tracker:episode-just-now"), fields).status_code


def test_an_import_is_seen_when_all_of_it_is_there(
    year: Diary, alice: User, alice_client: Client, bob: User, bob_client: Client
) -> None:
    seen: list[Any] = []

    def look(written: int) -> None:
        if not seen:
            alice_client.raise_request_exception = False
            counts = [
                table._default_manager.filter(user=alice).count() for table in (Reading, *Entry.__subclasses__())
            ]
            seen.append((sum(counts) - alice.exposures.count(), tap(alice_client), tap(bob_client)))
        assert written <= slices.ROWS

    diary.save(alice, year, timezone.now(), progress=look)
    assert seen == [(0, 503, 302)]
    assert diary.load_all(alice).readings == year.readings
    assert (alice.episodes.count(), bob.episodes.count()) == (len(year.episodes), 1)
    assert not PendingBatch.objects.exists()
    assert tap(alice_client) == 302


def test_an_import_that_fails_half_way_leaves_nothing(year: Diary, alice: User) -> None:
    turns: list[int] = []

    def fail(written: int) -> None:
        turns.append(written)
        if len(turns) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        diary.save(alice, year, timezone.now(), progress=fail)
    for table in Entry.__subclasses__():
        assert table is Exposure or not table._base_manager.exists()
    assert not PendingBatch.objects.exists()


def test_what_a_killed_import_left_is_hidden_and_cleared_away(year: Diary, alice: User, alice_client: Client) -> None:
    """Nobody cleans up after kill -9. The owner is refused once, and may then go on."""
    before = timezone.now() - 2 * slices.ABANDONED_AFTER
    batch = PendingBatch.objects.create(user=alice, touched_at=before)
    exposure = alice.exposures.all()[0]
    Reading.objects.create(user=alice, exposure=exposure, local_date=TODAY, value=1, batch=batch.pk)
    assert not alice.readings.exists()
    alice_client.raise_request_exception = False
    assert [tap(alice_client), tap(alice_client)] == [503, 302]
    assert not Reading._base_manager.exists()
    diary.save(alice, year, timezone.now())
    assert alice.readings.count() == len(year.readings)


def test_one_import_a_person_at_a_time(year: Diary, alice: User) -> None:
    PendingBatch.objects.create(user=alice, touched_at=timezone.now())
    with pytest.raises(BusyError):
        diary.save(alice, year, timezone.now())
    assert PendingBatch.objects.count() == 1


@pytest.fixture
def before(alice: User) -> Diary:
    """A shorter diary, which is saved."""
    value = believable(TODAY, 120, 1)
    diary.save(alice, value, timezone.now())
    return value


@pytest.fixture
def changed(before: Diary) -> Diary:
    """What a file says of it: every value is another one."""
    return replace(before, readings=tuple(replace(one, value=one.value + 1) for one in before.readings))


def test_many_changes_are_written_in_slices(changed: Diary, alice: User) -> None:
    seen: list[int] = []

    def look(written: int) -> None:
        assert written <= slices.ROWS // 2
        seen.append(ReplacedRows.objects.count())

    diary.save(alice, changed, timezone.now(), take_theirs, look)
    assert seen == list(range(1, 1 + ceil(2 * len(changed.readings) / slices.ROWS)))
    assert diary.load_all(alice) == changed
    assert not ReplacedRows.objects.exists()
    assert {row.version for row in alice.readings.all()} == {2}


@pytest.mark.parametrize("is_killed", [False, True])
def test_what_an_unfinished_import_has_changed_comes_back(
    is_killed: bool, changed: Diary, before: Diary, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice.refresh_from_db()
    revision = alice.diary_revision

    def fail(written: int) -> None:
        if ReplacedRows.objects.count() == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        if is_killed:
            patch.setattr(sys.modules["tracker.diary.save"], "discard", lambda batch: None)
        with pytest.raises(KeyboardInterrupt):
            diary.save(alice, changed, timezone.now(), take_theirs, fail)
    if is_killed:
        assert diary.load_all(alice) not in (before, changed)
        PendingBatch.objects.update(touched_at=timezone.now() - 2 * slices.ABANDONED_AFTER)
        diary.discard_abandoned()
    assert diary.load_all(alice) == before
    assert not ReplacedRows.objects.exists()
    assert not PendingBatch.objects.exists()
    # Whatever was computed from the changes is forgotten.
    alice.refresh_from_db()
    assert alice.diary_revision > revision + 1


def test_many_chosen_differences_are_written_in_slices(changed: Diary, alice: User) -> None:
    saved = diary.save(alice, changed, timezone.now())
    taken = diary.apply_differences(alice, changed, {one.key for one in saved.differences})
    assert len(taken.taken) == len(changed.readings)
    assert diary.load_all(alice) == changed
    assert not ReplacedRows.objects.exists()


def test_every_table_of_entries_hides_what_is_pending() -> None:
    tables = Entry.__subclasses__()
    assert len(tables) >= 8
    assert all(isinstance(table._default_manager, VisibleManager) for table in tables)


def test_what_was_typed_is_kept_while_the_database_is_busy(
    alice: User, alice_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice_client.raise_request_exception = False
    path = reverse("tracker:episode-draft", args=[uuid4()])
    typed = {"date": "2026-11-20", "time": "08:15", "lasting": "unknown", "strength": "4", "note": "what I typed"}
    PendingBatch.objects.create(user=alice, touched_at=timezone.now())
    answer = alice_client.post(path, typed | {"version": "1"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    kept = form_with(answer.content.decode(), ["note"])
    PendingBatch.objects.all().delete()
    assert alice_client.post(kept.action, kept.current_values()).status_code == 302
    assert alice.episodes.get().note == "what I typed"


@pytest.mark.parametrize("text", ["database is locked", "database table is locked"])
def test_a_locked_database_is_busy(text: str) -> None:
    wrapped = RuntimeError("could not save")
    wrapped.__cause__ = OperationalError(text)
    assert is_busy(wrapped)
    assert not is_busy(OperationalError("no such table"))
    assert not is_busy(None)


def test_a_deletion_ends_the_account_first_and_goes_on_after_a_kill(
    year: Diary, alice: User, alice_client: Client, bob: User
) -> None:
    diary.save(alice, year, timezone.now())
    end_account(alice)
    assert alice_client.get(reverse("tracker:journal")).status_code == 302
    assert not User.objects.filter(username="alice").exists()
    assert User.objects.get(pk=alice.pk).username.startswith(ENDED)
    diary.finish_deletions()
    assert not Reading._base_manager.exists()
    assert [user.username for user in User.objects.all()] == ["bob"]


def test_a_long_diary_is_deleted_in_slices(year: Diary, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    diary.save(alice, year, timezone.now())
    turns: list[int] = []
    short = slices.short_transaction
    monkeypatch.setattr(slices, "short_transaction", lambda: turns.append(Reading._base_manager.count()) or short())
    diary.delete_account(alice)
    assert len(turns) > 10
    assert max(before - after for before, after in zip(turns, [*turns[1:], 0], strict=True)) <= slices.ROWS


def test_no_garbage_is_collected_within_a_short_transaction() -> None:
    with slices.short_transaction():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(OSError, match="no space"), slices.short_transaction():
        raise OSError("no space")
    assert gc.isenabled()
