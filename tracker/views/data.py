"""Export and import the whole diary; delete the account."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker import diary
from tracker.backups.last_backup import last_backup
from tracker.core.formats import FileProblem, FileRefusedError, diary_file
from tracker.core.merging import keep_mine, take_theirs
from tracker.core.reference.limits import FUTURE_SLACK, LARGE_FILE_BYTES, MAX_UPLOAD_BYTES
from tracker.forms import DeleteAccountForm, DeleteConfirmedForm, DeleteDemoForm, DiaryFileForm
from tracker.forms.diary_file import KEEP, TAKE
from tracker.models import LoginAttempt
from tracker.pages.attachment import own_stream
from tracker.pages.body_limit import allow_body
from tracker.pages.confirmed import AGAIN, asked_before_file, confirmed_by_passkey
from tracker.pages.context import SignedIn
from tracker.pages.demo import not_in_demo
from tracker.pages.few_at_once import few_at_once
from tracker.pages.import_page import import_lines
from tracker.pages.job_kinds import EXPORTS, IMPORT
from tracker.pages.jobs import EXPORT, enqueue, start_runner
from tracker.pages.passkeys import has_passkey
from tracker.views.differences import show_differences

MAX_IMPORTS = 50
"""Imports that the page lists."""


@allow_body(MAX_UPLOAD_BYTES)
@not_in_demo
@require_http_methods(["GET", "HEAD", "POST"])
def data(request: SignedIn) -> HttpResponse:
    """Offer the exports, and import a file: all of it or nothing."""
    form = DiaryFileForm(request.POST or None, request.FILES or None)
    if not form.is_bound or not form.is_valid():
        return show_data(request, form)
    content, wish = form.cleaned_data["file"].read(), form.cleaned_data["conflicts"] or KEEP
    if len(content) > LARGE_FILE_BYTES:
        key = f"{wish} {sha256(content).hexdigest()}"
        job = enqueue(request.user, IMPORT, key, [content])
        if job.key != key:
            messages.info(
                request, _("Something else is not finished yet. Your file was not imported; send it again then.")
            )
        return redirect("tracker:waiting", job.client_id)
    try:
        now = timezone.now()
        value = diary_file.read(content, _, now + FUTURE_SLACK)
        saved = diary.save(request.user, value, now, take_theirs if wish == TAKE else keep_mine)
    except FileRefusedError as refused:
        return show_data(request, form, refused.problems)
    except diary.TooManyError as refused:
        return show_data(request, form, [FileProblem(0, str(refused))])
    if saved.differences or saved.filled or saved.taken:
        return show_differences(request, value, saved, _("Imported"))
    text = _("Imported: %(added)d new entries, %(unchanged)d were there already.")
    messages.success(request, text % vars(saved))
    return redirect("tracker:data")


def show_data(
    request: SignedIn, form: DiaryFileForm | None = None, problems: Sequence[FileProblem] = ()
) -> HttpResponse:
    """The page, with what stood in the way of a file."""
    context: dict[str, Any] = {"form": form or DiaryFileForm(), "problems": problems}
    context |= {"leave_form": _leave_form(request), "has_passkey": has_passkey(request.user)}
    context["once_more"] = AGAIN in request.GET
    context["imports"] = import_lines(request.user, list(request.user.imports.finished()[:MAX_IMPORTS]))
    context["last_backup"] = last_backup()
    return render(request, "tracker/data.html", context)


@require_safe
@asked_before_file("tracker:data")
@few_at_once
def export(request: SignedIn) -> HttpResponseBase:
    """Export the whole diary as one JSON file."""
    return _whole(request, "json")


@require_safe
@asked_before_file("tracker:data")
@few_at_once
def tables(request: SignedIn) -> HttpResponseBase:
    """Export the whole diary as tables for a spreadsheet, which can be imported, too."""
    return _whole(request, "csv")


def _whole(request: SignedIn, format: str) -> HttpResponseBase:
    """The diary as a file, written while it is sent; a large one is written by a child process while a page waits."""
    user, wanted = request.user, EXPORTS[format]
    if not diary.is_large(user):
        return own_stream(request, diary.export(user, wanted.pieces), wanted.content_type, wanted.file_name)
    key = f"{format} {user.diary_revision}"
    job = enqueue(user, EXPORT, key, [b""])
    if (job.kind, job.key) != (EXPORT, key):
        messages.info(request, _("Something else is not finished yet. Ask for your file again then."))
    return redirect("tracker:waiting", job.client_id)


def _leave_form(request: SignedIn, data: Any = None, may_try: bool = True) -> Form:
    if request.user.is_demo:
        return DeleteDemoForm(data)
    if confirmed_by_passkey(request):
        return DeleteConfirmedForm(data)
    return DeleteAccountForm(data, user=request.user, may_try=may_try)


@require_POST
def leave(request: SignedIn) -> HttpResponse:
    """Delete the account with the whole diary, after a check of the password or passkey; of a demo, after a tick."""
    user = request.user
    guess = LoginAttempt.objects.record(user.username, f"person {user.pk}", is_known=True, now=timezone.now())
    form = _leave_form(request, request.POST, may_try=guess is not None)
    if not form.is_valid():
        context = {"form": DiaryFileForm(), "leave_form": form, "has_passkey": has_passkey(user)}
        return render(request, "tracker/data.html", context)
    text = _("Your account and your diary are deleted.")
    if diary.is_large(user) and settings.JOBS_IN_CHILD_PROCESSES:
        diary.end_account(user)
        start_runner()
        text = _("Your account is deleted, and nobody can open your diary. Its last entries are gone in a minute.")
    else:
        diary.delete_account(user)
    logout(request)
    messages.success(request, text)
    response = redirect("tracker:today")
    # Also delete the entries that this device has queued.
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
