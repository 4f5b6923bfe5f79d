"""The page that waits for long work, and what it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker import diary
from tracker.core.formats import FileProblem, diary_json
from tracker.models import Job
from tracker.models.job import ACTIVE
from tracker.pages.attachment import own_stream
from tracker.pages.context import SignedIn
from tracker.pages.job_kinds import ANALYSIS, EXPORTS, READ_EXPORT, SAVE_IMPORT, UNDO_IMPORT
from tracker.pages.jobs import EXPORT, PDF
from tracker.pages.waiting import waiting_page
from tracker.views.data import show_data
from tracker.views.differences import show_differences
from tracker.views.imports import show_imported, show_undone, show_upload

PIECE_BYTES = 65_536


@require_safe
def waiting(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Show how far a job is, again and again, and at its end what came of it."""
    job = get_object_or_404(request.user.jobs, client_id=client_id)
    if job.state in ACTIVE:
        return waiting_page(request, job)
    if job.state == Job.State.DONE:
        if job.kind in (READ_EXPORT, SAVE_IMPORT, UNDO_IMPORT):
            return _end_of_import(request, job)
        if job.kind in (EXPORT, PDF):
            address = f"{reverse('tracker:doctor-pdf')}?{urlencode(job.result)}" if job.kind == PDF else ""
            return render(request, "tracker/file_ready.html", {"job": job, "address": address})
        return redirect("tracker:triggers") if job.kind == ANALYSIS else _imported(request, job)
    if job.kind in (SAVE_IMPORT, UNDO_IMPORT) and _came_through(request, job):
        return show_imported(request, is_new=True) if job.kind == SAVE_IMPORT else show_undone(request)
    if job.state == Job.State.CANCELLED:
        messages.info(request, _("Cancelled. Your diary is as it was."))
    else:
        messages.error(request, _("That did not come to its end. Your diary is as it was. Please try it again."))
    return redirect({ANALYSIS: "tracker:today", PDF: "tracker:doctor"}.get(job.kind, "tracker:data"))


@require_POST
def take_file(request: SignedIn, client_id: UUID) -> HttpResponseBase:
    """The file that a job has written. It can be taken once."""
    job = get_object_or_404(request.user.jobs, client_id=client_id, kind=EXPORT, state=Job.State.DONE)
    try:
        file = job.result_file.open("rb")
    except FileNotFoundError:
        messages.info(request, _("That file is not here any more. You can ask for it again."))
        return redirect("tracker:data")
    # Without its name, the file is gone when it is sent.
    job.delete_files()
    written = EXPORTS[job.result["format"]]
    return own_stream(request, _content(file), written.content_type, written.file_name)


def _content(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE_BYTES):
            yield piece


def _came_through(request: SignedIn, job: Job) -> bool:
    """Whether a job that was stopped had taken its last step before: what followed was clearing away."""
    is_there = request.user.imports.finished().filter(client_id=job.key).exists()
    return is_there == (job.kind == SAVE_IMPORT)


def _end_of_import(request: SignedIn, job: Job) -> HttpResponse:
    """What came of a file of another app."""
    if "refused" in job.result:
        return show_upload(request, **job.result)
    if job.kind == READ_EXPORT:
        return redirect("tracker:import-preview")
    if job.kind == SAVE_IMPORT:
        return show_imported(request, is_new=job.result["is_new"])
    return show_undone(request, job.result["taken"])


def _imported(request: SignedIn, job: Job) -> HttpResponse:
    result = job.result
    if "problems" in result:
        return show_data(
            request, problems=[FileProblem(reason, line, file) for file, line, reason in result["problems"]]
        )
    if result["document"]:
        value = diary_json.read(result["document"].encode())
        saved = diary.apply_differences(request.user, value, ())
        counts = {name: result[name] for name in ("added", "unchanged", "merged", "different")}
        return show_differences(request, value, replace(saved, **counts), _("Imported"))
    text = _("Imported: %(added)d new entries, %(unchanged)d were there already.")
    messages.success(request, text % result)
    return redirect("tracker:data")


@require_POST
def cancel(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Cancel a job. Cancelling it twice, or after its end, is no error."""
    job = get_object_or_404(request.user.jobs, client_id=client_id)
    request.user.jobs.active().filter(pk=job.pk).update(state=Job.State.CANCELLED)
    return redirect("tracker:waiting", client_id)
