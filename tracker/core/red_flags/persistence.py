"""Rules about persistent and nearly constant twitching."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.core.records import Place, Side
from tracker.core.red_flags.context import RuleContext
from tracker.core.red_flags.facts import iso, tokens
from tracker.core.red_flags.flag import RedFlag, raise_flag
from tracker.core.red_flags.place_sets import face_regions, places_in
from tracker.core.red_flags.runs import Run, in_a_row, open_run
from tracker.core.red_flags.signs import EYELIDS, LIMB, linked
from tracker.core.red_flags.urgent_signs import SLOW
from tracker.core.red_flags.visits import end_of_month, is_looked_at, is_seen, may_be_older
from tracker.core.reference.rules.levels import TODAY_OR_TOMORROW, Level

NONSTOP = "nearly_nonstop"
WITH_CONSTANT = (
    "face_weak", "face_numb", "vision_change", "hearing_loss", "ringing", "speech_slurred_or_lost", "swallow_hard",
    *LIMB, *SLOW,
)  # fmt: skip
"""Signs of S1, S8, S9, S11, S12 and S19: with one of them near-constant twitching is urgent."""

LOOKED_AT_DAYS = 365
"""A visit up to this long before a run covers it, if the same places twitched already then."""


def persistent(context: RuleContext) -> RedFlag | None:
    """S2. A long open run, by the entries or by the person's own word.

    If a doctor has looked at some places but not at others, the flag is about the others.
    """
    long = _long_places(context)
    unseen = {place: run for place, run in long.items() if not is_looked_at(context, _first(context, run, place))}
    places = unseen or long
    face = None if long else _long_face(context)
    run = max(places.values(), key=_length, default=None) or face or _run_by_own_word(context)
    if run is None or linked(context):
        return None
    since = context.diary.person.twitching_since
    says = [name for name, so in (("place", places), ("face", face)) if so]
    facts = {**_run_facts(run), "places": tokens(places)}
    if since is not None and may_be_older(context, run.first):
        says, facts = [*says, "since"], {**facts, "since": since.strftime("%Y-%m")}
    if is_looked_at(context, _first(context, run, *places)) or context.diary.person.palsy_improving:
        return raise_flag("S2_persistent", facts, *says, level=Level.NEXT_VISIT)
    return raise_flag("S2_persistent", facts, *says, "guidance")


def _long_places(context: RuleContext) -> dict[Place, Run]:
    return {place: run for place, run in context.place_runs.items() if run.length >= context.settings.persistent_days}


def _long_face(context: RuleContext) -> Run | None:
    face = context.face_run
    return face if face and face.length >= context.settings.persistent_days else None


def _run_by_own_word(context: RuleContext) -> Run | None:
    """Return the open run if it began with the diary and the person says that twitching began long before."""
    since, run = context.diary.person.twitching_since, context.run
    if since is None or run is None or not may_be_older(context, run.first):
        return None
    return run if (context.today - end_of_month(since)).days >= context.settings.persistent_days else None


def _first(context: RuleContext, run: Run, *places: Place) -> date:
    """Return since when these places twitch, at most a year before the run; without places, the start of the run."""
    dates = [context.first_dates[place] for place in places]
    return max(min(dates, default=run.first), run.first - timedelta(days=LOOKED_AT_DAYS))


def _run_facts(run: Run) -> dict[str, object]:
    return {"first": run.first.isoformat(), "last": run.last.isoformat(), "run_days": run.length}


def _length(run: Run) -> tuple[int, date]:
    """Return a sort key; runs of equal length are sorted by their last day."""
    return run.length, run.last


def eyelid_for_months(context: RuleContext) -> RedFlag | None:
    """S2b. A very long open run at the lids of one eye, and at no other place on that side or in the middle."""
    found = {side: run for side in (Side.LEFT, Side.RIGHT) if (run := _eyelid_run(context, side))}
    if not found:
        return None
    longest = max(found.values(), key=_length)
    lids = {
        place
        for day in context.days_of_run
        for place in places_in(context.places_on[day])
        if place.region in EYELIDS and place.side in found and day >= found[place.side].first
    }
    level = Level.NEXT_VISIT if is_looked_at(context, _first(context, longest, *lids)) else None
    return raise_flag("S2b_eyelid_3mo", {**_run_facts(longest), "places": tokens(lids)}, level=level)


def _eyelid_run(context: RuleContext, side: Side) -> Run | None:
    lids: list[date] = []
    elsewhere: list[date] = []
    for on, days in context.run_by_places.items():
        here = face_regions(on, side)
        if here & EYELIDS:
            lids += days
        if here - EYELIDS:
            elsewhere += days
    run = open_run(lids, context.today, context.settings.run_gap_days)
    if run is None or run.length < context.settings.eyelid_days:
        return None
    return None if any(run.first <= day <= run.last for day in elsewhere) else run


def constant(context: RuleContext) -> RedFlag | None:
    """S3. Consecutive days of nearly constant twitching."""
    s = context.settings
    window, recent = context.last(s.signs_days + s.constant_days), context.last(s.signs_days)
    nonstop = {one.day for one in context.logged_signs(len(window), NONSTOP)}
    days = [
        day
        for day in window
        if day in nonstop
        or context.minutes_on(day) >= s.constant_minutes
        or context.number_on(day) >= s.constant_count
    ]
    stretches = [row for row in in_a_row(days) if len(row) >= s.constant_days and row[-1] in recent]
    if not stretches:
        return None
    row = stretches[-1]
    signs = {one.sign.name for one in context.logged_signs(len(window), *WITH_CONSTANT) if one.day in row}
    facts = {"dates": iso(row), "days": len(row), "signs": sorted(signs)}
    if is_seen(context, row[-1]):
        return raise_flag("S3_constant", facts, level=Level.NEXT_VISIT)
    return raise_flag("S3_constant", facts, within_hours=TODAY_OR_TOMORROW if signs else None)
