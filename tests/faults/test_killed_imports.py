"""An import or an undo that is killed, or takes long, at any step: nothing is lost, and nothing is half there."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from walk.imported import NOW, night, read_in, seen, stored, values

from tracker import diary
from tracker.core.formats.imports import Options
from tracker.diary import slices
from tracker.diary.slices import ABANDONED_AFTER, discard_abandoned, short_transaction
from tracker.insights import imports
from tracker.management.commands.run_jobs import clear_up
from tracker.models import BusyError, Import, Job, PendingBatch, Reading, ReplacedRows, User
from tracker.pages.job_kinds import UNDO_IMPORT

NIGHTS = [night(day) for day in range(2, 11)]
OWN = {("sleep_h", f"2026-03-{day:02}"): 6.0 for day in range(2, 9)}
THEIRS = {("sleep_h", f"2026-03-{day:02}"): 7.0 for day in range(2, 11)}


@pytest.fixture
def anna(alice: User, monkeypatch: pytest.MonkeyPatch) -> User:
    """Has a week of an earlier import and two nights of her own. Imports of a few nights are large ones."""
    alice.time_zone = "Europe/Berlin"
    alice.save()
    for module in ("imports", "import_rows", "slices"):
        monkeypatch.setattr(sys.modules[f"tracker.diary.{module}"], "ROWS", 2)
    read_in(alice, *(night(day, 6) for day in range(2, 9)))
    sleep = alice.exposures.get(key="sleep_h")
    for day in (9, 10):
        Reading.objects.create(user=alice, exposure=sleep, local_date=date(2026, 3, day), value=5)
    return alice


def killed(monkeypatch: pytest.MonkeyPatch, module: str, step: str, work: Callable[[], Any]) -> None:
    """Do work of which nothing comes after this step, not even what clears up."""

    def stop(*_arguments: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        for clearing in ("_clear_unfinished", "discard"):
            if clearing != step and hasattr(sys.modules[f"tracker.diary.{module}"], clearing):
                patched.setattr(f"tracker.diary.{module}.{clearing}", lambda *_arguments: None)
        patched.setattr(f"tracker.diary.{module}.{step}", stop)
        with pytest.raises(KeyboardInterrupt):
            work()


def clear_later() -> None:
    PendingBatch.objects.update(touched_at=timezone.now() - 2 * ABANDONED_AFTER)
    discard_abandoned()
    assert not PendingBatch.objects.exists()
    assert not ReplacedRows.objects.exists()


def own_values(user: User) -> list[float]:
    return list(user.readings.from_check_in().values_list("value", flat=True))


@pytest.mark.parametrize(
    "step", ["added_rows", "insert_hidden", "insert_in_slices", "mark", "change_values", "update_values", "_count"]
)
def test_killed_import_leaves_the_diary_as_it_was(anna: User, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    killed(monkeypatch, "imports", step, lambda: read_in(anna, *NIGHTS, take_theirs=True))
    with pytest.raises(BusyError):
        anna.lock_and_bump_revision()
    clear_later()
    assert (values(anna), own_values(anna)) == (OWN, [5, 5])
    assert Reading._base_manager.filter(user=anna).count() == 9
    assert read_in(anna, *NIGHTS, take_theirs=True).values == 9
    assert (values(anna), own_values(anna)) == (THEIRS, [])


@pytest.mark.parametrize("step", ["forget_replaced", "discard"])
def test_import_that_is_killed_after_its_last_step_is_whole(
    anna: User, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    killed(monkeypatch, "imports", step, lambda: read_in(anna, *NIGHTS, take_theirs=True))
    # What gave way is hidden, and nothing can be saved before it is gone.
    assert (values(anna), own_values(anna)) == (THEIRS, [])
    with pytest.raises(BusyError):
        anna.lock_and_bump_revision()
    clear_later()
    assert (values(anna), own_values(anna)) == (THEIRS, [])
    assert Reading._base_manager.filter(user=anna).count() == 9
    assert diary.undo_import(anna, anna.imports.latest("pk").client_id) == 9
    assert (values(anna), own_values(anna)) == (OWN, [5, 5])


@pytest.mark.parametrize("step", ["mark", "insert_hidden", "change_values", "update_values"])
def test_killed_undo_leaves_the_import(anna: User, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    row = read_in(anna, *NIGHTS, take_theirs=True)
    killed(monkeypatch, "import_undo", step, lambda: diary.undo_import(anna, row.client_id))
    clear_later()
    assert (values(anna), own_values(anna)) == (THEIRS, [])
    assert diary.undo_import(anna, row.client_id) == 9
    assert (values(anna), own_values(anna)) == (OWN, [5, 5])


def test_import_that_is_interrupted_in_its_last_pause_is_whole(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has pauses")

    def interrupt(_seconds: float) -> None:
        """Ctrl-C in the first pause in which everything is visible."""
        if Import.objects.finished().count() == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(slices.time, "sleep", interrupt)
        with pytest.raises(KeyboardInterrupt):
            read_in(anna, *NIGHTS, take_theirs=True)
    clear_later()
    assert (values(anna), own_values(anna)) == (THEIRS, [])


def discarded_meanwhile(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    """A machine slept: somebody else has cleared the work away as abandoned before its last step."""
    change_values = slices_module(module).change_values

    def sleep(*arguments: Any) -> Any:
        changed = change_values(*arguments)
        PendingBatch.objects.update(touched_at=timezone.now() - 2 * ABANDONED_AFTER)
        discard_abandoned()
        return changed

    monkeypatch.setattr(f"tracker.diary.{module}.change_values", sleep)


def slices_module(name: str) -> Any:
    return sys.modules[f"tracker.diary.{name}"]


def test_import_that_was_cleared_away_is_no_import(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stored(anna)
    with monkeypatch.context() as patched:
        discarded_meanwhile(patched, "imports")
        with pytest.raises(BusyError):
            read_in(anna, *NIGHTS, take_theirs=True)
    assert seen(stored(anna))["Import"] == seen(before)["Import"]
    assert (values(anna), own_values(anna)) == (OWN, [5, 5])
    assert read_in(anna, *NIGHTS, take_theirs=True).values == 9


def test_undo_that_was_cleared_away_is_no_undo(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    row = read_in(anna, *NIGHTS, take_theirs=True)
    with monkeypatch.context() as patched:
        discarded_meanwhile(patched, "import_undo")
        with pytest.raises(BusyError):
            diary.undo_import(anna, row.client_id)
    assert (values(anna), own_values(anna)) == (THEIRS, [])
    assert diary.undo_import(anna, row.client_id) == 9
    assert (values(anna), own_values(anna)) == (OWN, [5, 5])


def test_record_of_a_long_import_keeps_it_from_being_abandoned(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    long_ago = timezone.now() - timedelta(hours=1)
    insert = slices_module("imports").insert_in_slices

    def insert_slowly(*arguments: Any) -> None:
        PendingBatch.objects.update(touched_at=long_ago)
        insert(*arguments)
        assert PendingBatch.objects.get().touched_at > long_ago

    monkeypatch.setattr("tracker.diary.imports.insert_in_slices", insert_slowly)
    assert read_in(anna, *NIGHTS).values == 7


def test_killed_import_can_be_pressed_again_with_fewer_sources(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = uuid4()
    killed(monkeypatch, "imports", "_count", lambda: read_in(anna, *NIGHTS, client_id=preview))
    clear_later()
    assert read_in(anna, night(8), night(11), client_id=preview).values == 2


def read_doses(user: User, days: int) -> Import:
    rows = [f"2026-03-0{day},08:00,Magnesium,300 mg" for day in range(2, 2 + days)]
    content = "\n".join(["Date,Time,Medicine,Dose", *rows]).encode()
    read = imports.read_file(user, io.BytesIO(content), "doses.csv", NOW)
    batch = imports.batch_of(user, read, Options(), uuid4(), "doses.csv")
    return diary.save_import(user, batch, NOW)[0]


def test_doses_of_a_killed_import_are_not_deleted_ones(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    killed(monkeypatch, "imports", "_count", lambda: read_doses(anna, 4))
    clear_later()
    assert read_doses(anna, 2).doses == 2


def test_undo_that_is_cancelled_after_its_last_step_leaves_nothing(
    anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, now = read_doses(anna, 4), timezone.now()
    job = Job.objects.create(user=anna, kind=UNDO_IMPORT, key=str(row.client_id), made_at=now, touched_at=now)
    killed(monkeypatch, "import_undo", "discard", lambda: diary.undo_import(anna, row.client_id))
    assert anna.medicines.exists()
    Job.objects.update(state=Job.State.CANCELLED)
    clear_up(job)
    assert not anna.medicines.exists()
    assert not anna.imports.filter(pk=row.pk).exists()


def test_job_that_ends_leaves_the_record_of_a_running_import_alone(
    anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed(monkeypatch, "imports", "_count", lambda: read_doses(anna, 4))
    diary.clear_unfinished(anna)
    assert anna.imported_entries.filter(kind="doses").count() == 4


def test_garbage_is_collected_again_whoever_ends_first(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def ends_meanwhile() -> bool:
        """Another thread's transaction ends right after this one has looked."""
        gc.enable()
        return False

    gc.disable()
    with monkeypatch.context() as patched:
        patched.setattr(gc, "isenabled", ends_meanwhile)
        with short_transaction():
            pass
    assert gc.isenabled()
