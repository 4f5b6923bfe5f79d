"""The page of triggers as values: one sentence that names the answer, and every exposure in one of three groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from tracker.core.analysis import DailyTotals
from tracker.core.analysis.results import MIN_DAYS_SCHEDULED, Interval, RuledOut, Triggers
from tracker.core.records import Exposure
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.triggers.beliefs import Belief, DiarySays, suspicion_of
from tracker.core.reports.triggers.cards import LAGS, OVER_DAYS, exposure_name
from tracker.core.reports.triggers.links import Link, link_of, so_far, still_possible
from tracker.core.reports.triggers.not_yet import cannot_tell, few_twitches, not_yet
from tracker.core.reports.triggers.per_cent import about, at_most, between
from tracker.core.reports.triggers.sides import capital, plain_name, step_of, step_words

MAX_NAMES = 3
SMALL = _("If %(name)s has an effect, it is small: %(limit)s for %(step)s.")
NOT_LARGE = _("If %(name)s has an effect, it is %(limit)s for %(step)s.")
SMALL_RATIO = 1.5

HARDLY_KNOWN = 4.0
"""From this ratio on, or its inverse, an interval says nothing that helps."""


class Group(StrEnum):
    """What the diary says about an exposure, in the order of the page."""

    LINKED = "linked"
    NO_LINK = "no_link"
    CANNOT_TELL = "cannot_tell"


TITLES = {
    Group.LINKED: _("Linked"),
    Group.NO_LINK: _("No link found"),
    Group.CANNOT_TELL: _("Cannot tell yet"),
}


@dataclass(frozen=True)
class ExposureAnswer:
    """One exposure. `line` is its row on the page; `headline` and `detail` open its own page.

    `ratio` is that of `step` (None where nothing was estimated), which leads towards more episodes if it is linked
    and towards more of it otherwise. `belief` is a few words on what the person thought, empty without a thought.
    """

    key: str
    name: str
    group: Group
    days_noted: int
    headline: str
    detail: str
    line: str
    step: str
    ratio: Interval | None
    belief: str
    link: Link | None = None


@dataclass(frozen=True)
class DiarySoFar:
    """What the answers are made from: the latest analysis, every day, what is tracked, what the person blames."""

    triggers: Triggers | None
    totals: Sequence[DailyTotals]
    exposures: Mapping[str, Exposure]
    beliefs: Sequence[Belief]
    units: str

    @cached_property
    def days_logged(self) -> int:
        """How many days are logged by now, including those after the analysis."""
        return sum(day.logged for day in self.totals)

    @cached_property
    def days_noted(self) -> Mapping[str, int]:
        """The logged days with a value of each exposure, zero without any."""
        return Counter(key for day in self.totals if day.logged for key in day.values)


def answer_sentence(
    triggers: Triggers | None, days_logged: int, exposures: Mapping[str, Exposure], translate: Translate
) -> str:
    """The first text of the page: what is linked, or that nothing is, or when a first answer comes."""
    if triggers is None:
        if days_logged >= MIN_DAYS_SCHEDULED:
            return translate(_("Your first answer comes within a few days."))
        words = translate(_("First answers come from day %(first)d. You have %(days)d."))
        return words % {"first": MIN_DAYS_SCHEDULED, "days": days_logged}
    if few_twitches(triggers):
        return translate(_("Few days with a twitch, which is good: there is little to compare."))
    if triggers.gate:
        return translate(_("No answer yet: %(reason)s.")) % {"reason": translate(triggers.gate)}
    if triggers.findings:
        return _linked(triggers, exposures, translate)
    return _none_linked(triggers.ruled_out, exposures, translate)


def exposure_answers(diary: DiarySoFar, translate: Translate = str) -> tuple[ExposureAnswer, ...]:
    """Every exposure with a value: the linked ones first, by strength of evidence, then those without a link."""
    triggers = diary.triggers
    linked = [one.exposure for one in triggers.findings] if triggers else []
    quiet = [one.exposure for one in triggers.ruled_out] if triggers else []
    noted = {key: diary.days_noted[key] for key in diary.exposures}
    others = sorted((key for key in noted if key not in (*linked, *quiet)), key=lambda key: -noted[key])
    return tuple(exposure_answer(key, diary, translate) for key in (*linked, *quiet, *others) if noted.get(key))


def exposure_answer(key: str, diary: DiarySoFar, translate: Translate = str) -> ExposureAnswer:
    """One exposure, which must be one of the diary's."""
    triggers = diary.triggers
    if triggers:
        for finding in triggers.findings:
            if finding.exposure == key:
                return _with_link(link_of(finding, diary.exposures, diary.units, translate), diary, translate)
        for quiet in triggers.ruled_out:
            if quiet.exposure == key:
                return _without_link(quiet, diary, translate)
    return _cannot_tell(key, diary, translate)


def _linked(triggers: Triggers, exposures: Mapping[str, Exposure], translate: Translate) -> str:
    """The strongest links, those of the same day before those of a later one."""
    found = (link_of(finding, exposures, "", translate) for finding in triggers.findings)
    links = sorted(found, key=lambda link: bool(link.later(translate)))
    first = links[0].sentence(translate)
    if len(links) == 1:
        return first
    if len(links) == 2:
        second = links[1]
        words = translate(_("So does %(side)s%(later)s."))
        return f"{first} {words % {'side': second.side, 'later': second.later(translate)}}"
    sides = _listed([link.side for link in links[1:]], translate)
    return f"{first} {translate(_('So do %(sides)s.')) % {'sides': sides}}"


