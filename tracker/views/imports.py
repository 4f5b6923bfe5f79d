"""Read in files of other apps: a preview first, then one batch that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from threading import Lock
from typing import Any
from uuid import UUID

import msgspec
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tracker import diary
from tracker.core.formats.imports import Options
from tracker.core.formats.imports.package import ImportRefusedError, Limits
from tracker.core.reference.import_sources import APPS
from tracker.core.reference.limits import (
    IMPORT_FILE_BYTES,
    IMPORT_UNPACKED_BYTES,
    LARGE_EXPORT_BYTES,
    LARGE_IMPORT_VALUES,
    MAX_PIECE_BYTES,
    MEGABYTE,
    SENT_FILE_BYTES,
)
from tracker.forms import ImportChoicesForm, ImportFileForm
from tracker.forms.imports import TOO_LARGE_TO_SEND
from tracker.insights import import_words, imports
from tracker.insights.imported_moods import remember_numbers, with_mood_numbers
from tracker.insights.imports import ReadFile
from tracker.models import ImportPreview, Upload
from tracker.pages.body_limit import allow_body
from tracker.pages.context import SignedIn, today_for
from tracker.pages.demo import never_in_demo
from tracker.pages.import_moods import moods_context, moods_form
from tracker.pages.import_page import preview_context
from tracker.pages.import_table import columns_shown, table_form, with_columns
from tracker.pages.job_kinds import READ_EXPORT, SAVE_IMPORT, UNDO_IMPORT, export_key
from tracker.pages.jobs import enqueue

# One file at a time in a process: reading takes memory and one processor.
_one_at_a_time = Lock()


@allow_body(IMPORT_FILE_BYTES + MEGABYTE)
@never_in_demo
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SignedIn) -> HttpResponse:
    """Ask for a file and read it. Nothing of it is written into the diary."""
    user, now = request.user, timezone.now()
    diary.delete_expired_previews(now)
    form = ImportFileForm(request.POST or None, request.FILES or None)
    if not form.is_bound or not form.is_valid():
        return show_upload(request, form)
    files = form.cleaned_data["file"]
    file_bytes, names = sum(file.size for file in files), ", ".join(file.name for file in files)
    if file_bytes > LARGE_EXPORT_BYTES:
        return _read_later(request, files)
    try:
        with _one_at_a_time:
            sources = [(file, file.name) for file in files]
            read = imports.read_files(user, sources, now, Limits(IMPORT_UNPACKED_BYTES))
    except ImportRefusedError as refused:
        return show_upload(request, form, _(refused.reason) % refused.values, refused.problems[0].where)
    diary.store_preview(user, imports.encode(read), names, file_bytes, now)
    return redirect("tracker:import-preview")


def _read_later(request: SignedIn, files: Sequence[Any]) -> HttpResponse:
    """Let a child process read large files, while a page waits."""
    contents, names = [file.read() for file in files], [file.name for file in files]
    digest = sha256()
    for content in contents:
        digest.update(content)
    key = export_key(digest.hexdigest(), names)
    return _later(request, READ_EXPORT, key, contents, names)


def show_upload(
    request: SignedIn, form: ImportFileForm | None = None, refused: str = "", where: str = ""
) -> HttpResponse:
    """The page that asks for a file, with why the last one was refused."""
    context = {"form": form or ImportFileForm(), "apps": list(APPS.values()), "refused": refused, "where": where}
    context["waiting"] = diary.find_preview(request.user, timezone.now())
    context["upload"] = upload = Upload.objects.filter(user=request.user).first()
    if upload:
        context |= {"received": import_words.size(upload.received), "total": import_words.size(upload.total)}
    context["pieces"] = {
        "above": LARGE_EXPORT_BYTES, "most": SENT_FILE_BYTES, "piece": MAX_PIECE_BYTES, "too_large": TOO_LARGE_TO_SEND
    }  # fmt: skip
    return render(request, "tracker/import.html", context)


@never_in_demo
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: SignedIn) -> HttpResponse:
    """Show what an import would do, with the person's choices; import or cancel."""
    user, now = request.user, timezone.now()
    waiting = diary.find_preview(user, now)
    read = imports.decode(bytes(waiting.content)) if waiting else None
    if waiting is None or read is None:
        if request.method == "POST":
            messages.info(request, _("This file waited for an hour and is gone. Please choose it once more."))
        return redirect("tracker:import")
    if "cancel" in request.POST:
        diary.delete_preview(user)
        messages.success(request, _("Nothing was imported."))
        return redirect("tracker:data")
    table, seen = table_form(user, read, request.POST), read
    if table and table.is_bound and table.is_valid():
        read = with_columns(user, waiting, read, table)
        table = table_form(user, read)
    moods = moods_form(user, read, request.POST)
    rated = with_mood_numbers(read, moods.numbers() if moods else {})
    form = ImportChoicesForm(request.POST or None)
    options = _options(request, read, form)
    is_open = bool(read.mapping and read.mapping.questions)
    # Columns that were changed since the person saw the preview are shown first.
    is_seen = read is seen and not (table and table.errors) and not (moods and moods.errors)
    if "import" in request.POST and form.is_valid() and is_seen and not is_open:
        remember_numbers(user, moods.chosen() if moods else {})
        return _save(request, waiting, rated, options, form)
    found = imports.preview(user, rated, options, today_for(user), take_theirs=form.takes_theirs)
    context = preview_context(user, waiting, rated, found) | moods_context(read, moods)
    context |= {"form": form, "table_form": table, "is_open": is_open, "columns": columns_shown(read, table)}
    return render(request, "tracker/import_preview.html", context)


