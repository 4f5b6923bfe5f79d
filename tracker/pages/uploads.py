"""Take large files in pieces, so that a broken connection costs one piece and no thread waits for a whole file."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import accumulate
from uuid import UUID

from django.db import IntegrityError, transaction

from tracker.core.reference.limits import LOW_DISK_BYTES
from tracker.models import Job, Upload, User
from tracker.models.job import folder
from tracker.pages.job_kinds import READ_EXPORT, export_key
from tracker.pages.jobs import enqueue, write_private

WAITS = timedelta(hours=1)
"""How long what has arrived waits for the next piece."""

WAITS_ELSEWHERE = timedelta(days=1)
"""How long an upload is left to another machine, which knows when the last piece came."""

File = tuple[str, int, int]
"""Name, bytes, and when it was changed last."""


class NoRoomError(Exception):
    """The disk has too little room for these files."""


def begin_upload(user: User, files: list[File], now: datetime) -> Upload:
    """The upload of these files: what has arrived of the same ones counts. Others take their place.

    Raises NoRoomError.
    """
    wanted = [list(file) for file in files]
    for upload in Upload.objects.filter(user=user):
        if upload.files == wanted and all(path.exists() for path in upload.paths):
            # It waits for another hour.
            os.utime(upload.paths[0])
            return upload
        upload.delete()
    delete_expired_uploads(now)
    upload = Upload(user=user, files=wanted, made_at=now)
    if upload.total > room():
        raise NoRoomError
    for path in upload.paths:
        write_private(path, [])
    try:
        with transaction.atomic():
            upload.save()
    except IntegrityError:
        # Another tab has begun since.
        upload.delete_files()
        return begin_upload(user, files, now)
    return upload


def room() -> int:
    """The bytes that a new upload may have: half of what all others leave free, so that they never fill the disk."""
    announced = sum(upload.total - upload.received for upload in Upload.objects.all() if upload.is_here)
    return (shutil.disk_usage(folder()).free - LOW_DISK_BYTES - announced) // 2


def append_piece(upload: Upload, begins_at: int, piece: bytes) -> int:
    """Add the next piece, and return how many bytes are there. A piece that is not the next one changes nothing.

    A piece is part of one file. Raises ValueError if it goes beyond the end of that, OSError if the disk is full, and
    FileNotFoundError if the files were deleted, or belong to a job now.
    """
    with _locked(upload):
        received = upload.received
        if begins_at != received:
            return received
        ends = list(accumulate(upload.sizes))
        number = next((number for number, end in enumerate(ends) if received < end), len(ends) - 1)
        if received + len(piece) > ends[number]:
            raise ValueError("a piece goes beyond the end of its file")
        with upload.paths[number].open("r+b", buffering=0) as file:
            before = file.seek(0, os.SEEK_END)
            try:
                written = file.write(piece)
                if written != len(piece):
                    file.write(piece[written:])
            except OSError:
                file.truncate(before)
                raise
        return received + len(piece)


@contextmanager
def _locked(upload: Upload) -> Iterator[None]:
    """Two tabs may send the same piece."""
    with upload.paths[0].open("rb") as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        yield


def finish_upload(upload: Upload) -> Job | None:
    """Let a job read the files, which become its own. None if the person has another job: then they wait."""
    key = export_key(upload.client_id.hex, upload.names)
    job = enqueue(upload.user, READ_EXPORT, key, upload.paths, upload.names)
    if job.key != key:
        return None
    upload.delete()
    return job


def job_of_upload(user: User, client_id: UUID) -> Job | None:
    """The job that reads these files, if all of them have arrived: the answer to the last piece may be lost."""
    return user.jobs.filter(kind=READ_EXPORT, key__startswith=client_id.hex).first()


def delete_expired_uploads(now: datetime) -> None:
    """Delete what has waited too long for its next piece."""
    for upload in Upload.objects.filter(made_at__lt=now - WAITS):
        waits = WAITS if upload.is_here else WAITS_ELSEWHERE
        if max(upload.made_at.timestamp(), upload.changed_at) < (now - waits).timestamp():
            upload.delete()
