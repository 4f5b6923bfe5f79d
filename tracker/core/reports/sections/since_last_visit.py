"""What changed since the last visit or, without one, compared with the same length of time before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from tracker.core.analysis import DiaryDates, daily
from tracker.core.analysis.describe.weekly import MIN_LOGGED_DAYS_OF_PERIOD, weekly_rate
from tracker.core.records import Day, Diary, Episode, Place, Visit
from tracker.core.reference.places import place_name
from tracker.core.reference.sections import SECTIONS
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell, Fact, Section, SummaryColumn, SummaryTable
from tracker.core.reports.sections.ratings import course_of_scales, courses_of, latest_ratings, ratings_table
from tracker.core.reports.wording import day_text, duration_text, number, own_words, period_text, share, sign_name

MAX_LINE_CHARS = 400
A_DAY = timedelta(days=1)
BEFORE_A_CHANGE = timedelta(days=84)
"""The time before a change of medicine that it is compared with."""


@dataclass(frozen=True)
class Stretches:
    """Two consecutive stretches of the same length, and the visit between them, if any."""

    before: Diary
    since: Diary
    visit: Visit | None


def last_visit(visits: Sequence[Visit], today: date) -> Visit | None:
    """The latest visit before today."""
    return max((visit for visit in visits if visit.day < today), key=lambda visit: visit.day, default=None)


def reaches_back(visits: Sequence[Visit], first_day: date, last_day: date, today: date) -> date:
    """The first day that a summary of this period needs to load."""
    visit = last_visit([visit for visit in visits if visit.day <= last_day], today)
    begins = visit.day if visit else first_day
    return min(first_day - BEFORE_A_CHANGE, begins - (last_day - begins) - A_DAY)


def stretches(whole: Diary, first_day: date, last_day: date, today: date) -> Stretches:
    """From the last visit (or the first day) to the end of the period, and the same length before."""
    visit = last_visit([visit for visit in whole.visits if visit.day <= last_day], today)
    begins = visit.day if visit else first_day
    length = last_day - begins
    return Stretches(whole.between(begins - length - A_DAY, begins - A_DAY), whole.between(begins, last_day), visit)


def changes_section(compared: Stretches, visits: Sequence[Visit], dates: DiaryDates, translate: Translate) -> Section:
    """Numbers of both stretches, what is new in the later one, and the outcome of the visit between.

    `visits` are all past ones: each scale shows its latest two scores, and from the third on its course. `dates` cover
    the whole diary: a place or sign is new only if it was never logged before.
    """
    facts = (
        *_of_visit(compared.visit, translate),
        *_new(compared, dates, translate),
        *latest_ratings(visits, translate),
        *course_of_scales(visits, translate),
    )
    can_compare = bool(compared.before.logged_dates())
    ratings = ratings_table(visits, translate)
    return Section(
        "since_last_visit",
        translate(SECTIONS["since_last_visit"]),
        facts=facts,
        tables=(_table(compared, can_compare, bool(ratings), translate), *ratings),
        notes=() if can_compare else (_nothing_before(compared, translate),),
        chart=courses_of(ratings[0]) if ratings else None,
    )


def _nothing_before(compared: Stretches, translate: Translate) -> str:
    """Why there is nothing to compare."""
    days = period_text(compared.before.first_day, compared.before.last_day, translate)
    return translate(_("Nothing was logged in the time before (%(days)s), so there is nothing to compare.")) % {
        "days": days
    }


def _table(compared: Stretches, can_compare: bool, is_one_of_two: bool, translate: Translate) -> SummaryTable:
    columns = (
        SummaryColumn("what", translate(_("Compared")), number=False),
        SummaryColumn("before", translate(_("Before"))),
        SummaryColumn("since", translate(_("Since"))),
    )
    both = [_numbers(part, translate) for part in (compared.before, compared.since)]
    labels = (
        _("Days logged"),
        _("Episodes"),
        _("Episodes per 7 logged days"),
        _("Typical strength"),
        _("Typical length"),
    )
    rows = tuple((Cell(translate(label), label), *cells) for label, *cells in zip(labels, *both, strict=True))
    title = translate(_("Compared")) if is_one_of_two or not can_compare else ""
    return SummaryTable("compared", title, columns, rows, _which(compared, translate), secondary=not can_compare)


def _which(compared: Stretches, translate: Translate) -> str:
    """The note with the dates of both stretches."""
    words = _("Since the visit on %(day)s: %(since)s, beside %(before)s.") if compared.visit else (
        _("%(since)s, beside %(before)s.")
    )  # fmt: skip
    return translate(words) % {
        "day": day_text(compared.visit.day, translate) if compared.visit else "",
        "since": period_text(compared.since.first_day, compared.since.last_day, translate),
        "before": period_text(compared.before.first_day, compared.before.last_day, translate),
    }


def _numbers(part: Diary, translate: Translate) -> tuple[Cell, ...]:
    days = daily(part)
    logged = sum(day.logged for day in days)
    unknown = Cell(translate(_("not known")), None)
    strengths = [e.strength for e in part.episodes if e.strength is not None]
    durations = [e.duration_s for e in part.episodes if e.duration_s is not None]
    rate = weekly_rate(len(part.episodes), logged, MIN_LOGGED_DAYS_OF_PERIOD)
    return (
        Cell(share(logged, len(days), translate), logged),
        Cell(str(len(part.episodes)), len(part.episodes)) if logged else unknown,
        Cell(translate(_("too few days")), None) if rate is None else number(rate, 2),
        number(median(strengths)) if strengths else unknown,
        Cell(duration_text(round(median(durations)), translate), round(median(durations))) if durations else unknown,
    )


def _new(compared: Stretches, dates: DiaryDates, translate: Translate) -> Iterator[Fact]:
    """Places and signs logged for the first time in the later stretch, and those that came back."""
    begins = compared.since.first_day
    if dates.first_logged is None or dates.first_logged >= begins:
        return
    first: dict[Place | str, date] = {one.place: one.first for one in dates.places} | dict(dates.signs)
    back: list[Place | str] = []
    for key, label, noted in (("new_places", _("New places"), _places), ("new_signs", _("New other signs"), _signs)):
        new = [_name(what, translate) for what in noted(compared.since) if first[what] >= begins]
        yield Fact(key, translate(label), "; ".join(new) or translate(_("none")), "", {"count": len(new)})
        was_there = noted(compared.before)
        back += [what for what in noted(compared.since) if what not in was_there and first[what] < begins]
    if back:
        words = translate(_("%(what)s (first on %(day)s)"))
        texts = [words % {"what": _name(what, translate), "day": day_text(first[what], translate)} for what in back]
        yield Fact("back", translate(_("Noted again")), "; ".join(texts), "", {"count": len(back)})


def _places(part: Diary) -> list[Place | str]:
    return [*sorted({place for episode in part.episodes for place in episode.places})]


def _signs(part: Diary) -> list[Place | str]:
    entries: list[Episode | Day] = [*part.episodes, *part.days]
    return [*sorted({sign.name for entry in entries for sign in entry.signs})]


def _name(what: Place | str, translate: Translate) -> str:
    return place_name(what, translate) if isinstance(what, Place) else sign_name(what, translate)


def _of_visit(visit: Visit | None, translate: Translate) -> tuple[Fact, ...]:
    """The outcome of the visit, in the person's words."""
    if visit is None:
        return ()
    tests = "; ".join(own_words(f"{test.name}: {test.result}" if test.result else test.name) for test in visit.tests)
    outcome = (
        ("who", _("Visit to"), own_words(visit.who)),
        ("agreed", _("Agreed then"), own_words(visit.agreed, MAX_LINE_CHARS)),
        ("findings", _("Found then"), own_words(visit.findings, MAX_LINE_CHARS)),
        ("tests", _("Tests"), own_words(tests, MAX_LINE_CHARS)),
    )
    return tuple(Fact(key, translate(label), words) for key, label, words in outcome if words)
