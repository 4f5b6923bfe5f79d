"""All days, newest first, and a search whose words never appear in a URL."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from tracker import diary
from tracker.core.analysis import by_day, in_persons_units
from tracker.forms import SearchForm
from tracker.forms.search import last_day_of_page
from tracker.models import User
from tracker.pages.context import SignedIn, today_for
from tracker.pages.fragments import cached_fragment

# Twice as many days with ten episodes each delay the first paint on a phone.
DAYS_A_PAGE = 14
MAX_FOUND = 100

DAYS = "tracker/_journal_days.html"


@require_http_methods(["GET", "HEAD", "POST"])
def journal(request: SignedIn) -> HttpResponse:
    """Two weeks per page; for a POST, the result of a search."""
    if request.method == "POST":
        return _found(request)
    today = today_for(request.user)
    last = last_day_of_page(request.GET, today)
    with diary.prefetched(request.user, beside=["background", f"journal {last} "]):
        began = diary.background(request.user).began
        # Days before the first entry are not part of the diary.
        first = max(last - timedelta(days=DAYS_A_PAGE - 1), min(began or today, last))
        parts = _parts(request.user, first, last, today)
    context = {
        **parts,
        "older": first - timedelta(days=1) if began and began < first else None,
        "newer": min(last + timedelta(days=DAYS_A_PAGE), today) if last < today else None,
        "last": last,
        "today": today,
        "is_empty": began is None,
        "fields": empty_search_fields(get_language()),
    }
    return render(request, "tracker/journal.html", context)


def _parts(user: User, first: date, last: date, today: date) -> dict[str, SafeString]:
    """The days before today, cached until something of them changes, and today, which is short and changes often."""
    before = min(last, today - timedelta(days=1))
    month_above = f"{today:%Y-%m}" if last == today else ""

    def days(since: date, until: date, month_above: str) -> dict[str, object]:
        back = reverse("tracker:journal") if last == today else f"{reverse('tracker:journal')}?before={last}"
        shown = by_day(in_persons_units(diary.load(user, since, until, background=diary.background(user))))
        return {"user": user, "days": shown, "today": today, "back": back, "month_above": month_above}

    found = {}
    if last == today:
        found["latest"] = render_to_string(DAYS, days(today, today, ""))
    if first <= before:
        name = f"journal {last} {today} {first}"
        found["part"] = cached_fragment(user, name, DAYS, lambda: days(first, before, month_above), last_day=before)
    return found


def _found(request: SignedIn) -> HttpResponse:
    search = SearchForm(request.POST)
    found = None
    if search.is_valid():
        rows = request.user.episodes.newest().filter(**search.chosen())
        if words := search.cleaned_data["words"]:
            rows = rows.mentioning(words, MAX_FOUND + 1)
        found = [row.record() for row in rows[: MAX_FOUND + 1]]
    context = {
        "fields": _fields(search),
        "asked": search.in_words() if search.is_valid() else "",
        "is_open": not search.is_valid(),
        "found": found and found[:MAX_FOUND],
        "is_cut": len(found or []) > MAX_FOUND,
    }
    return render(request, "tracker/journal_found.html", context)


@cache
def empty_search_fields(language: str) -> SafeString:
    """The empty search form, cached because it is the same for everybody and the slowest part of the page."""
    return _fields(SearchForm())


def _fields(search: SearchForm) -> SafeString:
    return render_to_string("tracker/_search_fields.html", {"search": search})
