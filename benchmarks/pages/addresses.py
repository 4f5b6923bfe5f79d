"""The pages to measure: every page and download of the URL table, with its budget."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tracker.models import User


@dataclass(frozen=True)
class Budget:
    """The limits of a page on two years of diary; None if there is none. `queries` and `saved_ms` are of the visit
    right after a save, the others of a page that is asked for again.
    """

    queries: int | None = None
    saved_ms: float | None = None
    median_ms: float | None = None
    p95_ms: float | None = None
    cold_bytes: int | None = None


SAVE_AND_NEXT = "save and next page"
SAVE_ALONE = "save an episode"

MAX_GROWTH = 1.5
"""How much longer a page with a budget may take with ten years than with two, right after a save."""

BUDGETS = {
    SAVE_AND_NEXT: Budget(None, 80),
    "tracker:today": Budget(12, 50, 50, 800, 60_000),
    "tracker:journal": Budget(6, 20, 20, 300, 45_000),
    "tracker:week": Budget(10, 50, 50, 800, 70_000),
    "tracker:patterns": Budget(None, 60),
    "tracker:day": Budget(None, 60),
    "tracker:triggers": Budget(10, 60, 60, 2_000, 60_000),
    "tracker:trigger": Budget(None, 80),
    "tracker:doctor": Budget(12, 150),
    "tracker:doctor-pdf": Budget(15, 450, 450, None, 300_000),
    "tracker:export": Budget(None, 400, 400),
    "account_login": Budget(None, None, 6, 110, 25_000),
    "tracker:episode-now-draft": Budget(None, None, 12, 200, 40_000),
    SAVE_ALONE: Budget(6, None, 20, 250),
}
"""By the name of the URL."""

STRANGERS = ("account_login", "account_signup")
"""Pages without a login."""

NOT_PAGES = ("account_set_password", "account_inactive", "account_logout", "account_change_password")
"""URLs of the account that show no diary."""


def pages(user: User, day: date) -> dict[str, str]:
    """Path by name of every URL that needs no entry, or one that every diary of the benchmark has."""
    known = {"day": day, "client_id": user.episodes.latest("onset").client_id}
    exposure = user.readings.latest("local_date").exposure.client_id
    found = {}
    for name, kinds in _walk(get_resolver().url_patterns, ""):
        is_draft = name.endswith("-draft")
        is_known = is_draft or name.startswith("tracker:episode-")
        values = {kind: uuid4() if is_draft else known[kind] for kind in kinds if kind in known}
        if len(values) == len(kinds) and ("client_id" not in kinds or is_known) and name not in NOT_PAGES:
            found[name] = reverse(name, kwargs=values)
    return found | {"tracker:trigger": reverse("tracker:trigger", args=[exposure])}


def _walk(patterns: list[URLPattern | URLResolver], space: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield f"{space}{pattern.name}", tuple(pattern.pattern.converters)
