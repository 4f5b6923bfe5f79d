"""Where values come from, in words: the app whose file was read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.core.analysis.describe.imported import ImportedDays, imported_days
from tracker.core.records import Exposure, Reading
from tracker.core.reference.import_sources import source_name
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.triggers.cards import exposure_name


def source_sentence(one: ImportedDays, translate: Translate) -> str:
    """One exposure: `412 of 430 days come from Apple Health.` Empty if nothing was imported."""
    if not one.sources:
        return ""
    (source, days), *others = one.sources
    words = _("%(n)d of %(days)d days comes from %(source)s") if days == 1 else _(
        "%(n)d of %(days)d days come from %(source)s"
    )  # fmt: skip
    parts = [translate(words) % {"n": days, "days": one.days, "source": source_name(source, translate)}]
    parts += [translate(_("%(n)d from %(source)s")) % {"n": n, "source": source_name(source, translate)}
              for source, n in others]  # fmt: skip
    return f"{', '.join(parts)}."


def sources_of_a_day(readings: Iterable[Reading], translate: Translate) -> dict[str, str]:
    """Where the values of one day come from, by exposure: `from Apple Health`."""
    return {
        one.exposure: translate(_("from %(source)s")) % {"source": _names(one, translate)}
        for one in imported_days(readings)
    }


def sources_note(
    found: Iterable[ImportedDays], exposures: Mapping[str, Exposure], translate: Translate
) -> tuple[str, ...]:
    """One line for the doctor: which values come from which app, on how many days. Nothing if all were typed."""
    words = translate(_("%(name)s (%(source)s, %(n)d of %(days)d days)"))
    parts = [
        words % {
            "name": exposure_name(exposures, one.exposure, translate), "source": source_name(source, translate),
            "n": days, "days": one.days,
        }
        for one in found if one.exposure in exposures
        for source, days in one.sources
    ]  # fmt: skip
    return (
        (translate(_("Not typed, but read from other apps: %(parts)s.")) % {"parts": ", ".join(parts)},)
        if parts
        else ()
    )


def sources_legend(found: Iterable[ImportedDays], exposures: Mapping[str, Exposure], translate: Translate) -> str:
    """The legend line of a chart: `From other apps: Sleep (Apple Health).` Empty if nothing was imported."""
    parts = [
        f"{exposure_name(exposures, one.exposure, translate)} ({_names(one, translate)})"
        for one in found
        if one.exposure in exposures
    ]
    return translate(_("From other apps: %(parts)s.")) % {"parts": ", ".join(parts)} if parts else ""


def _names(one: ImportedDays, translate: Translate) -> str:
    return ", ".join(dict.fromkeys(source_name(source, translate) for source, _days in one.sources))
