"""What a doctor asks first, answered from the diary: yes with its dates, no with how often, or never asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.records import Day, Diary, Episode
from tracker.reference.words import gettext_noop as _
from tracker.reports.facts import Fact, Say, Value
from tracker.reports.wording import day_text, days_list

Entry = Episode | Day

MOST_DATES = 3
"""More dates than these are counted, and only the last one is named."""


NO = {
    (False, False): _("no, asked %(count)d times, last on %(day)s"),
    (False, True): _("no, asked once, on %(day)s"),
    (True, False): _("no %(count)d times, last on %(day)s"),
    (True, True): _("no once, on %(day)s"),
}
"""The words for a no: whether there was a yes too, and whether it was a single one."""


@dataclass(frozen=True)
class Question:
    """A question of a doctor, with the signs and the answer of an episode that say yes to it.

    `name` is what it is about, in a list of what was never asked.
    """

    key: str
    label: str
    name: str
    signs: tuple[str, ...] = ()
    answer: str = ""


@dataclass(frozen=True)
class Answers:
    """The dates of every yes and every no."""

    yes: tuple[date, ...]
    no: tuple[date, ...]


QUESTIONS = (
    Question(
        "weakness",
        _("Weakness of face or limb"),
        _("weakness"),
        ("face_droop", "face_weak", "arm_or_leg_weak_or_numb", "limb_weak"),
    ),
    Question("numbness", _("Numbness of the face"), _("numbness"), ("face_numb",)),
    Question("hearing", _("Hearing less, ringing"), _("hearing"), ("hearing_loss", "ringing")),
    Question("sight", _("Trouble with sight"), _("sight"), ("vision_lost_or_double", "vision_change")),
    Question("speech", _("Slurred or lost speech"), _("speech"), ("speech_slurred_or_lost",)),
    Question(
        "swallowing", _("Trouble swallowing"), _("swallowing"), ("swallow_hard", "cannot_swallow_saliva", "choking")
    ),
    Question("eye_closes", _("Eye closes with it"), _("eye closing"), answer="eye_closes"),
    Question("in_sleep", _("Seen in sleep"), _("in sleep"), answer="in_sleep"),
    Question("urge_before", _("Urge before it"), _("urge"), answer="urge_before"),
    Question("can_hold_back", _("Can be held back"), _("holding it back"), answer="can_hold_back"),
    Question("blinking", _("Linked with blinking or chewing"), _("blinking"), ("moves_with_blink_or_chew",)),
)


def history(period: Diary, before: Sequence[Entry], say: Say) -> tuple[Fact, ...]:
    """One fact for each question, and one that names those that were never asked.

    `before` are entries older than the period: a yes among them is named too.
    """
    entries: tuple[Entry, ...] = (*period.episodes, *period.days)
    facts = [_fact(question, answers(question, entries), answers(question, before), say) for question in QUESTIONS]
    never = [say(question.name) for question, fact in zip(QUESTIONS, facts, strict=True) if fact.secondary]
    if never:
        facts.append(Fact("never_asked", say(_("Never asked")), ", ".join(never), values={"count": len(never)}))
    return tuple(facts)


def answers(question: Question, entries: Iterable[Entry]) -> Answers:
    """When the entries said yes to a question and when no; an entry that says nothing about it counts as neither.

    *None of these signs* is a no to every sign. A list of signs with one of them ticked says nothing of the others.
    """
    yes, no = list[date](), list[date]()
    for entry in entries:
        said = getattr(entry, question.answer, None) if question.answer else None
        if said or any(sign.name in question.signs for sign in entry.signs):
            yes.append(entry.local_date)
        elif said is False or (question.signs and entry.no_other_signs and not entry.signs):
            no.append(entry.local_date)
    return Answers(tuple(sorted(yes)), tuple(sorted(no)))


def _fact(question: Question, found: Answers, before: Answers, say: Say) -> Fact:
    last, last_before = max((*found.yes, *found.no), default=None), max(before.yes, default=None)
    values: dict[str, Value] = {
        "answer": "yes" if found.yes else "no" if found.no else None,
        "yes": len(found.yes),
        "no": len(found.no),
        "last": last.isoformat() if last else None,
        "last_yes_before": last_before.isoformat() if last_before else None,
    }
    words = "; ".join(_words(found, last_before, say))
    is_known = bool(found.yes or found.no or last_before)
    return Fact(question.key, say(question.label), words, "", values, secondary=not is_known)


def _words(found: Answers, last_before: date | None, say: Say) -> Iterable[str]:
    if found.yes:
        yield _yes(found.yes, say)
    if found.no:
        words = NO[bool(found.yes), len(found.no) == 1]
        yield say(words) % {"count": len(found.no), "day": day_text(found.no[-1], say)}
    if not (found.yes or found.no):
        yield say(_("never asked in this period")) if last_before else say(_("never asked"))
    if last_before:
        yield say(_("yes before this period, last on %(day)s")) % {"day": day_text(last_before, say)}


def _yes(days: Sequence[date], say: Say) -> str:
    dates = sorted(set(days))
    if len(dates) <= MOST_DATES:
        return say(_("yes: %(days)s")) % {"days": days_list(dates, say)}
    return say(_("yes, on %(count)d days, last on %(day)s")) % {"count": len(dates), "day": day_text(dates[-1], say)}
