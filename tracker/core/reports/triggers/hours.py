"""The results of the hourly analysis in plain words."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.core.analysis.hourly.case_crossover import CrossoverResult
from tracker.core.records import Exposure
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.triggers.cards import Card, Kind, exposure_name, interval_words, times

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
        return Card(one.exposure, name, Kind.TOO_EARLY, translate(_("Too early")), text, _rests_on(one, translate))
    return Card(
        one.exposure,
        name,
        Kind.NOTHING_SEEN,
        translate(_("Nothing seen")),
        _ruled_out(one, translate),
        _rests_on(one, translate),
    )


def _together(one: CrossoverResult, name: str, translate: Translate) -> tuple[str, str]:
    window = one.named
    if window is None:
        raise ValueError(f"nothing is named for {one.exposure}")
    sentence = _(
        "%(when)s you logged onsets about %(ratio)s times as often as in comparable hours (%(low)s to %(high)s)."
        " This goes together; it is no proof of more."
    )
    more = window.ratio.ratio > 1
    heading = translate(_("Goes together with more onsets") if more else _("Goes together with fewer onsets"))
    when = translate(
        _("%(first)d to %(last)d hours after “%(name)s”")
        if window.first
        else _("In the %(last)d hours after “%(name)s”")
    )
    words = {"first": window.first, "last": window.last, "name": name}
    return heading, translate(sentence) % {"when": when % words, **interval_words(window.ratio)}


def _ruled_out(one: CrossoverResult, translate: Translate) -> str:
    sentence = _(
        "Nothing stood out in the %(hours)d hours after it. It can be ruled out that onsets are then more than"
        " %(above)s times, or fewer than %(below)s times, as likely. A smaller effect is still possible."
    )
    return translate(sentence) % {
        "hours": one.windows[-1].last,
        "above": times(max(window.ratio.high for window in one.windows)),
        "below": times(min(window.ratio.low for window in one.windows)),
    }


def _rests_on(one: CrossoverResult, translate: Translate) -> str:
    sentence = translate(
        _("From %(days)d days on which its times are known, and %(onsets)d onsets that could be compared.")
    )
    return sentence % {"days": one.days, "onsets": one.onsets}
