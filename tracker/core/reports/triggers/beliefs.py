"""What the person blames, and the diary's answer: it agrees, does not show it, or cannot tell.

A belief has a direction: a diary in which more sleep goes together with fewer episodes agrees with *too little sleep*.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.core.analysis.results import Finding, Triggers
from tracker.core.records import Exposure
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.reliefs import BLAMED, SUSPECTED, Suspicion
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.triggers.cards import exposure_name
from tracker.core.reports.wording import own_words


class DiarySays(StrEnum):
    """The answer to a belief."""

    AGREES = "agrees"
    DOES_NOT_SHOW = "does_not_show"
    CANNOT_TELL = "cannot_tell"


ANSWERS = {
    DiarySays.AGREES: _("agrees"),
    DiarySays.DOES_NOT_SHOW: _("does not show it"),
    DiarySays.CANNOT_TELL: _("cannot tell yet"),
}
NOT_TRACKED = _("cannot tell: not tracked")
OTHER_WAY = _("does not show it, rather the opposite")

TOO_MUCH = (_("too much %(name)s"), _("much %(name)s"), _("a lot of %(name)s"), _("more %(name)s"), _("high %(name)s"))
TOO_LITTLE = (
    _("too little %(name)s"),
    _("little %(name)s"),
    _("not enough %(name)s"),
    _("less %(name)s"),
    _("lack of %(name)s"),
    _("no %(name)s"),
    _("poor %(name)s"),
    _("bad %(name)s"),
    _("low %(name)s"),
)
EITHER_WAY = ("sleep_h", "sleep_quality", "water_ml", "exercise_min", "magnesium_food", "potassium_food")
"""Exposures whose bare name may mean too little as well as too much."""


@dataclass(frozen=True)
class Belief:
    """Something the person blames: as stored, as shown, number of episodes, and the diary's answer."""

    key: str
    what: str
    episodes: int
    answer: DiarySays
    diary_says: str


def beliefs(
    blamed: Mapping[str, int], triggers: Triggers | None, exposures: Mapping[str, Exposure], translate: Translate
) -> tuple[Belief, ...]:
    """Everything blamed, the most frequent first, with the answer of the latest analysis. `blamed` counts episodes."""
    phrases = _phrases(exposures, translate)
    return tuple(_belief(what, n, phrases, triggers, translate) for what, n in Counter(blamed).most_common())


def answer(suspicion: Suspicion, triggers: Triggers | None) -> DiarySays:
    """Whether the diary shows the suspected link, in the suspected direction."""
    finding = _finding(suspicion, triggers)
    if finding is not None:
        agrees = suspicion.more is None or suspicion.more == more_with_more(finding)
        return DiarySays.AGREES if agrees else DiarySays.DOES_NOT_SHOW
    if triggers and any(quiet.exposure == suspicion.exposure for quiet in triggers.ruled_out):
        return DiarySays.DOES_NOT_SHOW
    return DiarySays.CANNOT_TELL


def more_with_more(finding: Finding) -> bool:
    """Whether more of the exposure goes together with more episodes; a low quarter is compared with the rest."""
    return (finding.per_sd.ratio > 1) != (finding.shape == "low")


def suspicion_of(what: str, exposures: Mapping[str, Exposure], translate: Translate = str) -> Suspicion | None:
    """The exposure and direction behind something blamed; None if no exposure matches."""
    return SUSPECTED.get(what) or _phrases(exposures, translate).get(_folded(what))


def _belief(
    what: str, count: int, phrases: Mapping[str, Suspicion], triggers: Triggers | None, translate: Translate
) -> Belief:
    name = translate(BLAMED[what]) if what in BLAMED else own_words(what)
    suspicion = SUSPECTED.get(what) or phrases.get(_folded(what))
    if suspicion is None:
        return Belief(what, name, count, DiarySays.CANNOT_TELL, translate(NOT_TRACKED))
    found = answer(suspicion, triggers)
    opposite = found is DiarySays.DOES_NOT_SHOW and _finding(suspicion, triggers)
    return Belief(what, name, count, found, translate(OTHER_WAY if opposite else ANSWERS[found]))


def _finding(suspicion: Suspicion, triggers: Triggers | None) -> Finding | None:
    findings = triggers.findings if triggers else ()
    return next((finding for finding in findings if finding.exposure == suspicion.exposure), None)


def _phrases(exposures: Mapping[str, Exposure], translate: Translate) -> dict[str, Suspicion]:
    """Suspicions by phrase: the bare name of each exposure, too much of it, too little of it."""
    return {
        _folded(phrase): suspicion for key in exposures for phrase, suspicion in _said_of(key, exposures, translate)
    }


def _said_of(key: str, exposures: Mapping[str, Exposure], translate: Translate) -> Iterator[tuple[str, Suspicion]]:
    name = exposure_name(exposures, key, translate)
    yield name, Suspicion(key, None if key in EITHER_WAY and key in BY_KEY else True)
    for phrases, more in ((TOO_MUCH, True), (TOO_LITTLE, False)):
        for phrase in phrases:
            yield translate(phrase) % {"name": name}, Suspicion(key, more)


def _folded(text: str) -> str:
    """Normalise a text for comparison: NFKC, case and spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
