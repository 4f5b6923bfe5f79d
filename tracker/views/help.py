"""Help: four pages that hold nothing of a person, open to visitors too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.core.red_flags import Settings
from tracker.core.reference.countries import emergency_number, is_known, urgent_advice
from tracker.core.reference.rules.in_short import IN_SHORT
from tracker.core.reference.rules.levels import ADVICE, LEVEL_NAMES, Level
from tracker.core.reference.rules.mention import ALL_RULES
from tracker.core.reference.sources import SOURCES, Provenance
from tracker.insights import thresholds_of

UNCITED = (Provenance.GENERAL, Provenance.OURS)
ABOUT_SOURCES = ("nose_spasms", "nose_twitch", "nhs_twitching", "botulinum_manual")


@dataclass(frozen=True)
class RulesOfLevel:
    """The rules of one level in words, with what to do."""

    level: Level
    name: str
    advice: str
    rules: tuple[str, ...]


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What a twitch is, what it goes with, what eases it, and what a doctor may do."""
    sources = [_(SOURCES[key].name) for key in ABOUT_SOURCES]
    return render(request, "tracker/help/about.html", {"sources": sources})


@login_not_required
@require_safe
def see_a_doctor(request: HttpRequest) -> HttpResponse:
    """The rules in words, the most urgent first, with the person's thresholds and emergency number."""
    user = request.user
    settings = thresholds_of(user) if user.is_authenticated else Settings()
    country, own_number = (user.country, user.own_number) if user.is_authenticated else ("", "")
    context = {
        "number": emergency_number(country, own_number),
        "is_assumed": not own_number and not is_known(country),
        "levels": list(_levels(settings, country)),
        "sources": [_(source.name) for source in SOURCES.values() if source.provenance not in UNCITED],
    }
    return render(request, "tracker/help/see_a_doctor.html", context)


@login_not_required
@require_safe
def how_triggers_are_found(request: HttpRequest) -> HttpResponse:
    """What a link is, why it takes two months, and what *cannot tell yet* means."""
    return render(request, "tracker/help/triggers.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored where, who sees it, and what is not done."""
    return render(request, "tracker/help/privacy.html")


def _levels(settings: Settings, country: str) -> Iterator[RulesOfLevel]:
    """Every rule under the most urgent level it can have; those that reassure are left out."""
    words = {name: f"{value:g}" for name, value in asdict(settings).items()}
    way, line = urgent_advice(country)
    urgent = _(way) % {"number": line}
    asked = [rule for rule in ALL_RULES if rule.id in IN_SHORT and (settings.pattern_flags or not rule.pattern)]
    for key, name in LEVEL_NAMES.items():
        rules = tuple(_(IN_SHORT[rule.id]) % words for rule in asked if (rule.level, rule.within_hours) == key)
        if rules:
            yield RulesOfLevel(key[0], _(name), _(ADVICE[key]) % {"urgent": urgent}, rules)
