"""The page that waits for a job. It asks again by itself, with and without scripts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from tracker import insights
from tracker.models import Job
from tracker.models.job import ACTIVE
from tracker.pages.context import SignedIn, today_for
from tracker.pages.few_at_once import few_at_once
from tracker.pages.job_kinds import ANALYSIS, IMPORT, SAVE_IMPORT
from tracker.pages.jobs import UNATTENDED, attend_to, enqueue

REFRESH_S = 2


def waiting_page(request: SignedIn, job: Job) -> HttpResponse:
    """What is done, how far it is, and a way to cancel it."""
    if job.touched_at < timezone.now() - UNATTENDED:
        attend_to(request.user.jobs.filter(pk=job.pk))
    percent = 100 * job.written // job.total if job.total else None
    context = {"job": job, "percent": percent, "is_import": job.kind in (IMPORT, SAVE_IMPORT)}
    # What is counted of a file is kilobytes.
    context |= {"read_mb": job.written // 1_000, "total_mb": job.total // 1_000}
    response = render(request, "tracker/waiting.html", context)
    response["Refresh"] = str(REFRESH_S)
    return response


def after_analysis(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Decorate a view that shows the analysis: a long one is computed by a child process, and its page waits."""

    few = few_at_once(view)

    @wraps(view)
    def respond(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return analysis_page(request) or few(request, *args, **kwargs)

    return respond


def analysis_page(request: SignedIn) -> HttpResponse | None:
    """The page that waits, if there is something to wait for. If the job failed, the view computes as for others."""
    user, day = request.user, today_for(request.user)
    if not insights.is_analysis_long(user, day):
        return None
    return job_page(request, ANALYSIS, f"{day} {user.diary_revision}")


def job_page(request: SignedIn, kind: str, key: str) -> HttpResponse | None:
    """The page that waits for this job. None if it has ended: if it failed, the view computes as for others."""
    user = request.user
    if user.jobs.filter(kind=kind, key=key).exclude(state__in=ACTIVE).exists():
        return None
    job = enqueue(user, kind, key)
    return waiting_page(request, job) if job.state in ACTIVE else None
