"""The results of the hourly analysis in plain words."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.core.analysis.hourly.case_crossover import CrossoverResult
from tracker.core.analysis.results import Interval
from tracker.core.records import Exposure
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.triggers.cards import Card, Kind, exposure_name
from tracker.core.reports.triggers.per_cent import about, at_most, between

ORDER = (Kind.TOGETHER, Kind.NOTHING_SEEN, Kind.TOO_EARLY)


def hour_cards(
    found: Iterable[CrossoverResult], exposures: dict[str, Exposure], translate: Translate = str
) -> tuple[Card, ...]:
    """A card for every exposure with clock times, findings first."""
    shown = [_card(one, exposure_name(exposures, one.exposure, translate), translate) for one in found]
    return tuple(sorted(shown, key=lambda card: ORDER.index(card.kind)))


def _card(one: CrossoverResult, name: str, translate: Translate) -> Card:
    if one.named is not None:
        return Card(one.exposure, name, Kind.TOGETHER, *_together(one, name, translate), _rests_on(one, translate))
    if one.too_early:
        text = translate(_("Too early to say anything about the hours after it."))
        return Card(
            one.exposure, name, Kind.TOO_EARLY, translate(_("Cannot tell yet")), text, _rests_on(one, translate)
        )
    return Card(
        one.exposure,
        name,
        Kind.NOTHING_SEEN,
        translate(_("No link found")),
        _ruled_out(one, translate),
        _rests_on(one, translate),
    )


def _together(one: CrossoverResult, name: str, translate: Translate) -> tuple[str, str]:
    window = one.named
    if window is None:
        raise ValueError(f"nothing is named for {one.exposure}")
    sentence = _("%(when)s %(about)s episodes began than in comparable hours (%(between)s).")
    more = window.ratio.ratio > 1
    heading = translate(_("More episodes in the hours after") if more else _("Fewer episodes in the hours after"))
    when = translate(
        _("%(first)d to %(last)d hours after “%(name)s”")
        if window.first
        else _("In the %(last)d hours after “%(name)s”")
    )
    words = {"first": window.first, "last": window.last, "name": name}
    return heading, translate(sentence) % {
        "when": when % words,
        "about": about(window.ratio.ratio, translate),
        "between": between(window.ratio, translate),
    }


def _ruled_out(one: CrossoverResult, translate: Translate) -> str:
    high, low = max(window.ratio.high for window in one.windows), min(window.ratio.low for window in one.windows)
    sentence = translate(
        _("No clear rise in the %(hours)d hours after it: %(limit)s than in the same hours of other days.")
    )
    return sentence % {"hours": one.windows[-1].last, "limit": at_most(Interval(1.0, low, high), translate)}


def _rests_on(one: CrossoverResult, translate: Translate) -> str:
    sentence = translate(
        _("From %(days)d days on which its times are known, and %(onsets)d episodes that could be compared.")
    )
    return sentence % {"days": one.days, "onsets": one.onsets}
