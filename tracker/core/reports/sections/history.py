"""A doctor's first questions, answered from the diary: yes with dates, no with a count, or never asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.core.records import Day, Diary, Episode, History, Person
from tracker.core.records.history import NO_SIGN
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Fact, Value
from tracker.core.reports.wording import day_text, days_list

Entry = Episode | Day

MAX_DATES = 3
"""Up to this many dates are listed; of more, only the number and the last one."""

NO = {
    (False, False): _("no, asked %(count)d times, last on %(day)s"),
    (False, True): _("no, asked once, on %(day)s"),
    (True, False): _("no %(count)d times, last on %(day)s"),
    (True, True): _("no once, on %(day)s"),
}
"""Wording of a no, by (was there also a yes, was it the only no)."""


@dataclass(frozen=True)
class Question:
    """A doctor's question, with the signs and the episode field that answer it.

    `name` is its topic, for lists. `usual` is the field of `Person` that holds the usual answer. With `no_is_news`
    a *no* matters to a doctor and is always shown.
    """

    key: str
    label: str
    name: str
    signs: tuple[str, ...] = ()
    answer: str = ""
    usual: str = ""
    no_is_news: bool = False


@dataclass(frozen=True)
class Answers:
    """The dates of every yes and no in the period, and the usual answer.

    From before the period: the last yes, and whether the question was ever answered.
    """

    question: Question
    yes: tuple[date, ...] = ()
    no: tuple[date, ...] = ()
    yes_before: date | None = None
    asked_before: bool = False
    usual: bool | None = None

    @property
    def is_plain(self) -> bool:
        """Whether only *no* was answered, or nothing, so that it can share a line with others."""
        is_news = self.question.no_is_news and bool(self.no)
        return not (self.yes or self.yes_before or self.usual is not None or is_news)


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
    Question("eye_closes", _("Eye closes with it"), _("eye closing"), answer="eye_closes", usual="eye_closes"),
    Question("in_sleep", _("Seen in sleep"), _("in sleep"), answer="in_sleep", usual="goes_on_in_sleep"),
    Question("urge_before", _("Urge before it"), _("urge"), answer="urge_before"),
    Question(
        "can_hold_back",
        _("Can be held back"),
        _("holding it back"),
        answer="can_hold_back",
        usual="can_hold_back",
        no_is_news=True,
    ),
    Question("blinking", _("Linked with blinking or chewing"), _("blinking"), ("moves_with_blink_or_chew",)),
)


class Asked:
    """The answers in some entries. Few entries have signs, so questions about signs look at those alone."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.with_signs = [one for one in entries if one.signs]
        self.without_signs = [one for one in entries if one.no_other_signs and not one.signs]

    def dates(self, question: Question) -> tuple[list[date], list[date]]:
        """The dates of the entries with a yes, and of those with a no."""
        may_be_yes, may_be_no = (self.entries,) * 2 if question.answer else (self.with_signs, self.without_signs)
        yes = [one.local_date for one in may_be_yes if _is_yes(question, one)]
        no = [one.local_date for one in may_be_no if _is_no(question, one) and not _is_yes(question, one)]
        return yes, no


def history(period: Diary, before: Sequence[Entry], earlier: History | None, translate: Translate) -> tuple[Fact, ...]:
    """One fact per question; readers see those with a yes, and the others grouped by the same answer.

    `before` are entries before the period, `earlier` the history before those: a yes there is reported too.
    """
    within, older = Asked((*period.episodes, *period.days)), Asked(before)
    found = [_answers(question, period.person, within, older, earlier) for question in QUESTIONS]
    facts = tuple(_fact(one, translate) for one in found)
    plain = [one for one in found if one.is_plain]
    silent = [one for one in plain if not one.no]
    return (*facts, *_all_no([one for one in plain if one.no], translate), *_not_asked(silent, translate))


