"""Bands of dose in words: "none", "6–7", "8 or more"."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.analysis.describe.dose_bands import BandRate, DoseBand, DoseBands
from tracker.core.records import Exposure
from tracker.core.reference.exposures import scale_top
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reference.yes_no import NO, YES
from tracker.core.reports.wording import days_text, number

LARGE = 10
"""From this border on, a band of whole numbers is named by its borders: 100–200, not 100–199."""


def band_labels(found: DoseBands, translate: Translate = str) -> tuple[str, ...]:
    """The name of each band, without its unit."""
    return tuple(_label(band, place, found, translate) for place, band in enumerate(found.bands))


def picture_labels(found: DoseBands, translate: Translate = str) -> list[tuple[str, str]]:
    """The name of each band and the number of its days."""
    labels = band_labels(found, translate)
    return [(label, days_text(band.same_day.days, translate)) for label, band in zip(labels, found.bands, strict=True)]


def ends_of(found: DoseBands, ends: tuple[str, str], translate: Translate = str) -> tuple[str, str]:
    """The words below a small picture: *none* and *3+* for counts, *no* and *yes*, otherwise `ends`."""
    if found.is_yes_no:
        return translate(NO), translate(YES)
    first, last = found.bands[0], found.bands[-1]
    if not first.is_none:
        return ends
    return translate(_("none")), f"{_text(last.first)}+" if found.whole_numbers else ends[1]


def bands_described(found: DoseBands, translate: Translate = str) -> str:
    """The picture for somebody who hears it."""
    line = translate(_("%(band)s: %(mean)s a day on %(days)s"))
    return "; ".join(
        line % {"band": label, "mean": f"{band.same_day.mean:.1f}", "days": days}
        for (label, days), band in zip(picture_labels(found, translate), found.bands, strict=True)
    )


def band_rows(found: DoseBands, exposure: Exposure, translate: Translate = str) -> Sequence[tuple[str, ...]]:
    """The picture as a table: the band with its unit, its days, episodes a day, and the day after."""
    unit = "" if scale_top(exposure.unit) else translate(exposure.unit) if exposure.unit else ""
    return [
        (
            f"{label} {unit}".strip() if not band.is_none else label,
            str(band.same_day.days),
            _rate(band.same_day, translate),
            _rate(band.day_after, translate) if band.day_after else "–",
        )
        for label, band in zip(band_labels(found, translate), found.bands, strict=True)
    ]


def _label(band: DoseBand, place: int, found: DoseBands, translate: Translate) -> str:
    if found.is_yes_no:
        return translate(NO if band.is_none else YES)
    if band.is_none:
        return translate(_("none"))
    if band.end is None:
        if found.whole_numbers and band.first == 1 and len(found.bands) == 2:
            return translate(_("some"))
        return translate(_("%(first)s or more")) % {"first": _text(band.first)}
    if band.first is None or (place == 1 and found.bands[0].is_none and band.end >= LARGE):
        return translate(_("under %(end)s")) % {"end": _text(band.end)}
    if found.whole_numbers and band.end <= LARGE:
        last = band.end - 1
        return _text(last) if last == band.first else f"{_text(band.first)}–{_text(last)}"
    return f"{_text(band.first)}–{_text(band.end)}"


def _text(value: float | None) -> str:
    return number(value or 0.0, 4, 2).text


def _rate(rate: BandRate, translate: Translate) -> str:
    words = translate(_("%(mean)s (%(low)s to %(high)s)"))
    return words % {"mean": f"{rate.mean:.1f}", "low": f"{rate.low:.1f}", "high": f"{rate.high:.1f}"}
