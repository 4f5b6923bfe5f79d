"""All days, newest first; and a search that leaves nothing in an address."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from tracker import diary
from tracker.core.analysis import by_day, in_persons_units
from tracker.forms import SearchForm
from tracker.forms.search import before_of
from tracker.models import User
from tracker.pages.context import SignedIn, today_for
from tracker.pages.fragments import cached_fragment

# Twice as many, with ten episodes each, are more than a phone reads and lays out before its first words show.
DAYS_A_PAGE = 14
MOST_FOUND = 100


@require_http_methods(["GET", "HEAD", "POST"])
def journal(request: SignedIn) -> HttpResponse:
    """Two weeks to a page; posted, the episodes that answer a search."""
    if request.method == "POST":
        return _found(request)
    today = today_for(request.user)
    last = before_of(request.GET, today)
    began = diary.first_date(request.user)
    # Days before the first entry are no part of the diary, and a page of empty days says nothing.
    first = max(last - timedelta(days=DAYS_A_PAGE - 1), min(began or today, last))
    name = f"journal {first} {last} {today.year}"
    context = {
        "part": cached_fragment(
            request.user, name, "tracker/_journal.html", lambda: _days(request.user, first, last, today)
        ),
        "older": first - timedelta(days=1) if began and began < first else None,
        "newer": min(last + timedelta(days=DAYS_A_PAGE), today) if last < today else None,
        "is_empty": began is None,
        "fields": unasked_fields(get_language()),
    }
    return render(request, "tracker/journal.html", context)


def _days(user: User, first: date, last: date, today: date) -> dict[str, object]:
    return {"days": by_day(in_persons_units(diary.load(user, first, last, treatments=False))), "today": today}


def _found(request: SignedIn) -> HttpResponse:
    search = SearchForm(request.POST)
    found = None
    if search.is_valid():
        rows = request.user.episodes.newest().filter(**search.chosen())
        if words := search.cleaned_data["words"]:
            rows = rows.mentioning(words, MOST_FOUND + 1)
        found = [row.record() for row in rows[: MOST_FOUND + 1]]
    context = {
        "fields": _fields(search),
        "is_asked": True,
        "found": found and found[:MOST_FOUND],
        "is_cut": len(found or []) > MOST_FOUND,
    }
    return render(request, "tracker/journal_found.html", context)


@cache
def unasked_fields(language: str) -> SafeString:
    """The fields before anything is looked for: the same for everybody, and dearer to draw than all the rest."""
    return _fields(SearchForm())


def _fields(search: SearchForm) -> SafeString:
    return render_to_string("tracker/_search_fields.html", {"search": search})