def _none_linked(quiet: Sequence[RuledOut], exposures: Mapping[str, Exposure], translate: Translate) -> str:
    first = translate(_("No clear link so far."))
    if not quiet:
        return first
    narrow = sorted(quiet, key=lambda one: one.above / one.below)[:MAX_NAMES]
    names = _listed([plain_name(one.exposure, exposures, translate) for one in narrow], translate)
    words = translate(_("%(names)s looks unlikely.") if len(narrow) == 1 else _("%(names)s look unlikely."))
    return f"{first} {words % {'names': capital(names)}}"


def _listed(names: Sequence[str], translate: Translate) -> str:
    *others, last = names[:MAX_NAMES]
    if not others:
        return last
    return translate(_("%(names)s and %(last)s")) % {"names": ", ".join(others), "last": last}


def _with_link(link: Link, diary: DiarySoFar, translate: Translate) -> ExposureAnswer:
    key, estimate = link.key, about(link.ratio.ratio, translate)
    detail = translate(_("%(when)s you noted %(about)s episodes (%(between)s).")) % {
        "when": link.when(translate),
        "about": estimate,
        "between": between(link.ratio, translate),
    }
    lag = translate(OVER_DAYS if link.over_days > 1 else LAGS[link.lag_days])
    return ExposureAnswer(
        key,
        exposure_name(diary.exposures, key, translate),
        Group.LINKED,
        diary.days_noted[key],
        link.sentence(translate),
        detail,
        translate(_("%(step)s: %(about)s, %(lag)s")) % {"step": capital(link.step), "about": estimate, "lag": lag},
        link.step,
        link.ratio,
        _belief_tag(key, Group.LINKED, diary, translate),
        link,
    )


def _without_link(quiet: RuledOut, diary: DiarySoFar, translate: Translate) -> ExposureAnswer:
    key, possible = quiet.exposure, still_possible(quiet, diary.units, diary.exposures)
    name = plain_name(key, diary.exposures, translate)
    step = step_words(key, True, step_of(key, quiet.sd, diary.units, diary.exposures), diary.exposures, translate)
    limit = at_most(possible, translate)
    estimated = so_far(key, diary.triggers.estimates if diary.triggers else (), diary.units, diary.exposures)
    return ExposureAnswer(
        key,
        exposure_name(diary.exposures, key, translate),
        Group.NO_LINK,
        diary.days_noted[key],
        translate(_("No link found between %(name)s and your twitches.")) % {"name": name},
        translate(SMALL if possible.high <= SMALL_RATIO and possible.low >= 1 / SMALL_RATIO else NOT_LARGE)
        % {"name": name, "limit": limit, "step": step},
        translate(_("%(limit)s for %(step)s")) % {"limit": capital(limit), "step": step},
        step,
        estimated or possible,
        _belief_tag(key, Group.NO_LINK, diary, translate),
    )


def _cannot_tell(key: str, diary: DiarySoFar, translate: Translate) -> ExposureAnswer:
    triggers = diary.triggers
    reason = not_yet(key, triggers, diary.totals, diary.exposures, translate, diary.days_noted[key])
    ratio = so_far(key, triggers.estimates if triggers else (), diary.units, diary.exposures)
    sd = next((one.sd for one in triggers.estimates if one.exposure == key), 0.0) if triggers else 0.0
    step = step_words(key, True, step_of(key, sd, diary.units, diary.exposures), diary.exposures, translate)
    if ratio is None:
        detail = reason
    elif ratio.high > HARDLY_KNOWN or ratio.low < 1 / HARDLY_KNOWN:
        detail = f"{reason} {translate(_('So far: anything.'))}"
    else:
        possible = translate(_("So far: anything %(between)s for %(step)s."))
        detail = f"{reason} {possible % {'between': between(ratio, translate), 'step': step}}"
    return ExposureAnswer(
        key,
        exposure_name(diary.exposures, key, translate),
        Group.CANNOT_TELL,
        diary.days_noted[key],
        cannot_tell(key, diary.exposures, triggers, translate),
        detail,
        reason,
        step,
        ratio,
        _belief_tag(key, Group.CANNOT_TELL, diary, translate),
    )


def _belief_tag(key: str, group: Group, diary: DiarySoFar, translate: Translate) -> str:
    own = beliefs_about(key, diary, translate)
    if group is Group.LINKED:
        if not own:
            return translate(_("You had not named it"))
        agrees = any(belief.answer is DiarySays.AGREES for belief in own)
        return translate(_("You thought so too") if agrees else _("You thought the opposite"))
    return translate(_("You thought it did")) if own and group is Group.NO_LINK else ""


def beliefs_about(key: str, diary: DiarySoFar, translate: Translate) -> tuple[Belief, ...]:
    """What the person blames that is this exposure, too much or too little of it."""
    suspicions = {belief: suspicion_of(belief.key, diary.exposures, translate) for belief in diary.beliefs}
    return tuple(belief for belief, suspicion in suspicions.items() if suspicion and suspicion.exposure == key)
