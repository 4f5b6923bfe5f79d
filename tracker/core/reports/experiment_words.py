"""Self-experiments in words: the power before the start, and the verdict at the end."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.core.analysis.experiments.result import ExperimentResult, Verdict
from tracker.core.analysis.results import Interval
from tracker.core.records import Expected, Experiment
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.triggers.per_cent import between, more_or_fewer
from tracker.core.reports.wording import number, own_words

HEADLINES = {
    Verdict.FEWER: _("Fewer twitches on the days with “%(on)s”."),
    Verdict.MORE: _("More twitches on the days with “%(on)s”."),
    Verdict.NO_DIFFERENCE: _("No difference that matters with “%(on)s”."),
    Verdict.CANNOT_TELL: _("Cannot tell whether “%(on)s” goes together with fewer or more twitches."),
}
NOT_BLIND = _("You knew which days were which, so you may also have noticed or noted less, or more, on some of them.")
MIN_SHOWN_IN_TEN = 3
"""Below this, starting is advised against."""

BY_LOT = _("The order of the days was drawn by lot, so good and bad weeks are spread over both.")


@dataclass(frozen=True)
class ResultWords:
    """A headline, sentences below it, and what limits it."""

    headline: str
    lines: tuple[str, ...]
    caution: str


def power_words(days: int, expected: Expected, in_ten: int, translate: Translate) -> str:
    """What an experiment of this length would show."""
    text = _("If this halves your twitches, %(days)d days show it in %(n)d of 10 tries.")
    if expected is Expected.MORE:
        text = _("If this doubles your twitches, %(days)d days show it in %(n)d of 10 tries.")
    smaller = translate(_("A smaller effect mostly would not show."))
    return f"{translate(text) % {'days': days, 'n': in_ten}} {smaller}"


def result_words(experiment: Experiment, result: ExperimentResult, translate: Translate) -> ResultWords:
    """The result of a finished experiment."""
    lines = [_rates(result, translate)]
    if ratio := ratio_of(result):
        if result.verdict is Verdict.CANNOT_TELL and not result.is_opposite:
            lines.append(translate(_("What fits is wide: %(words)s.")) % {"words": between(ratio, translate)})
        else:
            lines.append(translate(_("That is %(words)s.")) % {"words": more_or_fewer(ratio, translate)})
    if result.verdict in (Verdict.FEWER, Verdict.MORE):
        lines.append(translate(BY_LOT))
    if result.is_opposite:
        other = _("It was rather the other way round. The test asked only for fewer, so take this as a hint.")
        if experiment.expected is Expected.MORE:
            other = _("It was rather the other way round. The test asked only for more, so take this as a hint.")
        lines.append(translate(other))
    elif result.verdict is Verdict.CANNOT_TELL:
        lines.append(translate(_("That does not rule it out: a small effect rarely shows in this time.")))
    words = {"logged": result.on_days + result.off_days, "planned": result.planned_days}
    lines.append(translate(_("%(logged)d of the %(planned)d days that count were logged.")) % words)
    words = {"kept": result.days_kept, "answered": result.days_answered}
    lines.append(translate(_("You kept to it on %(kept)d of %(answered)d days that you answered for.")) % words)
    headline = translate(HEADLINES[result.verdict]) % {"on": own_words(experiment.on)}
    return ResultWords(headline, tuple(line for line in lines if line), translate(NOT_BLIND))


def ratio_of(result: ExperimentResult) -> Interval | None:
    """The rate ratio, where both of its ends are known or the lower one is 0."""
    if result.ratio is None or result.high is None:
        return None
    return Interval(result.ratio, result.low or 0.0, result.high)


def _rates(result: ExperimentResult, translate: Translate) -> str:
    if result.on_rate is None or result.off_rate is None:
        return ""
    rates = {"on": number(result.on_rate, 2).text, "off": number(result.off_rate, 2).text}
    return translate(_("Episodes a day: %(on)s on these days, %(off)s on the others.")) % rates
