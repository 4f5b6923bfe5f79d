"""A sign that cannot wait: what is shown instead of anything else."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tracker import diary
from tracker.models import User
from tracker.records import Day, Episode
from tracker.red_flags import check_entry, in_words
from tracker.reference.countries import emergency_number
from tracker.views.everywhere import SignedIn


@dataclass(frozen=True)
class Emergency:
    """Whom to call, what was given that cannot wait, and new medicines where those matter."""

    number: str
    says: tuple[str, ...]
    medicines: tuple[str, ...]


def emergency_in(user: User, entry: Day | Episode) -> Emergency | None:
    """The emergency that an entry brings, alone or with others of its date; None where it brings none."""
    flags = check_entry(entry, diary.load(user, entry.local_date, entry.local_date, treatments=False))
    if not flags:
        return None
    return Emergency(
        emergency_number(user.country),
        tuple(in_words(flag, user.country, _) for flag in flags),
        tuple(name for flag in flags for name in flag.facts.get("medicines", ())),
    )


def emergency_page(request: SignedIn, emergency: Emergency) -> HttpResponse:
    """The answer to the form itself, so that nothing stands between: no script, no further address."""
    return render(request, "tracker/emergency.html", {"emergency": emergency})
