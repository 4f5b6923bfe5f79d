"""Ratings on clinical scales, noted with visits: the latest ones in words, and their course as a line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from tracker.core.records import ScaleScore, Visit
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell, Fact, ScalesChart, SummaryColumn, SummaryTable
from tracker.core.reports.wording import day_text, number, own_words, period_text

MAX_LINE_CHARS = 400
MIN_COURSE, MAX_COURSE = 3, 8
"""How many scores of a scale make a course, and how many of the latest are shown."""


def latest_ratings(visits: Sequence[Visit], translate: Translate) -> Iterator[Fact]:
    """The latest two scores on each scale, with rater and date."""
    rated: dict[str, list[str]] = defaultdict(list)
    for visit in sorted(visits, key=lambda visit: visit.day, reverse=True):
        for score in visit.scores:
            rated[score.scale].append(_rating(score, visit, translate))
    texts = (
        translate(_("%(now)s, before that %(before)s")) % {"now": ratings[0], "before": ratings[1]}
        if len(ratings) > 1
        else ratings[0]
        for ratings in rated.values()
    )
    if words := "; ".join(texts):
        yield Fact("scores", translate(_("Doctor’s ratings")), own_words(words, MAX_LINE_CHARS))


def course_of_scales(visits: Sequence[Visit], translate: Translate) -> Iterator[Fact]:
    """The scores of each scale in the order of time, where there are at least MIN_COURSE: "SMC grade 3 → 2 → 1"."""
    texts = [
        translate(_("%(scale)s %(scores)s (%(days)s)"))
        % {
            "scale": own_words(scale),
            "scores": " → ".join(number(score).text for _day, score in scores[-MAX_COURSE:]),
            "days": period_text(scores[-MAX_COURSE:][0][0], scores[-1][0], translate),
        }
        for scale, scores in _courses(visits).items()
    ]
    if texts:
        words = own_words("; ".join(texts), MAX_LINE_CHARS)
        yield Fact("course_of_scales", translate(_("Ratings over time")), words)


def _courses(visits: Sequence[Visit]) -> dict[str, list[tuple[date, float]]]:
    rated: dict[str, list[tuple[date, float]]] = defaultdict(list)
    for visit in sorted(visits, key=lambda visit: visit.day):
        for score in visit.scores:
            rated[score.scale].append((visit.day, score.score))
    return {scale: scores for scale, scores in rated.items() if len(scores) >= MIN_COURSE}


def _rating(score: ScaleScore, visit: Visit, translate: Translate) -> str:
    words = _("%(scale)s %(score)s (rated by %(who)s, %(day)s)") if visit.who else _("%(scale)s %(score)s (%(day)s)")
    return translate(words) % {
        "scale": own_words(score.scale),
        "score": number(score.score).text,
        "who": own_words(visit.who),
        "day": day_text(visit.day, translate),
    }


def ratings_table(visits: Sequence[Visit], translate: Translate) -> tuple[SummaryTable, ...]:
    """A row for each score of the scales that have a course; no table without one."""
    rows = tuple(
        (Cell(own_words(scale), scale), Cell(day_text(day, translate), day.isoformat()), number(score))
        for scale, scores in _courses(visits).items()
        for day, score in scores
    )
    columns = (
        SummaryColumn("scale", translate(_("Scale")), number=False),
        SummaryColumn("day", translate(_("Day")), number=False),
        SummaryColumn("score", translate(_("Rating"))),
    )
    title = translate(_("Ratings over time"))
    return (SummaryTable("ratings", title, columns, rows, secondary=True),) if rows else ()


def courses_of(table: SummaryTable) -> ScalesChart:
    """The ratings of the table as a drawing."""
    scores: dict[str, list[tuple[date, float]]] = defaultdict(list)
    for row in table.records:
        point = (date.fromisoformat(str(row["day"].value)), float(row["score"].value or 0))
        scores[str(row["scale"].value)].append(point)
    return ScalesChart(tuple((scale, tuple(points)) for scale, points in scores.items()))
