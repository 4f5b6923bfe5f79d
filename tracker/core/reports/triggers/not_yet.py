"""Why there is no answer for an exposure yet, and what helps. Never a number of days to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.core.analysis import DailyTotals
from tracker.core.analysis.results import CONSTANT, MIN_DAYS_SCHEDULED, Basis, Outlook, TooEarly, Triggers
from tracker.core.records import Exposure
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reference.yes_no import yes_or_no
from tracker.core.reports.triggers.beliefs import more_with_more
from tracker.core.reports.triggers.cards import exposure_name
from tracker.core.reports.triggers.sides import HARMFUL, VARIED, capital, is_yes_no, plain_name, side

MIN_EPISODES, MIN_DAYS_WITH_EPISODE = 10, 7
"""With less than this the analysis names nothing."""

DAYS_A_MONTH = 30.4
ALIKE_SHARE, FEW_DAYS_WITH_EPISODE = 0.6, 0.3
"""Shares of days that explain why a diary tells little."""

FEW_TWITCHES = _("You had few days with a twitch, which is good. It also means there is little to compare.")
EITHER = _("%(named)s and %(other)s often fall on the same days, so it could be either.")


def not_yet(
    key: str,
    triggers: Triggers | None,
    totals: Sequence[DailyTotals],
    exposures: Mapping[str, Exposure],
    translate: Translate,
    noted: int,
) -> str:
    """One sentence on why it cannot be told yet; `noted` are the logged days with a value."""
    if triggers is None or noted < MIN_DAYS_SCHEDULED:
        return translate(_("A first answer is tried at %(days)d days.")) % {"days": MIN_DAYS_SCHEDULED}
    if triggers.gate:
        return _gate(triggers, translate)
    for left in triggers.left_out:
        if left.exposure == key and left.reason == CONSTANT and is_yes_no(key, exposures):
            return _always(key, totals, translate)
        if left.exposure == key:
            other = exposure_name(exposures, left.other, translate) if left.other else ""
            reason = translate(left.reason) % {"other": other}
            return translate(_("Not looked at: %(reason)s.")) % {"reason": reason}
    return either(key, triggers, exposures, translate) or _outlook(key, triggers, exposures, translate)


def _always(key: str, totals: Sequence[DailyTotals], translate: Translate) -> str:
    values = [day.values[key] > 0 for day in totals if day.logged and key in day.values]
    mostly_yes = 2 * sum(values) > len(values)
    words = _("It was yes on nearly all days, so there are few days to compare.") if mostly_yes else _(
        "It was no on nearly all days, so there are few days to compare."
    )  # fmt: skip
    return translate(words)


def either(key: str, triggers: Triggers, exposures: Mapping[str, Exposure], translate: Translate) -> str:
    """That a linked exposure and another one move together; empty where that is not so."""
    for pair in triggers.together:
        if key in (pair.named, pair.other):
            finding = next(one for one in triggers.findings if one.exposure == pair.named)
            more = more_with_more(finding)
            words = {
                "named": side(pair.named, more, exposures, translate),
                "other": side(pair.other, more == (pair.correlation > 0), exposures, translate),
            }
            return capital(translate(EITHER) % words)
    return ""


def few_twitches(triggers: Triggers) -> bool:
    """Whether nothing was analysed because there were too few twitches."""
    basis = triggers.basis
    few = basis.episodes < MIN_EPISODES or basis.days_with_episode < MIN_DAYS_WITH_EPISODE
    return triggers.gate is not None and few


def _gate(triggers: Triggers, translate: Translate) -> str:
    if few_twitches(triggers):
        return translate(FEW_TWITCHES)
    return translate(_("No answer yet: %(reason)s.")) % {"reason": translate(triggers.gate or "")}


def _outlook(key: str, triggers: Triggers, exposures: Mapping[str, Exposure], translate: Translate) -> str:
    early = _early(key, triggers)
    if early is None or early.outlook is Outlook.SOON:
        return translate(_("A clear effect would probably show within two months."))
    if early.outlook is Outlook.WITHIN_A_YEAR:
        words = _("A clear effect usually shows after six to nine months; you have %(months)d.")
        return translate(words) % {"months": round(triggers.basis.days_logged / DAYS_A_MONTH)}
    return _little(triggers.basis, early, is_yes_no(key, exposures), translate)


def _early(key: str, triggers: Triggers) -> TooEarly | None:
    return next((early for early in triggers.too_early if early.exposure == key), None)


def _little(basis: Basis, early: TooEarly, yes_no: bool, translate: Translate) -> str:
    if early.commonest_share >= ALIKE_SHARE and yes_no:
        words = translate(_("On %(n)d of 10 days it was %(answer)s, so there are few days to compare."))
        answer = yes_or_no(early.commonest, translate)
        return words % {"n": round(10 * early.commonest_share), "answer": answer}
    if early.commonest_share >= ALIKE_SHARE:
        alike = _("On %(n)d of 10 days you had none, so there are few days to compare.")
        same = _("On %(n)d of 10 days it was the same, so there are few days to compare.")
        return translate(same if early.commonest else alike) % {"n": round(10 * early.commonest_share)}
    if basis.days_with_episode < FEW_DAYS_WITH_EPISODE * basis.days_logged:
        return translate(FEW_TWITCHES)
    return translate(_("So far the days do not differ enough to compare."))


def cannot_tell(key: str, exposures: Mapping[str, Exposure], triggers: Triggers | None, translate: Translate) -> str:
    """The first sentence where there is no answer: whether more days of the same kind would bring one."""
    analysed = triggers if triggers and not triggers.gate else None
    early = _early(key, analysed) if analysed else None
    is_constant = analysed and any(left.exposure == key and left.reason == CONSTANT for left in analysed.left_out)
    if is_constant or (early and early.outlook is Outlook.LITTLE):
        words = translate(_("This diary tells little about %(name)s."))
        return words % {"name": plain_name(key, exposures, translate)}
    return translate(_("Cannot tell yet."))


def what_helps(key: str, days_noted: int, exposures: Mapping[str, Exposure], translate: Translate) -> tuple[str, ...]:
    """At most three lines, the first is what to do today. Nothing that may harm is ever advised."""
    lines = [_("Note it on each day, also when it was no.")] if is_yes_no(key, exposures) else [
        _("Note it on each day, also when it was none.")
    ]  # fmt: skip
    if key in HARMFUL:
        lines.append(_("More of it is not needed: days without it tell the most."))
    elif key in VARIED:
        lines.append(_("Days with more and days with less of it tell the most."))
    if days_noted < MIN_DAYS_SCHEDULED:
        lines.append(_("Check in on quiet days, too: they are what a day with twitches is compared with."))
    return tuple(translate(line) for line in lines)