def _options(request: SignedIn, read: ReadFile, form: ImportChoicesForm) -> Options:
    """The ticks; on the first look those that are preset."""
    if request.method != "POST":
        return Options()
    ticked, listed = set(request.POST.getlist("sources")), set(request.POST.getlist("listed"))
    return Options(
        off=frozenset(listed - ticked),
        on=frozenset(ticked),
        with_naps=form.ticked("naps"),
        with_odd=form.ticked("odd"),
    )


def _save(
    request: SignedIn, waiting: ImportPreview, read: ReadFile, options: Options, form: ImportChoicesForm
) -> HttpResponse:
    user = request.user
    batch = imports.batch_of(user, read, options, waiting.client_id, waiting.file_name)
    if read.table and read.mapping:
        diary.save_table_mapping(user, read.table.shape, msgspec.to_builtins(read.mapping))
    if len(batch) > LARGE_IMPORT_VALUES:
        content = imports.encode_batch(batch, take_theirs=form.takes_theirs)
        return _later(request, SAVE_IMPORT, str(batch.client_id), [content])
    take = imports.take_of(batch, take_theirs=form.takes_theirs)
    row, _plan = diary.save_import(user, batch, timezone.now(), take)
    diary.delete_preview(user)
    return show_imported(request, is_new=row.pk is not None)


def _later(
    request: SignedIn, kind: str, key: str, inputs: Sequence[bytes] = (), names: Sequence[str] = ()
) -> HttpResponse:
    """Let a child process do this, while a page waits."""
    job = enqueue(request.user, kind, key, inputs, names)
    if (job.kind, job.key) != (kind, key):
        messages.info(request, _("Something else is not finished yet. Please try this again then."))
    return redirect("tracker:waiting", job.client_id)


def show_imported(request: SignedIn, *, is_new: bool) -> HttpResponse:
    """Where an import ends."""
    if not is_new:
        messages.success(request, _("All of it was here already. Nothing was added."))
        return redirect("tracker:data")
    # On a phone, the list of imports with *Undo* is far down that page.
    return redirect(f"{reverse('tracker:data')}#imports")


@require_POST
def undo(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Take back one import as a whole."""
    batch = get_object_or_404(request.user.imports, client_id=client_id)
    if batch.values + batch.episodes + batch.doses > LARGE_IMPORT_VALUES:
        return _later(request, UNDO_IMPORT, str(client_id))
    return show_undone(request, diary.undo_import(request.user, client_id))


def show_undone(request: SignedIn, taken: int | None = None) -> HttpResponse:
    """Where an undone import ends. `taken` is how many values were taken back, None if nobody knows."""
    text = ngettext("Undone: %(n)d value was taken back.", "Undone: %(n)d values were taken back.", taken or 0)
    messages.success(request, _("Undone.") if taken is None else text % {"n": taken})
    return redirect("tracker:data")
