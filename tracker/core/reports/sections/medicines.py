"""The section on medicines: courses, changes with the rate before and after, and injections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.core.records import Diary, Injection, Medicine
from tracker.core.reference.places import place_name
from tracker.core.reference.sections import NOTHING_ON, SECTIONS
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell, Fact, Section, SummaryColumn, SummaryTable
from tracker.core.reports.triggers.per_cent import more_or_fewer
from tracker.core.reports.wording import day_cell, day_text, number, own_words, period_text, whole

if TYPE_CHECKING:
    from tracker.core.analysis.changes.medication import LevelStep

MAX_LINE_CHARS = 200
TOO_WIDE = 16.0
"""Maximum ratio of the ends of an interval (a factor of four either way); wider ones are *cannot tell*."""
UNCERTAIN = "uncertain"
CANNOT_TELL = _("cannot tell")
MAX_COMPARED = 12
"""Limit of changes compared, the latest first: each fit takes time, and older ones matter less."""

CHANGED = {
    True: _("%(name)s raised: %(dose)s"),
    False: _("%(name)s lowered: %(dose)s"),
    None: _("%(name)s changed: %(dose)s"),
}

UNKNOWN = Cell("–", None)


@dataclass(frozen=True)
class Event:
    """A day on which a course began, changed or ended."""

    day: date
    what: str


def medicines_section(period: Diary, whole_diary: Diary, translate: Translate) -> Section:
    """Courses begun by the end of the period, their changes compared before and after, and injections."""
    courses = [m for m in whole_diary.medicines if m.started is None or m.started <= period.last_day]
    tables = [_course_table(courses, period, translate)]
    if events := _events(courses, period.last_day, translate):
        tables.append(_change_table(events, whole_diary, period.last_day, translate))
    if injections := [i for i in whole_diary.injections if i.day <= period.last_day]:
        tables.append(_injection_table(injections, translate))
    return Section(
        "medicines",
        translate(SECTIONS["medicines"]),
        facts=(*_last_injection(injections, translate), *_cannot_tell(tables, translate)),
        tables=tuple(tables),
        nothing_on=translate(NOTHING_ON["medicines"]),
    )


def _cannot_tell(tables: Sequence[SummaryTable], translate: Translate) -> Iterator[Fact]:
    """One sentence in place of a table in which every change reads *cannot tell*."""
    for table in tables:
        if table.key == "changes" and table.secondary:
            text = translate(_("cannot tell for any of %(count)d changes")) % {"count": len(table.rows)}
            one = translate(_("cannot tell for the one change")) if len(table.rows) == 1 else text
            yield Fact("before_and_after", translate(_("Before and after")), one, values={"changes": len(table.rows)})


def _last_injection(injections: Sequence[Injection], translate: Translate) -> Iterator[Fact]:
    """The last injection, when it helped, and when the next is due."""
    if not injections:
        return
    last = max(injections, key=lambda injection: injection.day)
    due = last.next_due
    next_one = translate(_("next due on %(day)s")) % {"day": day_text(due, translate)} if due else ""
    detail = ", ".join(part for part in (effect_text(last, translate), next_one) if part)
    dates = {"day": last.day, "next_due": due, "effect_from": last.effect_from, "effect_until": last.effect_until}
    values = {name: day.isoformat() if day else None for name, day in dates.items()}
    yield Fact("last_injection", translate(_("Last injection")), day_text(last.day, translate), detail, values)


def _course_table(courses: Sequence[Medicine], period: Diary, translate: Translate) -> SummaryTable:
    """Current courses first, then stopped ones, the latest first."""
    columns = (
        SummaryColumn("medicine", translate(_("Medicine")), number=False),
        SummaryColumn("started", translate(_("Since"))),
        SummaryColumn("stopped", translate(_("Until"))),
        SummaryColumn("taken", translate(_("Doses noted"))),
        SummaryColumn("says", translate(_("Dose and reason")), number=False, below=True),
    )
    doses = Counter(dose.medicine for dose in period.doses)
    ended = {m.id: m.stopped is not None and m.stopped <= period.last_day for m in courses}
    in_order = sorted(courses, key=lambda m: (ended[m.id], -(m.stopped or m.started or date.min).toordinal(), m.name))
    rows = tuple(_course_row(m, ended[m.id], doses[m.id], period, translate) for m in in_order)
    return SummaryTable("medicines", "", columns, rows, "" if rows else translate(_("None was written down.")))


def _course_row(medicine: Medicine, ended: bool, doses: int, period: Diary, translate: Translate) -> tuple[Cell, ...]:
    until = (
        day_cell(medicine.stopped, translate)
        if ended and medicine.stopped
        else Cell(translate(_("still taken")), None)
    )
    return (
        Cell(own_words(medicine.name), str(medicine.id)),
        day_cell(medicine.started, translate) if medicine.started else Cell(translate(_("not said")), None),
        until,
        whole(doses) if medicine.as_needed or doses else UNKNOWN,
        Cell(_about(medicine, ended, period.last_day, translate), _dose_on(medicine, period.last_day) or None),
    )


def _about(medicine: Medicine, ended: bool, last_day: date, translate: Translate) -> str:
    why_stopped = own_words(medicine.why_stopped, MAX_LINE_CHARS)
    parts = (
        own_words(_dose_on(medicine, last_day), MAX_LINE_CHARS),
        translate(_("as needed")) if medicine.as_needed else "",
        translate(_("for: %(why)s")) % {"why": own_words(medicine.why, MAX_LINE_CHARS)} if medicine.why else "",
        translate(_("stopped: %(why)s")) % {"why": why_stopped} if ended and why_stopped else "",
        translate(_("the person thinks it may have to do with the twitch")) if medicine.suspected else "",
    )
    return "; ".join(part for part in parts if part)


def _dose_on(medicine: Medicine, day: date) -> str:
    """The dose on that day."""
    doses = [change.dose for change in medicine.changes if change.day <= day and change.dose]
    return doses[-1] if doses else medicine.dose


def _events(courses: Sequence[Medicine], last_day: date, translate: Translate) -> list[Event]:
    """All changes up to `last_day`, the latest first."""
    found = (event for medicine in courses for event in _of_course(medicine, translate))
    return sorted((event for event in found if event.day <= last_day), key=lambda e: (-e.day.toordinal(), e.what))


def _of_course(medicine: Medicine, translate: Translate) -> Iterator[Event]:
    name = own_words(medicine.name)
    if medicine.started:
        yield Event(medicine.started, translate(_("%(name)s begun")) % {"name": name})
    if medicine.dose_raised:
        yield Event(medicine.dose_raised, translate(_("%(name)s raised")) % {"name": name})
    for change in medicine.changes:
        words = translate(CHANGED[change.raised]) % {"name": name, "dose": own_words(change.dose) or "–"}
        yield Event(change.day, words)
    if medicine.stopped:
        yield Event(medicine.stopped, translate(_("%(name)s stopped")) % {"name": name})


def _change_table(events: Sequence[Event], whole_diary: Diary, last_day: date, translate: Translate) -> SummaryTable:
    columns = (
        SummaryColumn("change", translate(_("Before and after each change")), number=False),
        SummaryColumn("day", translate(_("Day"))),
        SummaryColumn("ratio", translate(_("After / before")), secondary=True),
        SummaryColumn("low", translate(_("From")), secondary=True),
        SummaryColumn("high", translate(_("To")), secondary=True),
        SummaryColumn("says", translate(_("Episodes after")), number=False),
    )
    steps = _steps(events, whole_diary, last_day)
    rows = tuple(_change_row(event, steps.get(event.day), translate) for event in events)
    note = translate(
        _(
            "Up to 84 days before compared with up to 84 days after, with 28 logged days on each side. A number only"
            " where the change is clear."
        )
    )
    is_any_clear = any(row[-1].value in ("more", "fewer", "unclear") for row in rows)
    title = "" if is_any_clear else translate(_("Before and after each change"))
    return SummaryTable("changes", title, columns, rows, note, secondary=not is_any_clear)


def _change_row(event: Event, step: LevelStep | None, translate: Translate) -> tuple[Cell, ...]:
    """The comparison in words; numbers only if it is significant."""
    what = Cell(event.what, event.what), day_cell(event.day, translate)
    if step is None:
        return *what, UNKNOWN, UNKNOWN, UNKNOWN, Cell(translate(CANNOT_TELL), None)
    span = step.ratio
    if not step.claimed:
        is_wide = span.high > TOO_WIDE * span.low
        words, kind = (CANNOT_TELL, UNCERTAIN) if is_wide else (_("no clear change"), "unclear")
        return *what, UNKNOWN, UNKNOWN, UNKNOWN, Cell(translate(words), kind)
    numbers = (number(value, 2, 2) for value in (span.ratio, span.low, span.high))
    return *what, *numbers, Cell(more_or_fewer(span, translate), "more" if span.ratio > 1 else "fewer")


def _steps(events: Sequence[Event], whole_diary: Diary, last_day: date) -> dict[date, LevelStep]:
    """Compare the latest changes, each within the window between the changes and injections around it."""
    if not whole_diary.episodes:
        return {}
    # The numbers behind it take a while to load.
    from tracker.core.analysis.changes.medication import step_at
    from tracker.core.analysis.triggers.grid import align, day_table

    grid = align(day_table(whole_diary))
    days = {event.day for event in events} | {injection.day for injection in whole_diary.injections}
    latest = sorted({event.day for event in events}, reverse=True)[:MAX_COMPARED]
    found = ((day, step_at(grid, day, days - {day})) for day in latest)
    return {day: step for day, step in found if step is not None}


def _injection_table(injections: Sequence[Injection], translate: Translate) -> SummaryTable:
    columns = (
        SummaryColumn("product", translate(_("Injected")), number=False),
        SummaryColumn("day", translate(_("Day"))),
        SummaryColumn("units", translate(_("Units"))),
        SummaryColumn("spots", translate(_("Where")), number=False, below=True),
        SummaryColumn("effect", translate(_("Effect")), number=False, below=True),
    )
    latest_first = sorted(injections, key=lambda injection: injection.day, reverse=True)
    due = [injection.next_due for injection in latest_first[:1] if injection.next_due]
    note = translate(_("Next due on %(day)s.")) % {"day": day_text(due[0], translate)} if due else ""
    return SummaryTable("injections", "", columns, tuple(_injection_row(i, translate) for i in latest_first), note)


def _injection_row(injection: Injection, translate: Translate) -> tuple[Cell, ...]:
    units = [spot.units for spot in injection.spots if spot.units is not None]
    where = "; ".join(
        " ".join(
            [place_name(spot.place, translate), number(spot.units).text if spot.units is not None else ""]
        ).strip()
        for spot in injection.spots
    )
    total = number(sum(units)) if units else UNKNOWN
    product = Cell(own_words(injection.product), injection.product)
    return (
        product,
        day_cell(injection.day, translate),
        total,
        Cell(where, None),
        Cell(effect_text(injection, translate), None),
    )


def effect_text(injection: Injection, translate: Translate) -> str:
    """When the person noticed an effect; "" if neither day was noted."""
    begins, ends = injection.effect_from, injection.effect_until
    if begins and ends:
        return translate(_("helped from %(days)s")) % {"days": period_text(begins, ends, translate)}
    if begins:
        return translate(_("helped from %(day)s on")) % {"day": day_text(begins, translate)}
    return translate(_("wore off on %(day)s")) % {"day": day_text(ends, translate)} if ends else ""
