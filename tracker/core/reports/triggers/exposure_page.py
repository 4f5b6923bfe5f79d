"""The words of an exposure's own page below its first sentence."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.core.analysis.results import Interval
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.triggers.answers import DiarySoFar, ExposureAnswer, Group, beliefs_about
from tracker.core.reports.triggers.beliefs import DiarySays
from tracker.core.reports.triggers.not_yet import either, what_helps
from tracker.core.reports.triggers.per_cent import between
from tracker.core.reports.triggers.sides import HARMFUL, capital

HOW_SURE = {
    Group.LINKED: _("How sure?"),
    Group.NO_LINK: _("How large could it still be?"),
    Group.CANNOT_TELL: _("What fits your diary"),
}
SURER = {
    Group.LINKED: _("What would make it surer"),
    Group.NO_LINK: _("What would make it surer"),
    Group.CANNOT_TELL: _("What helps"),
}
THE_DIARY = {
    DiarySays.AGREES: _("The diary agrees."),
    DiarySays.DOES_NOT_SHOW: _("The diary does not show it."),
    DiarySays.CANNOT_TELL: _("The diary cannot tell yet."),
}


@dataclass(frozen=True)
class ExposurePage:
    """The headings and sentences. `thoughts` are pairs: what the person named, and what the diary says."""

    how_sure: str
    step_goes_with: str
    sure_lines: tuple[str, ...]
    thoughts: tuple[tuple[str, str], ...]
    either: str
    surer: str
    surer_lines: tuple[str, ...]


def exposure_page(answer: ExposureAnswer, diary: DiarySoFar, translate: Translate = str) -> ExposurePage:
    """The words for one exposure."""
    return ExposurePage(
        how_sure=translate(HOW_SURE[answer.group]),
        step_goes_with=translate(_("%(step)s goes with")) % {"step": capital(answer.step)},
        sure_lines=_sure_lines(answer.group, answer.ratio, translate) if answer.ratio else (),
        thoughts=tuple(
            (
                translate(_("You named “%(what)s” for %(n)d episodes.") if belief.episodes != 1 else NAMED_ONCE)
                % {"what": belief.what, "n": belief.episodes},
                translate(THE_DIARY[belief.answer]),
            )
            for belief in beliefs_about(answer.key, diary, translate)
        ),
        either=either(answer.key, diary.triggers, diary.exposures, translate) if diary.triggers else "",
        surer=translate(SURER[answer.group]),
        surer_lines=_surer_lines(answer, diary, translate),
    )


NAMED_ONCE = _("You named “%(what)s” for %(n)d episode.")


def _sure_lines(group: Group, ratio: Interval, translate: Translate) -> tuple[str, ...]:
    if group is Group.LINKED:
        touches = ratio.low <= 1 <= ratio.high
        last = _("It touches “no difference”.") if touches else _("It does not touch “no difference”.")
        return (translate(_("The bar shows where the true number probably lies.")), translate(last))
    somewhere = translate(_("Somewhere %(between)s.")) % {"between": between(ratio, translate)}
    if group is Group.NO_LINK:
        return somewhere, translate(_("Anything larger does not fit your diary."))
    return somewhere, translate(_("That is too wide to call it a link or none."))


def _surer_lines(answer: ExposureAnswer, diary: DiarySoFar, translate: Translate) -> tuple[str, ...]:
    if answer.group is Group.CANNOT_TELL:
        return what_helps(answer.key, answer.days_noted, diary.exposures, translate)
    if answer.group is Group.NO_LINK:
        return (translate(_("Nothing more is needed.")),)
    lines = [_("Go on noting it on each day: the answer is looked at again as days are added.")]
    if answer.key in HARMFUL:
        lines.append(_("Some days without it tell more than days with more of it."))
    if answer.key == "sleep_h" and answer.link and not answer.link.more:
        lines.append(_("A try: some weeks in bed an hour earlier, some weeks as usual, and compare."))
    return tuple(translate(line) for line in lines)