def _answers(question: Question, person: Person, within: Asked, before: Asked, earlier: History | None) -> Answers:
    """Dates of yes and no; an entry without an answer counts as neither.

    *None of these signs* is a no to every sign. A list with one sign ticked says nothing about the others.
    """
    yes, no = within.dates(question)
    older_yes, older_no = before.dates(question)
    older = [*((day, True) for day in older_yes), *((day, False) for day in older_no)]
    older += _long_ago(question, earlier) if earlier else []
    yes_before = max((day for day, is_yes in older if is_yes), default=None)
    usual = getattr(person, question.usual) if question.usual else None
    return Answers(question, tuple(sorted(yes)), tuple(sorted(no)), yes_before, bool(older), usual)


def _long_ago(question: Question, earlier: History) -> list[tuple[date, bool]]:
    """Dated answers from the history before the loaded entries: (day, yes)."""
    signs = [(day, True) for day, sign in earlier.signs if sign.name in question.signs]
    answers = [(day, yes) for day, name, yes in earlier.answers if name == question.answer]
    none = [(day, False) for day, name, _yes in earlier.answers if name == NO_SIGN and question.signs]
    return [*signs, *answers, *none]


def _is_yes(question: Question, entry: Entry) -> bool:
    answered_yes = bool(question.answer and getattr(entry, question.answer, None))
    return answered_yes or any(sign.name in question.signs for sign in entry.signs)


def _is_no(question: Question, entry: Entry) -> bool:
    if question.answer and getattr(entry, question.answer, None) is False:
        return True
    return bool(question.signs) and entry.no_other_signs and not entry.signs


def _all_no(found: Sequence[Answers], translate: Translate) -> Iterator[Fact]:
    """One fact for all questions with the same number of *no* and the same last date."""
    alike: dict[tuple[int, date], list[str]] = defaultdict(list)
    for one in found:
        alike[len(one.no), one.no[-1]].append(translate(one.question.name))
    for number, ((count, last), names) in enumerate(sorted(alike.items(), reverse=True), start=1):
        words = _("asked once, on %(day)s") if count == 1 else _("asked %(count)d times, last on %(day)s")
        detail = translate(words) % {"count": count, "day": day_text(last, translate)}
        values: dict[str, Value] = {"asked": count, "last": last.isoformat(), "questions": len(names)}
        yield Fact(f"answered_no_{number}", translate(_("No")), ", ".join(names), detail, values)


def _not_asked(found: Sequence[Answers], translate: Translate) -> Iterator[Fact]:
    """Questions not answered in the period, split into *never* and *not in this period*."""
    for key, label, asked_before in (
        ("never_asked", _("Never asked"), False),
        ("not_asked", _("Not asked in this period"), True),
    ):
        names = [translate(one.question.name) for one in found if one.asked_before is asked_before]
        if names:
            yield Fact(key, translate(label), ", ".join(names), values={"questions": len(names)})


def _fact(found: Answers, translate: Translate) -> Fact:
    last = max((*found.yes, *found.no), default=None)
    values: dict[str, Value] = {
        "answer": "yes" if found.yes else "no" if found.no else None,
        "yes": len(found.yes),
        "no": len(found.no),
        "last": last.isoformat() if last else None,
        "last_yes_before": found.yes_before.isoformat() if found.yes_before else None,
        "usual": found.usual,
    }
    label, words = translate(found.question.label), "; ".join(_words(found, translate))
    return Fact(found.question.key, label, words, "", values, secondary=found.is_plain)


def _words(found: Answers, translate: Translate) -> Iterator[str]:
    if found.usual is not None:
        yield translate(_("usually yes") if found.usual else _("usually no"))
    if found.yes:
        yield _yes(found.yes, translate)
    if found.no:
        words = NO[bool(found.yes), len(found.no) == 1]
        yield translate(words) % {"count": len(found.no), "day": day_text(found.no[-1], translate)}
    if found.is_plain and not found.no:
        yield translate(_("not asked in this period") if found.asked_before else _("never asked"))
    if found.yes_before and not found.yes:
        yield translate(_("yes before this period, last on %(day)s")) % {"day": day_text(found.yes_before, translate)}


def _yes(days: Sequence[date], translate: Translate) -> str:
    dates = sorted(set(days))
    if len(dates) <= MAX_DATES:
        return translate(_("yes: %(days)s")) % {"days": days_list(dates, translate)}
    return translate(_("yes, on %(count)d days, last on %(day)s")) % {
        "count": len(dates),
        "day": day_text(dates[-1], translate),
    }
