"""Shared links to a summary: create, list and withdraw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tracker import diary
from tracker.core.reference.sections import ALWAYS, SECTIONS, valid_sections
from tracker.forms import LinkForm
from tracker.insights import summary_context
from tracker.models import SharedLink
from tracker.models.secret import digest_of
from tracker.models.shared_link import MAX_WRONG_CODES
from tracker.pages.confirmed import asked_again
from tracker.pages.context import SignedIn, now_for, today_for
from tracker.pages.demo import not_in_demo
from tracker.views.doctor import summarised

HERE_ONLY = ("localhost", "127.0.0.1", "::1")
MAX_ENDED = 20
JUST_NOW = timedelta(hours=1)
BESIDE, INSTEAD = "beside", "instead"
"""What to do about a link that was made just now."""


@not_in_demo
@require_http_methods(["GET", "HEAD", "POST"])
@asked_again
def links(request: SignedIn) -> HttpResponse:
    """List all links, with the form for a new one."""
    now, today = now_for(request.user), today_for(request.user)
    if request.method != "POST":
        return _page(request, LinkForm.to_fill_in(request.GET, request.user, now, today))
    form = LinkForm(request.POST, user=request.user, now=now, today=today)
    if not form.is_valid():
        return _page(request, form)
    recent, answer = _just_made(form), request.POST.get("recent", "")
    if recent and answer not in (BESIDE, INSTEAD):
        return _page(request, form, recent)
    if recent and answer == INSTEAD:
        diary.withdraw_link(request.user, recent.client_id, now)
    try:
        made = diary.add_link(request.user, _link(form))
    except diary.TooManyLinksError:
        form.add_error(None, _("You have 20 open links. Please withdraw one first."))
        return _page(request, form)
    return _made(request, made, form)


def _just_made(form: LinkForm) -> SharedLink | None:
    """An open link of the last hour, which a person who goes back in the browser may want to correct."""
    links = form.user.shared_links.alive(form.now).filter(made_at__gt=form.now - JUST_NOW)
    return (
        links.exclude(client_id=form.cleaned_data["draft"].client_id).defer("frozen", "pdf").order_by("made_at").last()
    )


@require_POST
def withdraw(request: SignedIn, client_id: UUID) -> HttpResponse:
    """Withdraw one link. Withdrawing it twice is no error."""
    if not request.user.shared_links.filter(client_id=client_id).exists():
        raise Http404
    if diary.withdraw_link(request.user, client_id, now_for(request.user)):
        messages.success(request, _("Withdrawn. The link opens nothing any more, and what it showed is deleted."))
    return redirect("tracker:links")


def _link(form: LinkForm) -> SharedLink:
    """The link as a row that is not saved yet, with its summary frozen."""
    from tracker.core.reports import to_snapshot

    data = form.cleaned_data
    keys = valid_sections(data["sections"])
    summary, _period = summarised(form.user, form)
    return SharedLink(
        client_id=data["draft"].client_id,
        digest=digest_of(data["draft"].token),
        code=make_password(data["draft"].code) if data["with_code"] else "",
        first_day=data["first_day"],
        last_day=data["last_day"],
        sections=list(keys),
        frozen=to_snapshot(summary, keys),
        made_at=form.now,
        made_on=form.now.date(),
        ends_on=data["ends_on"],
        ends_at=form.ends_at(),
    )


def _made(request: SignedIn, link: SharedLink, form: LinkForm) -> HttpResponse:
    """The address, this once, with its picture and what it shows, to copy or to print.

    The response is no redirect, because the address is stored nowhere from where another page could read it.
    """
    if link.frozen is None or not link.is_alive(form.now):
        messages.info(request, _("That link does not open any more. Here you can make another one."))
        return redirect("tracker:links")
    from tracker.core.reports import from_snapshot

    draft = form.cleaned_data["draft"]
    address = request.build_absolute_uri(reverse("tracker:shared", args=[draft.token]))
    summary = from_snapshot(link.frozen)
    context = {"link": link, "address": address, "picture": _picture(address), "here_only": _is_here_only(request)}
    context |= {"code": draft.code if link.code else "", **summary_context(summary)}
    return render(request, "tracker/link_made.html", context)


def _picture(address: str) -> SafeString:
    from tracker.core.charts.qr import qr_svg

    # The SVG escapes all text; tests/core/charts check that.
    return mark_safe(qr_svg(address, _("QR code of the link")))  # noqa: S308


@dataclass(frozen=True)
class LinkRow:
    """A link as its owner sees it, with times in their time zone."""

    link: SharedLink
    is_alive: bool
    shows: list[str]
    withdrawn_on: date | None
    made_at: datetime
    opened_at: list[datetime]
    wrong_codes_left: int


def _page(request: SignedIn, form: LinkForm, recent: SharedLink | None = None) -> HttpResponse:
    diary.delete_ended_links(form.now)
    listed = [_link_row(link, form.now) for link in request.user.shared_links.defer("frozen", "pdf")]
    context: dict[str, Any] = {"form": form, "here_only": _is_here_only(request)}
    context["recent"] = recent and _link_row(recent, form.now)
    context |= {"open": [one for one in listed if one.is_alive]}
    context |= {"ended": [one for one in listed if not one.is_alive][:MAX_ENDED]}
    return render(request, "tracker/links.html", context)


def _link_row(link: SharedLink, now: datetime) -> LinkRow:
    return LinkRow(
        link,
        link.is_alive(now),
        [_(SECTIONS[key]) for key in link.sections if key in SECTIONS and key != ALWAYS],
        link.withdrawn_at and link.withdrawn_at.astimezone(now.tzinfo).date(),
        # Bare of its zone, or the template would turn it back into the server's.
        link.made_at.astimezone(now.tzinfo).replace(tzinfo=None),
        [datetime.fromisoformat(at).astimezone(now.tzinfo).replace(tzinfo=None) for at in reversed(link.opened_at)],
        MAX_WRONG_CODES - link.wrong_codes,
    )


def _is_here_only(request: SignedIn) -> bool:
    """Whether the host is this machine, so that nobody elsewhere can open the link."""
    return urlsplit(f"//{request.get_host()}").hostname in HERE_ONLY
