"""The preview of an import as its page shows it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.core.charts.import_strip import import_strip_svg
from tracker.core.formats.imports.read import TABLE
from tracker.core.reference.dates import day_text
from tracker.core.reference.import_sources import format_names
from tracker.insights import import_words as words
from tracker.insights.imports import SEVERAL, Effect, Preview, ReadFile
from tracker.insights.notes import NOTES
from tracker.models import Import, ImportPreview, User


def preview_context(user: User, waiting: ImportPreview, read: ReadFile, found: Preview) -> dict[str, Any]:
    """The context of tracker/import_preview.html."""
    collected = read.collected
    exposures = {row.key: row.record() for row in user.exposures.all()}
    told = words.exposure_words(exposures, collected)
    clashes = found.plan.clashes
    return {
        "title": words.title(collected),
        "file_name": waiting.file_name,
        "size": words.size(waiting.file_bytes),
        "period": words.period(found),
        "ends_early": words.ends_early_words(collected),
        "effects": [_effect(place, one, told) for place, one in enumerate(found.effects)],
        "attacks": len(collected.attacks),
        "doses": words.doses_words(found),
        "number": found.plan.writes + len(collected.attacks) + found.doses,
        "more_clashes": len(clashes[words.MAX_LINES :]),
        "sources": _sources(found, told, is_table=collected.format == TABLE),
        "example": next((words.example(one.examples[0], told) for one in found.effects if one.examples), ""),
        "clashes": [words.clash_words(one, told) for one in clashes[: words.MAX_LINES]],
        "clash_days": len(clashes),
        "has_clashes": bool(clashes or found.plan.replaced),
        "odd": words.odd_words(found.chosen.odd, told)[: words.MAX_LINES],
        "naps": [f"{words.short_day(one.day)}: {told.amount(one.exposure, one.value)}" for one in found.chosen.naps][
            : words.MAX_LINES
        ],
        "twins": len(found.chosen.twins),
        "left_out": [words.left_out_words(group) for group in collected.left_out],
        "unused": words.unused_words(collected),
        "plan": found.plan,
    }


def _sources(found: Preview, told: words.ExposureWords, *, is_table: bool) -> list[tuple[Any, str, str]]:
    """The ticks of where values come from, and of medicines. A table has one source."""
    medicines = [(one, *words.medicine_words(one)) for one in found.chosen.medicines]
    return medicines + ([] if is_table else [(one, *words.source_words(one, told)) for one in found.chosen.sources])


def _effect(place: int, effect: Effect, told: words.ExposureWords) -> dict[str, Any]:
    name = told.name(effect.exposure)
    weeks = sum(1 for days in effect.weeks if days)
    description = ngettext(
        "Values in %(n)d of the last 52 weeks.", "Values in %(n)d of the last 52 weeks.", weeks
    ) % {"n": weeks}  # fmt: skip
    strip = import_strip_svg(effect.weeks, name, description, f"strip-{place}")
    return {
        "name": name,
        "new": words.new_days(effect),
        "found": words.found_days(effect),
        # The drawing escapes the name in it.
        "strip": mark_safe(strip),  # noqa: S308
        "examples": [words.example(group, told) for group in effect.examples],
    }


def import_lines(user: User, batches: list[Import]) -> list[dict[str, Any]]:
    """The imports of a person, for *Your data*."""
    if not batches:
        return []
    names = {row.key: row.name for row in user.exposures.all()}
    return [
        {
            "row": row,
            "made": _made(row.made_at.astimezone(ZoneInfo(user.time_zone))),
            "name": _name(row),
            "days": ", ".join(
                ngettext("%(name)s on %(n)d day", "%(name)s on %(n)d days", n) % {"name": names.get(key, key), "n": n}
                for key, n in row.days.items()
            ),
        }
        for row in batches
    ]


def _name(row: Import) -> str:
    """What was imported: the app, the file of a table, or notes."""
    if row.format == NOTES:
        return _("Notes")
    if row.format == SEVERAL:
        return _("Several files")
    return row.file_name if row.format == TABLE else ", ".join(format_names(row.format, _))


def _made(at: datetime) -> str:
    return f"{day_text(at.date(), _)}, {at:%H:%M}"
