"""What arrives in pieces is on the disk once, in order, and goes when nobody needs it."""

from __future__ import annotations

import os
from collections import namedtuple
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.diary.account import end_account
from tracker.management.commands.run_jobs import delete_old
from tracker.models import Upload, User
from tracker.models.job import folder
from tracker.pages import jobs, uploads
from tracker.pages.uploads import WAITS, append_piece, begin_upload, delete_expired_uploads, finish_upload

pytestmark = pytest.mark.django_db(transaction=True)

Disk = namedtuple("Disk", "total used free")


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs wait until the test runs them."""
    settings.DATA_DIR, settings.JOBS_IN_CHILD_PROCESSES = tmp_path, True
    monkeypatch.setattr(jobs, "start_runner", lambda: None)


def waiting_files() -> list[Path]:
    return [path for path in folder().iterdir() if path.suffix != ".lock"]


def test_a_full_disk_keeps_what_was_there(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = begin_upload(alice, [("a", 1_000_000, 0)], timezone.now())
    append_piece(upload, 0, b"a" * 100)
    # A file may not grow beyond this in this process: writing stops half way, as on a full disk.
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            append_piece(upload, 100, b"b" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert upload.received == 100
    assert append_piece(upload, 100, b"b" * 100_000) == 100_100


def test_what_waits_for_its_next_piece_too_long_is_deleted(alice: User) -> None:
    upload, now = begin_upload(alice, [("a", 3, 0)], timezone.now()), timezone.now()
    Upload.objects.update(made_at=now - 2 * WAITS)
    delete_expired_uploads(now)
    # A piece has arrived since.
    assert Upload.objects.exists()
    then = (now - WAITS - timedelta(seconds=1)).timestamp()
    os.utime(upload.paths[0], (then, then))
    delete_expired_uploads(now)
    assert not Upload.objects.exists()
    assert waiting_files() == []


def test_files_that_are_announced_again_wait_for_another_hour(alice: User) -> None:
    upload, now = begin_upload(alice, [("a", 3, 0)], timezone.now()), timezone.now()
    Upload.objects.update(made_at=now - 2 * WAITS)
    then = (now - 2 * WAITS).timestamp()
    os.utime(upload.paths[0], (then, then))
    begin_upload(alice, [("a", 3, 0)], now)
    delete_expired_uploads(now)
    assert Upload.objects.get() == upload


def test_files_that_somebody_deleted_are_sent_from_their_beginning(alice: User) -> None:
    upload = begin_upload(alice, [("a", 3, 0)], timezone.now())
    upload.delete_files()
    assert begin_upload(alice, [("a", 3, 0)], timezone.now()).received == 0


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    contents=st.lists(st.binary(max_size=40), min_size=1, max_size=3),
    ways=st.lists(st.tuples(st.integers(0, 120), st.integers(0, 60)), max_size=20),
)
def test_whatever_is_sent_what_is_there_is_a_beginning_of_the_files(
    contents: list[bytes], ways: list[tuple[int, int]], alice: User
) -> None:
    files = [(f"{n}", len(content), 0) for n, content in enumerate(contents)]
    Upload.objects.filter(user=alice).delete()
    upload, whole = begin_upload(alice, files, timezone.now()), b"".join(contents)
    for begins_at, length in ways:
        try:
            append_piece(upload, begins_at, whole[begins_at : begins_at + length])
        except ValueError:
            continue
    there = b"".join(path.read_bytes() for path in upload.paths)
    assert whole.startswith(there)
    assert upload.received == len(there)


def test_two_tabs_that_begin_at_once_share_one_upload(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    others: list[Upload] = []

    def room_while_another_tab_begins() -> int:
        monkeypatch.undo()
        others.append(begin_upload(alice, [("a", 3, 0)], timezone.now()))
        return 1_000

    monkeypatch.setattr(uploads, "room", room_while_another_tab_begins)
    assert begin_upload(alice, [("a", 3, 0)], timezone.now()) == others[0]
    assert waiting_files() == others[0].paths


@pytest.mark.parametrize("files", [[("a", 9, 0)], [("a", 2, 0), ("b", 7, 0)]])
def test_a_piece_on_its_way_while_its_upload_is_deleted_leaves_nothing(
    files: list[tuple[str, int, int]], alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = begin_upload(alice, files, timezone.now())
    append_piece(upload, 0, b"aa")
    received = upload.received

    def read_before_it_is_deleted(_upload: Upload) -> int:
        Upload.objects.all().delete()
        return received

    monkeypatch.setattr(Upload, "received", property(read_before_it_is_deleted))
    with pytest.raises(FileNotFoundError):
        append_piece(upload, received, b"b")
    assert waiting_files() == []


@pytest.mark.parametrize("fails", ["commit", "rename"])
def test_files_that_no_job_took_stay_where_they_are(fails: str, alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = begin_upload(alice, [("a", 2, 0), ("b", 2, 0)], timezone.now())
    append_piece(upload, 0, b"aa")
    append_piece(upload, 2, b"bb")

    commit, rename = connection._commit, Path.rename

    def commit_what_moves_nothing() -> None:
        if not upload.paths[0].exists():
            raise OperationalError("database or disk is full")
        commit()

    def rename_first(path: Path, to: Path) -> Path:
        if path == upload.paths[1]:
            raise FileNotFoundError
        return rename(path, to)

    with monkeypatch.context() as patched:
        if fails == "commit":
            patched.setattr(connection, "_commit", commit_what_moves_nothing)
        else:
            patched.setattr(Path, "rename", rename_first)
        with pytest.raises((OperationalError, FileNotFoundError)):
            finish_upload(upload)
    assert {path: path.read_bytes() for path in waiting_files()} == dict(
        zip(upload.paths, (b"aa", b"bb"), strict=True)
    )
    assert finish_upload(upload)


def test_files_of_a_job_that_was_never_stored_are_deleted_after_a_day(alice: User) -> None:
    """Killed after the files were moved and before the job was committed."""
    now = timezone.now()
    upload = begin_upload(alice, [("a", 3, 0), ("b", 3, 0)], now)
    job = jobs.enqueue(alice, "read export", "0", [b"aaa", b"bbb"], ["a", "b"])
    known = [*upload.paths, *job.input_files]
    lost = folder() / str(uuid4())
    lost.write_bytes(b"aaa")
    then = (now - timedelta(days=2)).timestamp()
    for path in (*known, lost):
        os.utime(path, (then, then))
    delete_old()
    # A file that is sent slowly, beside others that are there or wait for their turn, is no lost one.
    assert set(waiting_files()) == set(known)


def test_upload_to_another_machine_is_left_to_that(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    upload, now = begin_upload(alice, [("a", 1_000, 0)], timezone.now()), timezone.now()
    for path in upload.paths:
        path.unlink()
    Upload.objects.update(made_at=now - 2 * WAITS)
    delete_expired_uploads(now)
    assert Upload.objects.get() == upload
    # Its bytes need no room here.
    monkeypatch.setattr("tracker.pages.uploads.shutil.disk_usage", lambda path: Disk(0, 0, 1_200_000_000))
    assert uploads.room() == 500_000_000
    Upload.objects.update(made_at=now - timedelta(days=2))
    delete_expired_uploads(now)
    assert not Upload.objects.exists()


def test_it_goes_when_the_account_ends(alice: User) -> None:
    """The entries of a long diary take a while to delete."""
    begin_upload(alice, [("a", 3, 0)], timezone.now())
    end_account(alice)
    assert waiting_files() == []
