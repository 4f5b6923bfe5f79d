"""Google Fit, which has ended: the sessions of a Google Takeout, one JSON file each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tracker.core.formats.imports.json_file import load, objects
from tracker.core.formats.imports.nights import covered_s
from tracker.core.formats.imports.package import Member
from tracker.core.formats.imports.times import with_offset
from tracker.core.formats.imports.values import ImportContext, Item, LeftOut, Rank, Sleep, Span, Unused, Where
from tracker.core.reference.import_sources import APPS
from tracker.core.reference.words import gettext_noop as _

NAME = APPS["google_fit"]
NO_DATE = _("The date cannot be read.")
STAGES = ("sleep.light", "sleep.deep", "sleep.rem")
NO_EXERCISE = ("still", "in_vehicle", "unknown", "tilting", "meditation")


def recognises(member: Member) -> bool:
    """Whether this is a session."""
    head = member.text_head()
    return head.lstrip().startswith("{") and '"fitnessActivity"' in head and '"startTime"' in head


def read(members: Sequence[Member], context: ImportContext) -> Iterator[Item]:
    """Yield sleeps, and other sessions as exercise for the person to tick: Fit noted walks by itself."""
    for member in members:
        session, problem = load(member)
        if problem:
            yield problem
        if isinstance(session, dict):
            try:
                yield from _session(session, Where(member.file), context)
            except (ValueError, OverflowError):
                yield LeftOut(NO_DATE, file=member.file)


def _session(session: dict[str, Any], where: Where, context: ImportContext) -> Iterator[Item]:
    kind = str(session.get("fitnessActivity"))
    start, end = (with_offset(str(session.get(name)), "UTC") for name in ("startTime", "endTime"))
    if kind.startswith("sleep"):
        yield _sleep(
            Sleep(start, end, context.zone_on(end.date()), NAME, where=where), list(objects(session.get("segment")))
        )
    elif kind.startswith(NO_EXERCISE):
        yield Unused(kind.replace("_", " ").capitalize()[:60])
    else:
        yield Span("exercise_min", start, end, context.zone_on(start.date()), NAME, on_request=True, where=where)


def _sleep(whole: Sleep, segments: list[dict[str, Any]]) -> Sleep:
    """A night. Without segments it is the length of the session, which lies in bed awake, too."""
    kinds = [str(one.get("fitnessActivity")) for one in segments]
    asleep = [
        (_seconds(one, "startTime"), _seconds(one, "endTime"))
        for one, kind in zip(segments, kinds, strict=True)
        if kind.startswith("sleep") and kind != "sleep.awake"
    ]
    seconds = covered_s(asleep) if asleep else (whole.end - whole.start).total_seconds()
    rank = Rank.BEST if any(kind in STAGES for kind in kinds) else Rank.PLAIN
    return Sleep(whole.start, whole.end, whole.zone, whole.source, rank, seconds, where=whole.where)


def _seconds(segment: dict[str, Any], name: str) -> float:
    return with_offset(str(segment.get(name)), "UTC").timestamp()
