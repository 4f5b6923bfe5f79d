"""Hand long work to a child process. A person has one place, and asking for the same again gives the same job."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import timedelta
from multiprocessing.sharedctypes import RawValue
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from tracker.core.reference.limits import MAX_FINISHED_JOBS, MAX_RESULT_FILES
from tracker.models import Job, User
from tracker.models.job import ACTIVE

KEPT = timedelta(days=1)
"""How long the result of a job can be looked at."""

EXPORT, PDF = "export", "pdf"
WITH_RESULT = (EXPORT,)
"""Jobs that leave a file, which is there until it is taken: asking again for the same gives it."""

entries_done = RawValue("Q")
"""Shared with the child process that does a job, which cannot write while it reads one state of the diary."""

ABANDONED_AFTER = timedelta(minutes=2)
"""A job that nobody has looked after for so long was killed."""

UNATTENDED = timedelta(seconds=30)
"""If a job waits for so long, the process that should begin it may be gone: start another one."""


def enqueue(
    user: User, kind: str, key: str, inputs: Sequence[bytes | Path] = (), file_names: Sequence[str] = ()
) -> Job:
    """The job that does this, or the one that the person has already: look at its kind and key.

    Each of `inputs` becomes a file that only this user of the machine can read, until the job ends: bytes are written,
    a file is moved.
    """
    now = timezone.now()
    finished = user.jobs.exclude(state__in=ACTIVE).order_by("-made_at", "-pk")
    finished.filter(made_at__lt=now - KEPT).delete()
    done = finished.filter(kind=kind, key=key, state=Job.State.DONE).first() if kind in WITH_RESULT else None
    if done and done.result_file.exists():
        return done
    if active := user.jobs.active().first():
        return active
    make_room(finished)
    job = Job(user=user, kind=kind, key=key, made_at=now, touched_at=now, file_names=list(file_names))
    try:
        _store(job, inputs)
    except IntegrityError:
        return user.jobs.active().get()
    if settings.JOBS_IN_CHILD_PROCESSES:
        transaction.on_commit(start_runner)
    else:
        call_command("run_jobs", "--here")
        job.refresh_from_db()
    return job


def _store(job: Job, inputs: Sequence[bytes | Path]) -> None:
    """Store a job and its files. If that fails, files go back: it may have taken their owner an hour to send them."""
    pairs = list(zip(job.input_files, inputs, strict=False))
    files = [(path, content) for path, content in pairs if isinstance(content, Path)]
    try:
        for path, content in pairs:
            if isinstance(content, bytes):
                write_private(path, [content])
        with transaction.atomic():
            job.save(force_insert=True)
            for path, file in files:
                file.rename(path)
    except BaseException:
        for path, file in files:
            if path.exists():
                path.rename(file)
        job.delete_input()
        raise


def make_room(finished: QuerySet[Job]) -> None:
    """Delete the oldest of these jobs of a person and of their files, so that one more keeps within the limits."""
    finished.filter(pk__in=list(finished.values_list("pk", flat=True)[MAX_FINISHED_JOBS - 1 :])).delete()
    with_file = [job for job in finished.filter(kind__in=WITH_RESULT) if job.result_file.exists()]
    for job in with_file[MAX_RESULT_FILES - 1 :]:
        job.delete_files()


def write_private(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a new file that only its owner can read; nothing stays when the disk is full."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(handle, "wb") as file:
            file.writelines(pieces)
    except OSError:
        with suppress(OSError):
            path.unlink()
        raise


def attend_to(rows: QuerySet[Job]) -> None:
    """Start a runner if one of these jobs waits for one, or was being done by a process that was killed."""
    now = timezone.now()
    waiting = rows.filter(state=Job.State.WAITING, touched_at__lt=now - UNATTENDED)
    abandoned = rows.filter(state=Job.State.RUNNING, touched_at__lt=now - ABANDONED_AFTER)
    if waiting.update(touched_at=now) or abandoned.exists():
        start_runner()


def start_runner() -> None:
    """Start `manage.py run_jobs`, which ends by itself when there is nothing left to do."""
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_jobs"]
    environment = os.environ | {"LEVATOR_DATA": str(settings.DATA_DIR)}
    runner = subprocess.Popen(  # noqa: S603  Our own file.
        command, stdin=subprocess.DEVNULL, start_new_session=True, env=environment
    )
    threading.Thread(target=runner.wait, daemon=True).start()
