"""Pages that a browser puts aside for use without a connection: the usual forms, without anything of a diary.

`static/js/offline.js` fetches them, `templates/worker/worker.js` answers with them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.utils.translation import get_language

from tracker.core.records import Exposure as ExposureRecord
from tracker.core.reference.countries import emergency_number
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.limits import SCORE
from tracker.core.reference.version import VERSION
from tracker.forms import CheckInForm, EpisodeForm, QuickEpisodeForm, new_id
from tracker.models import Exposure, User
from tracker.pages.context import now_for, today_for
from tracker.pages.emergency import for_a_shell, rules_alone
from tracker.pages.one_tap import IN_SIGHT, usual_tiles

START, NOW, JUST_NOW, EPISODE, CHECK_IN = "start", "now", "just-now", "episode", "check-in"
TEMPLATES = {
    START: "tracker/offline_start.html",
    NOW: "tracker/episode_quick.html",
    JUST_NOW: "tracker/episode_quick.html",
    EPISODE: "tracker/episode_form.html",
    CHECK_IN: "tracker/check_in.html",
}
STAMP_CHARS = 16


def stamp_of(user: User, exposures: Iterable[Exposure | ExposureRecord]) -> str:
    """Name the version of a person's shells. It changes with everything that is shown on them."""
    tracked = sorted(one.key for one in exposures if one.tracked and one.key in BY_KEY)
    shown = (user.theme, user.units, user.country, user.own_number, user.calm_mode, user.time_zone, user.day_starts_at)
    parts = (_release(), VERSION, get_language(), *shown, *tracked)
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()[:STAMP_CHARS]


@lru_cache(maxsize=1)
def _release() -> str:
    """Digest of the templates, the static files and the rules. Computed once, when the first shell is named."""
    digest = sha256(str(getattr(staticfiles_storage, "manifest_hash", "")).encode())
    digest.update(json.dumps(rules_alone()).encode())
    for path in sorted((Path(settings.BASE_DIR) / "templates").rglob("*.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def shell_context(user: User, kind: str, stamp: str) -> dict[str, Any]:
    """Context of one shell. The person is read for their settings only."""
    context: dict[str, Any] = {
        "shell": kind,
        "stamp": stamp,
        "form": None,
        "emergency_number": emergency_number(user.country, user.own_number),
        **for_a_shell(user),
    }
    if kind in (NOW, JUST_NOW):
        return context | {"form": QuickEpisodeForm(), "still_going": kind == NOW, "client_id": new_id()}
    if kind == EPISODE:
        first = {"client_id": new_id(), "version": 1}
        form = EpisodeForm(zone=user.time_zone, day_starts_at=user.day_starts_at, now=now_for(user), initial=first)
        return context | {"form": form}
    if kind == CHECK_IN:
        return context | {"form": _check_in(user), "day": today_for(user), "is_today": True}
    help_now = replace(context["every_emergency"], medicines=())
    tiles = usual_tiles()
    shown = {"tiles": tiles[:IN_SIGHT], "other_tiles": tiles[IN_SIGHT:], "day": today_for(user)}
    shown["scores"] = range(SCORE[0], SCORE[1] + 1)
    return context | shown | {"client_id": new_id(), "help_now": help_now}


def _check_in(user: User) -> CheckInForm:
    """The questions of the journal's own list. Those in the person's words are asked in the diary."""
    return CheckInForm(
        initial={"client_id": new_id(), "version": 1},
        day=today_for(user),
        exposures=[one for one in user.exposures.tracked() if one.key in BY_KEY],
        usual={},
        tapped={},
        stored={},
        units=user.units,
        has_episodes=False,
    )
