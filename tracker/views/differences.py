"""Differences between an imported file and the diary: shown after the import, with a choice for each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tracker import diary
from tracker.core.formats import FileRefusedError, diary_json
from tracker.core.records import Diary
from tracker.core.red_flags.settings import numbers
from tracker.core.reference.limits import FUTURE_SLACK, MAX_DIFFERENCES_BYTES
from tracker.forms import DifferencesForm
from tracker.forms.diary_file import FILE, MINE
from tracker.forms.difference_words import dated_entry_words, difference_words, field_words
from tracker.pages.body_limit import allow_body
from tracker.pages.context import SignedIn
from tracker.pages.demo import not_in_demo
from tracker.pages.offered_differences import MAX_OFFERED, offered_differences


def show_differences(request: SignedIn, value: Diary, saved: diary.MergeResult, heading: str) -> HttpResponse:
    """Show the result of an import, with a choice for each difference."""
    names: dict[Any, str] = {("thresholds", one.name): _(one.metadata["says"]) for one in numbers()}
    names |= diary.display_names(request.user)
    open_ones = [one for one in saved.differences if not one.is_settled]
    offered, document = offered_differences(value, open_ones)
    rest = [*open_ones[len(offered) :], *(one for one in saved.differences if one.is_settled)]
    context = {
        "heading": heading,
        "counts": _counts(saved),
        "form": DifferencesForm(differences=offered, names=names, document=document),
        "rest": [difference_words(one, names) for one in rest[:MAX_OFFERED]],
        "more": len(rest[MAX_OFFERED:]),
        "taken": [difference_words(one, names) for one in saved.taken[:MAX_OFFERED]],
        "more_taken": len(saved.taken[MAX_OFFERED:]),
        "filled": [
            (dated_entry_words(one, names), field_words(one.kind, one.fields)) for one in saved.filled[:MAX_OFFERED]
        ],
        "more_filled": len(saved.filled[MAX_OFFERED:]),
    }
    return render(request, "tracker/differences.html", context)


def _counts(saved: diary.MergeResult) -> list[str]:
    """One line per outcome of entries."""
    lines = (
        (saved.added, ngettext("%(n)d new entry", "%(n)d new entries", saved.added)),
        (saved.unchanged, ngettext("%(n)d was there already", "%(n)d were there already", saved.unchanged)),
        (saved.merged, ngettext("%(n)d now says more", "%(n)d now say more", saved.merged)),
        (
            saved.different,
            ngettext("%(n)d says something else in the file", "%(n)d say something else in the file", saved.different),
        ),
    )
    return [text % {"n": n} for n, text in lines if n]


@allow_body(MAX_DIFFERENCES_BYTES)
@not_in_demo
@require_POST
def choose(request: SignedIn) -> HttpResponse:
    """Apply the chosen values of the file. All others stay unchanged."""
    try:
        latest = timezone.now() + FUTURE_SLACK
        value = diary_json.read(request.POST.get("document", "").encode(), _, latest)
    except FileRefusedError:
        messages.error(request, _("This page has lost the file. Nothing is changed; please read the file in again."))
        return redirect("tracker:data")
    wanted = (MINE, FILE) if "all" in request.POST else (FILE,)
    chosen = frozenset(key for key, value in request.POST.items() if value in wanted)
    saved = diary.apply_differences(request.user, value, chosen)
    missed = chosen - {one.key for one in saved.taken}
    if missed:
        return show_differences(request, value, saved, _("Something changed meanwhile. Please choose once more"))
    messages.success(request, _taken(len(saved.taken)))
    return redirect("tracker:data")


def _taken(number: int) -> str:
    if not number:
        return _("Your diary stays as it is.")
    return ngettext("%(n)d value was taken from the file.", "%(n)d values were taken from the file.", number) % {
        "n": number
    }
