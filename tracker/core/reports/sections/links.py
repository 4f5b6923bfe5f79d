"""The trigger analysis in one paragraph: linked, no link found, cannot tell yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tracker.core.analysis.results import Finding, RuledOut, Triggers
from tracker.core.records import Exposure
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.triggers.cards import exposure_name
from tracker.core.reports.triggers.links import link_of
from tracker.core.reports.triggers.verdict_words import size_of, verdict_basis
from tracker.core.reports.wording import day_text, days_text

if TYPE_CHECKING:
    from tracker.core.analysis.triggers.schedule import ScheduledAnalysis

MODERATE = 1.5
"""If a rate ratio this large cannot be ruled out, the paragraph mentions it."""


def links(
    verdict: ScheduledAnalysis | None, exposures: Mapping[str, Exposure], units: str, translate: Translate
) -> tuple[str, ...]:
    """The paragraph, or what it still needs. `units` are those of the values."""
    if verdict is None or verdict.triggers.gate:
        return (verdict_basis(verdict, translate),)
    triggers = verdict.triggers
    sentences = (
        *_linked(triggers.findings, exposures, units, translate),
        *_no_link(triggers.ruled_out, exposures, translate),
        *_cannot_tell(triggers, exposures, translate),
        translate(_("From %(days)s logged up to %(day)s. A link is not yet a cause.")) % {
            "days": days_text(triggers.basis.days_logged, translate),
            "day": day_text(verdict.day, translate),
        },
    )  # fmt: skip
    return (" ".join(sentences),)


def _linked(
    findings: Sequence[Finding], exposures: Mapping[str, Exposure], units: str, translate: Translate
) -> Iterator[str]:
    for finding in findings:
        link = link_of(finding, exposures, units, translate)
        yield link.sentence(translate)
        yield size_of(link, translate)


def _no_link(quiet: Sequence[RuledOut], exposures: Mapping[str, Exposure], translate: Translate) -> Iterator[str]:
    if quiet:
        widest = max(max(one.above, 1 / max(one.below, 1e-9)) for one in quiet)
        words = _("No link found: %(names)s; a moderate one cannot be ruled out.") if widest >= MODERATE else _(
            "No link found: %(names)s."
        )  # fmt: skip
        yield translate(words) % {"names": _names([one.exposure for one in quiet], exposures, translate)}


def _cannot_tell(triggers: Triggers, exposures: Mapping[str, Exposure], translate: Translate) -> Iterator[str]:
    open_keys = [early.exposure for early in triggers.too_early] + [left.exposure for left in triggers.left_out]
    keys = [key for key in open_keys if key in exposures]
    if keys:
        yield translate(_("Cannot tell yet: %(names)s.")) % {"names": _names(keys, exposures, translate)}


def _names(keys: Sequence[str], exposures: Mapping[str, Exposure], translate: Translate) -> str:
    return ", ".join(exposure_name(exposures, key, translate) for key in dict.fromkeys(keys))
