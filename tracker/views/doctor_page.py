"""The person's choice of sections of the doctor's page, their order, and the questions for the visit."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tracker import diary
from tracker.forms import DoctorPageForm
from tracker.pages.context import SignedIn, today_for


@require_http_methods(["GET", "HEAD", "POST"])
def doctor_page(request: SignedIn) -> HttpResponse:
    """Choose and move sections, note questions. A button that moves a section saves everything and returns."""
    user, today = request.user, today_for(request.user)
    if "reset" in request.POST:
        diary.show_all_sections(user)
        return _saved(request)
    questions = diary.questions_to_ask(user, today)
    form = DoctorPageForm(request.POST or None, sections=user.doctor_sections, questions=questions)
    if not (form.is_bound and form.is_valid()):
        visit = diary.next_visit_row(user, today)
        return render(request, "tracker/doctor_page.html", {"form": form, "visit": visit})
    move = request.POST.get("move", "")
    diary.save_doctor_page(
        user, today, form.shown(move), form.cleaned_data["questions"], form.questions_shown_before()
    )
    if move:
        return redirect(f"{reverse('tracker:doctor-page')}#sections")
    return _saved(request)


def _saved(request: SignedIn) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("tracker:doctor")
