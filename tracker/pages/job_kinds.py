"""What jobs do. Each function runs in a child process and returns what its page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from tracker import diary, insights
from tracker.core.formats import FileRefusedError, diary_file, diary_json, diary_tables
from tracker.core.formats.imports.package import ImportRefusedError, Limits
from tracker.core.merging import KINDS, keep_mine, take_theirs
from tracker.core.records import DiaryStream
from tracker.core.reference.limits import FUTURE_SLACK, MEGABYTE
from tracker.insights import imports
from tracker.insights.summary_file import summary_file
from tracker.models import Job
from tracker.pages.context import today_for
from tracker.pages.jobs import EXPORT, PDF, entries_done, write_private
from tracker.pages.offered_differences import offered_differences

TAKE_THEIRS = "take"
IMPORT, ANALYSIS, READ_EXPORT = "import", "analysis", "read export"
SAVE_IMPORT, UNDO_IMPORT = "save import", "undo import"
BYTES = 1_000
"""What a job counts of a file is kilobytes."""


def import_diary(job: Job) -> dict[str, Any]:
    """Read a diary file and save it. The key of the job begins with what to do about differences."""
    now = timezone.now()
    try:
        value = diary_file.read(job.input_file.read_bytes(), _, now + FUTURE_SLACK)
    except FileRefusedError as refused:
        return {"problems": [[one.file, one.line, one.reason] for one in refused.problems]}
    Job.objects.filter(pk=job.pk).update(total=sum(len(getattr(value, kind)) for kind in KINDS))
    choose = take_theirs if job.key.startswith(TAKE_THEIRS) else keep_mine
    try:
        saved = diary.save(job.user, value, now, choose, _progress(job))
    except diary.TooManyError as refused:
        return {"problems": [["", 0, str(refused)]]}
    counts = {name: getattr(saved, name) for name in ("added", "unchanged", "merged", "different")}
    differences = [one for one in saved.differences if not one.is_settled]
    document = offered_differences(value, differences)[1] if differences else ""
    return counts | {"document": document}


def analyse(job: Job) -> dict[str, Any]:
    """Compute the scheduled analyses, which are stored beside the diary."""
    totals = insights.totals_until(job.user, today_for(job.user))
    insights.latest_verdict(job.user, today_for(job.user), totals)
    insights.latest_hours(job.user, totals)
    return {}


def export_key(digest: str, names: Iterable[str]) -> str:
    """The key of a job that reads exports: the same files are read once."""
    return f"{digest[:32]} {', '.join(names)}"[:100]


def read_export(job: Job) -> dict[str, Any]:
    """Read the export of another app, and let it wait for the person's yes. Nothing is written into the diary."""
    now = timezone.now()
    read, shown, total = 0, 0, 0
    days: set[date] = set()

    def begin(size: int) -> None:
        nonlocal total
        total = size
        Job.objects.filter(pk=job.pk).update(total=size // BYTES + 1)

    def note(size: int) -> None:
        nonlocal read, shown
        read += size
        if read >= shown + max(MEGABYTE, total // 100):
            shown = read
            Job.objects.filter(pk=job.pk).update(written=min(read, total) // BYTES, result={"days": len(days)})

    try:
        sources = list(zip(job.input_files, job.file_names, strict=True))
        found = imports.read_files(job.user, sources, now, Limits(progress=note), began=begin, days=days)
    except ImportRefusedError as refused:
        return {"refused": _(refused.reason) % refused.values, "where": refused.problems[0].where}
    names, size = ", ".join(job.file_names), sum(path.stat().st_size for path in job.input_files)
    diary.store_preview(job.user, imports.encode(found), names, size, now)
    return {}


def save_import(job: Job) -> dict[str, Any]:
    """Write what the person has chosen of a file of another app. Its preview waits until this is done."""
    waiting = imports.decode_batch(job.input_file.read_bytes())
    batch = waiting.batch
    Job.objects.filter(pk=job.pk).update(total=len(batch))
    take = imports.take_of(batch, take_theirs=waiting.take_theirs)
    try:
        row, _plan = diary.save_import(job.user, batch, timezone.now(), take, _progress(job))
    except diary.TooManyError as refused:
        return {"refused": str(refused)}
    diary.delete_preview(job.user, batch.client_id)
    return {"is_new": row.pk is not None}


def undo_import(job: Job) -> dict[str, Any]:
    """Take back an import of another app."""
    return {"taken": diary.undo_import(job.user, UUID(job.key))}


def export_file(job: Job) -> dict[str, Any]:
    """Write the whole diary into a file that waits for its owner. The key of the job begins with the format."""
    format = job.key.partition(" ")[0]
    total = diary.number_of_entries(job.user)
    Job.objects.filter(pk=job.pk).update(total=total)

    def note(more: int) -> None:
        entries_done.value = min(entries_done.value + more, total)

    write_private(job.result_file, diary.export(job.user, EXPORTS[format].pieces, note))
    return {"format": format, "bytes": job.result_file.stat().st_size}


def make_pdf(job: Job) -> dict[str, Any]:
    """Make the summary as a PDF, which is kept beside the diary. The key of the job begins with its period."""
    first, last, annex = job.key.split()[:3]
    period = insights.SummaryPeriod(job.user, date.fromisoformat(first), date.fromisoformat(last), today_for(job.user))
    summary_file(period, "pdf", annex=annex == "True")
    return {"first_day": first, "last_day": last, "annex": annex}


@dataclass(frozen=True)
class Export:
    """A format of the whole diary."""

    pieces: Callable[[DiaryStream], Iterator[bytes]]
    content_type: str
    suffix: str

    @property
    def file_name(self) -> str:
        """The name under which it is saved."""
        return f"levator-diary-{timezone.now():%Y-%m-%d}.{self.suffix}"


EXPORTS = {
    "json": Export(diary_json.pieces, "application/json", "json"),
    "csv": Export(diary_tables.pieces, "application/zip", "zip"),
}
"""The whole diary as one JSON document, or as a zip of tables for a spreadsheet."""

JOBS: dict[str, Callable[[Job], dict[str, Any]]] = {
    IMPORT: import_diary,
    ANALYSIS: analyse,
    READ_EXPORT: read_export,
    SAVE_IMPORT: save_import,
    UNDO_IMPORT: undo_import,
    EXPORT: export_file,
    PDF: make_pdf,
}


def _progress(job: Job) -> Callable[[int], None]:
    written = 0

    def note(more: int) -> None:
        nonlocal written
        written += more
        Job.objects.filter(pk=job.pk).update(written=written)

    return note
