"""`manage.py run_jobs`: do the long work that pages wait for, each job in a child process with limits.

The server starts it when there is work, and it ends when there is none. Several may run; each takes a place, and ends
if all places are taken.
"""

from __future__ import annotations

import fcntl
import logging
import os
import resource
import signal
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.db.models import F
from django.utils import timezone

from tracker import diary
from tracker.database import close_connections
from tracker.models import Job, PendingBatch, Upload
from tracker.models.job import ACTIVE, folder
from tracker.pages.job_kinds import IMPORT, JOBS, READ_EXPORT, SAVE_IMPORT, UNDO_IMPORT
from tracker.pages.jobs import ABANDONED_AFTER, EXPORT, KEPT, entries_done

PLACES = max(1, (os.cpu_count() or 1) // 2)
CPU_S, WALL_S = 1_200, 3_600
MEMORY_BYTES = min(4_000_000_000, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2)
LOOK_S, TOUCH_S = 0.2, 5
NICENESS = 10
REPEATED = (READ_EXPORT,)
"""Jobs that are begun once more when their process was killed: they write nothing until their last step."""

WRITING = (IMPORT, SAVE_IMPORT, UNDO_IMPORT)
"""Jobs that write into the diary, in batches."""

MAX_STARTS = 3
"""A file that takes the whole machine down is not read for ever."""

log = logging.getLogger("levator.jobs")


class Command(BaseCommand):
    """Exit code 0, whether or not there was work."""

    help = "Do the long work that pages wait for (the server starts this by itself)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to work."""
        parser.add_argument("--here", action="store_true", help="without child processes and limits, for tests")

    def handle(self, *args: Any, here: bool = False, **options: Any) -> None:
        """Work until nothing is left. A job that came while the place was given up is found by the last look."""
        delete_old()
        while True:
            with place() as is_free:
                if not is_free:
                    return
                # Another process may be at it.
                with suppress(DatabaseError):
                    diary.finish_deletions()
                while job := claim():
                    if here:
                        run_here(job)
                    else:
                        run(job)
            if not Job.objects.filter(state=Job.State.WAITING).exists():
                return


def delete_old() -> None:
    """Delete ended jobs, and files that nothing knows (a process was killed while it moved them), after a day."""
    before = timezone.now() - KEPT
    Job.objects.exclude(state__in=ACTIVE).filter(made_at__lt=before).delete()
    old = before.timestamp()
    # The files are listed before the rows are read: the files of rows that are added in between are not in the list.
    paths = [path for path in folder().iterdir() if path.suffix != ".lock"]
    known = {path for upload in Upload.objects.all() for path in upload.paths}
    known |= {path for job in Job.objects.only("client_id", "file_names") for path in job.input_files}
    for path in paths:
        with suppress(FileNotFoundError):
            if path not in known and path.stat().st_mtime < old:
                path.unlink()


@contextmanager
def place() -> Iterator[bool]:
    """Hold one of the places of this machine; False if all are taken."""
    for number in range(PLACES):
        with (folder() / f"place-{number}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield True
            return
    yield False


def claim() -> Job | None:
    """Take the job that has waited longest, and give up those whose process was killed, or begin them once more."""
    for job in Job.objects.filter(state=Job.State.RUNNING, touched_at__lt=timezone.now() - ABANDONED_AFTER):
        if job.kind in REPEATED and job.starts < MAX_STARTS and job.input_file.exists():
            Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(state=Job.State.WAITING, written=0)
        else:
            clear_up(job)
    for job in Job.objects.filter(state=Job.State.WAITING).order_by("made_at", "pk").select_related("user"):
        if job.kind in (IMPORT, READ_EXPORT, SAVE_IMPORT, EXPORT) and not job.input_file.exists():
            # It was asked for on another machine.
            continue
        waiting = Job.objects.filter(pk=job.pk, state=Job.State.WAITING)
        if waiting.update(state=Job.State.RUNNING, touched_at=timezone.now(), starts=F("starts") + 1):
            return job
    return None


def run(job: Job) -> None:
    """Do one job in a child process. It is killed when its time is over or when its owner cancels it."""
    close_connections()
    entries_done.value = 0
    child = os.fork()
    if child == 0:
        os._exit(work(job))
    ends, touched, shown = time.monotonic() + WALL_S, time.monotonic(), 0
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        time.sleep(LOOK_S)
        if time.monotonic() > touched + TOUCH_S:
            touched = time.monotonic()
            Job.objects.filter(pk=job.pk).update(touched_at=timezone.now())
        if entries_done.value > shown:
            shown = entries_done.value
            Job.objects.filter(pk=job.pk).update(written=shown)
        if time.monotonic() > ends or not Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).exists():
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            break
    clear_up(job)


def run_here(job: Job) -> None:
    """Do one job in this process."""
    try:
        finish(job)
    finally:
        clear_up(job)


def finish(job: Job) -> None:
    """Do the work and store what came of it, unless it was cancelled since."""
    result = JOBS[job.kind](job)
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(state=Job.State.DONE, result=result)


def work(job: Job) -> int:
    """The exit code of the child. What goes wrong is logged by its kind and place only: the rest may be a diary."""
    try:
        os.nice(NICENESS)
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        finish(job)
    except BaseException as error:
        log.error("a job failed: %s, %s", job.kind, type(error).__name__)
        return 1
    finally:
        close_connections()
    return 0


def clear_up(job: Job) -> None:
    """A job that is still running has failed. Delete its file and the entries of an import that was not finished."""
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(state=Job.State.FAILED)
    job.delete_input()
    if not Job.objects.filter(pk=job.pk, state=Job.State.DONE).exists():
        job.delete_files()
        # What is pending beside another job is an import of the page.
        if job.kind in WRITING:
            for batch in PendingBatch.objects.filter(user=job.user_id):
                diary.discard(batch)
            diary.clear_unfinished(job.user)
