"""Paste the notes of a phone: each line becomes a proposed entry, and the person confirms them."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker import diary
from tracker.core.formats.imports.values import Collected
from tracker.forms import NotesForm
from tracker.insights import notes
from tracker.insights.import_words import exposure_words
from tracker.pages.context import SignedIn, today_for
from tracker.pages.demo import never_in_demo


@never_in_demo
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: SignedIn) -> HttpResponse:
    """Ask for notes, show what each line would become, and save the lines that are ticked."""
    user, now = request.user, timezone.now()
    form = NotesForm(request.POST or None)
    if not form.is_bound or not form.is_valid():
        return render(request, "tracker/notes.html", {"form": form})
    found = notes.proposals(user, form.cleaned_data["text"], now, today_for(user))
    if "add" in request.POST:
        # Ids are made of what a line says, so a form that is sent twice adds nothing twice.
        lines = {int(line) for line in request.POST.getlist("lines") if line.isdecimal()}
        batch = notes.notes_batch(user, found, lines, uuid4())
        row, _plan = diary.save_import(user, batch, now)
        if row.pk is None:
            messages.info(request, _("Nothing was added: it was here already, or your diary says something else."))
            return redirect("tracker:data")
        return redirect(f"{reverse('tracker:data')}#imports")
    words = exposure_words({row.key: row.record() for row in user.exposures.all()}, Collected(notes.NOTES))
    shown = [(one, notes.proposal_words(one, words)) for one in found]
    return render(request, "tracker/notes.html", {"form": form, "proposals": shown})
