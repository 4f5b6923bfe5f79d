"""Treatments in words: a change with its doses, before and after it, and the wave of an injection.

Page, doctor's page, PDF and files all use these.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from tracker.core.analysis.changes.effects import (
    ComparedChange,
    EventKind,
    InjectionWave,
    Obstacle,
    TreatmentEvent,
    WaveVerdict,
)
from tracker.core.analysis.results import Interval
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.triggers.per_cent import more_or_fewer
from tracker.core.reports.wording import number, own_words, period_text

DAYS_A_WEEK = 7
TOO_WIDE = 16.0
"""Maximum ratio of the ends of an interval (a factor of four either way); wider ones are *cannot tell*."""

FEWER, MORE, UNCLEAR, CANNOT_TELL = _("fewer"), _("more"), _("no clear change"), _("cannot tell")

TOGETHER = _("made so close together that they cannot be told apart")

RATIOS = (
    (0.1, _("about a tenth as many"), _("a tenth")),
    (0.2, _("about a fifth as many"), _("a fifth")),
    (0.25, _("about a quarter as many"), _("a quarter")),
    (1 / 3, _("about a third as many"), _("a third")),
    (0.5, _("about half as many"), _("half")),
    (2 / 3, _("about two thirds as many"), _("two thirds")),
    (0.75, _("about three quarters as many"), _("three quarters")),
    (1.0, _("about as many"), _("no difference")),
    (1.25, _("about a quarter more"), _("a quarter more")),
    (1.5, _("about half as many again"), _("half as many again")),
    (2.0, _("about twice as many"), _("twice as many")),
    (3.0, _("about three times as many"), _("three times as many")),
    (5.0, _("about five times as many"), _("five times as many")),
    (10.0, _("about ten times as many"), _("ten times as many")),
)
"""Rate ratios that are easy to picture: as an estimate, and as an end of an interval."""

KINDS = {
    EventKind.BEGUN: _("%(name)s begun"),
    EventKind.RAISED: _("%(name)s raised"),
    EventKind.LOWERED: _("%(name)s lowered"),
    EventKind.CHANGED: _("%(name)s changed"),
    EventKind.STOPPED: _("%(name)s stopped"),
}

OBSTACLES = {
    Obstacle.FEW_DAYS_BEFORE: _("fewer than 28 days noted before it"),
    Obstacle.FEW_DAYS_AFTER: _("fewer than 28 days noted after it so far"),
    Obstacle.INJECTION: _("an injection was working or wearing off at the same time"),
    Obstacle.NO_EPISODE: _("no episode noted before or after it"),
    Obstacle.TOO_LONG_AGO: _("only the latest twelve changes are compared"),
}


def dose_step(before: str, after: str) -> str:
    """Two doses as a step, the unit once where it is the same: "300 → 150 mg"."""
    before, after = own_words(before), own_words(after)
    if not before or not after or before == after:
        return after or before
    amount, _space, unit = before.partition(" ")
    same_unit = unit and unit == after.partition(" ")[2]
    return f"{amount if same_unit else before} → {after}"


def event_words(event: TreatmentEvent, translate: Translate) -> str:
    """One change, with its doses where they are known."""
    words = translate(KINDS[event.kind]) % {"name": own_words(event.name)}
    if event.kind in (EventKind.BEGUN, EventKind.STOPPED):
        return words
    step = dose_step(event.dose_before, event.dose) if event.dose else ""
    return f"{words}: {step}" if step else words


def events_words(events: Sequence[TreatmentEvent], translate: Translate) -> str:
    """Changes that are compared as one."""
    return "; ".join(event_words(event, translate) for event in events)


def verdict(change: ComparedChange) -> str:
    """The comparison in a word, one of FEWER, MORE, UNCLEAR and CANNOT_TELL; to be translated."""
    if change.ratio is None:
        return CANNOT_TELL
    if change.claimed:
        return MORE if change.ratio.ratio > 1 else FEWER
    return CANNOT_TELL if change.ratio.high > TOO_WIDE * change.ratio.low else UNCLEAR


def reason(change: ComparedChange, translate: Translate) -> str:
    """What a comparison rests on, or why there is none."""
    if change.obstacle:
        return translate(OBSTACLES[change.obstacle])
    if change.ratio is None or verdict(change) == CANNOT_TELL:
        return translate(_("too few episodes, or weeks too different"))
    return as_many(change.ratio, translate)


def change_says(change: ComparedChange, translate: Translate) -> str:
    """Verdict, ratio in words, and whether several changes are behind it: the line of a table."""
    word = verdict(change)
    if word == CANNOT_TELL:
        return f"{translate(word)}: {reason(change, translate)}" if change.obstacle else translate(word)
    parts = [f"{translate(word)}: {reason(change, translate)}"]
    if len(change.events) > 1:
        parts.append(translate(TOGETHER))
    return "; ".join(parts)


def unclear_words(changes: Sequence[ComparedChange], translate: Translate) -> str:
    """One sentence for the changes that nothing can be said about, with their days and the reasons; "" without any."""
    if not changes:
        return ""
    what = "; ".join(
        f"{events_words(one.events, translate)}, {period_text(one.first_day, one.last_day, translate)}"
        for one in changes
    )
    reasons = dict.fromkeys(reason(one, translate) for one in changes)
    return translate(_("Cannot tell: %(what)s (%(why)s).")) % {"what": what, "why": "; ".join(reasons)}


def as_many(ratio: Interval, translate: Translate) -> str:
    """A rate ratio in words: "about half as many; could be anything from a quarter to no difference"."""
    _value, about, _end = min(RATIOS, key=lambda step: abs(log(step[0]) - log(max(ratio.ratio, 1e-3))))
    return translate(_("%(about)s; could be anything from %(low)s to %(high)s")) % {
        "about": translate(about),
        "low": translate(next((end for value, _about, end in RATIOS[::-1] if value <= ratio.low), _("almost none"))),
        "high": translate(
            next((end for value, _about, end in RATIOS if value >= ratio.high), _("more than ten times as many"))
        ),
    }


def rates(change: ComparedChange, translate: Translate) -> str:
    """Episodes a day before and after, beside a clear word only: "1.8 → 0.6 a day"."""
    if not change.claimed or change.before.rate is None or change.after.rate is None:
        return ""
    before, after = (number(rate, 2, 1).text for rate in (change.before.rate, change.after.rate))
    return translate(_("%(before)s → %(after)s a day")) % {"before": before, "after": after}


def wave_answer(wave: InjectionWave, translate: Translate) -> str:
    """The wave in one sentence."""
    if wave.verdict is WaveVerdict.TOO_EARLY:
        words = (
            _("One injection so far; the wave gets clearer with the next.")
            if len(wave.cycles) == 1
            else _("Too early for a wave: it needs two injections with the weeks after them noted.")
        )
        return translate(words)
    if wave.shape is None:
        return translate(_("No clear wave after your injections so far."))
    return translate(_("Fewer twitches from week %(first)d to week %(last)d after an injection.")) % {
        "first": max(1, week_of(wave.shape.onset.days)),
        "last": week_of(wave.shape.wear_off.days),
    }


def wave_detail(wave: InjectionWave, translate: Translate) -> str:
    """When it is best and how much fewer, or nothing."""
    if wave.shape is None:
        return ""
    return translate(_("Fewest around week %(week)d: %(fewer)s.")) % {
        "week": max(1, week_of(wave.shape.peak.days)),
        "fewer": more_or_fewer(wave.shape.best, translate),
    }


def wave_times(wave: InjectionWave, translate: Translate) -> tuple[tuple[str, str, str], ...]:
    """Key, label and value of each time of the wave, with its interval: days since the injection."""
    if wave.shape is None:
        return ()
    shape = wave.shape
    lines = (
        ("onset", _("Half of the effect is there"), shape.onset, _("after %(days)d days (%(low)d to %(high)d)")),
        ("peak", _("Best"), shape.peak, _("after %(days)d days (%(low)d to %(high)d)")),
        ("wear_off", _("Half of it has worn off"), shape.wear_off, _("after %(days)d days (%(low)d to %(high)d)")),
        ("benefit", _("Days with at least half of it"), shape.benefit, _("%(days)d (%(low)d to %(high)d)")),
    )
    return tuple(
        (key, translate(label), translate(words) % {"days": found.days, "low": found.low, "high": found.high})
        for key, label, found, words in lines
    )


def week_of(days: int) -> int:
    """The nearest whole week."""
    return round(days / DAYS_A_WEEK)
