"""What a bout is like: strength, duration, feel, and the questions a doctor asks of every twitch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from tracker.records import Episode, Feel
from tracker.reference.limits import SCORE
from tracker.reference.sections import SECTIONS
from tracker.reference.words import gettext_noop as _
from tracker.reports.facts import Fact, Say, Section, Value
from tracker.reports.wording import duration_text, number, share

FEELS = {
    Feel.FLUTTER: _("flutter"),
    Feel.JERK: _("jerk"),
    Feel.PULL_AND_HOLD: _("pull and hold"),
}


def bouts(episodes: Sequence[Episode], say: Say) -> Section:
    """How strong and how long a bout is, how it feels and behaves; what was not said is counted as not said."""
    facts = (
        _feel(episodes, say),
        _yes_or_no("in_sleep", say(_("Seen in sleep")), [e.in_sleep for e in episodes], say),
        _yes_or_no("can_hold_back", say(_("Can be held back")), [e.can_hold_back for e in episodes], say),
        _yes_or_no("eye_closes", say(_("Eye closes with it")), [e.eye_closes for e in episodes], say),
        _score("pain", say(_("Pain, median")), [e.pain for e in episodes], say),
    )
    headline = (strength(episodes, say), duration(episodes, say))
    return Section("bouts", say(SECTIONS["bouts"]), headline, facts)


def strength(episodes: Sequence[Episode], say: Say) -> Fact:
    """Median and strongest, from 0 to 10."""
    return _score("strength", say(_("Strength, median")), [e.strength for e in episodes], say)


def duration(episodes: Sequence[Episode], say: Say) -> Fact:
    """Median and longest of the known durations; how many are still going."""
    label = say(_("Duration, median"))
    known = [e.duration_s for e in episodes if e.duration_s is not None]
    going = sum(e.still_going for e in episodes)
    values: dict[str, Value] = {"known": len(known), "still_going": going}
    still = say(_("%(count)d still going")) % {"count": going} if going else ""
    if not known:
        return Fact("duration", label, say(_("not known")), still, values | {"median_s": None, "longest_s": None})
    middle, longest = round(median(known)), max(known)
    detail = say(_("longest %(longest)s, known for %(share)s")) % {
        "longest": duration_text(longest, say),
        "share": share(len(known), len(episodes), say),
    }
    detail = ", ".join(part for part in (detail, still) if part)
    return Fact(
        "duration", label, duration_text(middle, say), detail, values | {"median_s": middle, "longest_s": longest}
    )


def _score(key: str, label: str, scores: Sequence[int | None], say: Say) -> Fact:
    said = [score for score in scores if score is not None]
    if not said:
        return Fact(key, label, say(_("not said")), "", {"said": 0, "median": None, "highest": None})
    middle, highest = number(median(said)), max(said)
    detail = say(_("highest %(highest)d, said for %(share)s")) % {
        "highest": highest,
        "share": share(len(said), len(scores), say),
    }
    text = say(_("%(score)s of %(most)d")) % {"score": middle.text, "most": SCORE[1]}
    return Fact(key, label, text, detail, {"said": len(said), "median": middle.value, "highest": highest})


def _feel(episodes: Sequence[Episode], say: Say) -> Fact:
    counts = Counter(e.feel for e in episodes)
    said = ", ".join(f"{say(FEELS[feel])} {counts[feel]}" for feel in Feel if counts[feel])
    values = {feel.value: counts[feel] for feel in Feel} | {"not_said": counts[None]}
    return Fact("feel", say(_("Feel")), said or say(_("not said")), _not_said(said, counts[None], say), values)


def _yes_or_no(key: str, label: str, answers: Sequence[bool | None], say: Say) -> Fact:
    yes, no, unsaid = (sum(answer is kind for answer in answers) for kind in (True, False, None))
    said = say(_("yes %(yes)d, no %(no)d")) % {"yes": yes, "no": no} if yes or no else ""
    values = {"yes": yes, "no": no, "not_said": unsaid}
    return Fact(key, label, said or say(_("not said")), _not_said(said, unsaid, say), values)


def _not_said(said: str, unsaid: int, say: Say) -> str:
    return say(_("not said %(count)d")) % {"count": unsaid} if said and unsaid else ""
