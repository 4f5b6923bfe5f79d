"""The section on medicines: courses, changes with the rate before and after, and injections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from tracker.core.analysis.changes.effects import ComparedChange, TreatmentEffects
from tracker.core.records import Diary, Injection, Medicine
from tracker.core.reference.places import place_name
from tracker.core.reference.sections import NOTHING_ON, SECTIONS
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell, Fact, Section, SummaryColumn, SummaryTable
from tracker.core.reports.treatment_words import (
    CANNOT_TELL,
    FEWER,
    MORE,
    UNCLEAR,
    change_says,
    events_words,
    verdict,
    wave_answer,
    wave_detail,
    wave_times,
)
from tracker.core.reports.wording import day_cell, day_text, number, own_words, period_text, rounded, whole

MAX_LINE_CHARS = 200

KEYS = {FEWER: "fewer", MORE: "more", UNCLEAR: "unclear", CANNOT_TELL: "uncertain"}
"""The verdicts as files write them."""

UNKNOWN = Cell("–", None)


def medicines_section(period: Diary, effects: TreatmentEffects, translate: Translate) -> Section:
    """Courses begun by the end of the period, their changes compared before and after, and injections.

    `effects` are those up to the end of the period.
    """
    courses = [m for m in period.medicines if m.started is None or m.started <= period.last_day]
    tables = [_course_table(courses, period, translate)]
    if effects.changes:
        tables.append(_change_table(effects.changes, translate))
    if injections := [i for i in period.injections if i.day <= period.last_day]:
        tables.append(_injection_table(injections, translate))
    return Section(
        "medicines",
        translate(SECTIONS["medicines"]),
        facts=(
            *_last_injection(injections, translate),
            *_wave(effects, translate),
            *_cannot_tell(tables, translate),
        ),
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


def _change_table(changes: Sequence[ComparedChange], translate: Translate) -> SummaryTable:
    columns = (
        SummaryColumn("change", translate(_("Before and after each change")), number=False),
        SummaryColumn("day", translate(_("Day"))),
        SummaryColumn("before", translate(_("A day before")), secondary=True),
        SummaryColumn("after", translate(_("A day after")), secondary=True),
        SummaryColumn("ratio", translate(_("After / before")), secondary=True),
        SummaryColumn("low", translate(_("From")), secondary=True),
        SummaryColumn("high", translate(_("To")), secondary=True),
        SummaryColumn("says", translate(_("Episodes after")), number=False, below=True),
    )
    rows = tuple(_change_row(change, translate) for change in changes)
    note = translate(
        _(
            "Up to 84 days before compared with up to 84 days after, with 28 logged days on each side. Changes less"
            " than 28 days apart are compared as one."
        )
    )
    is_any_clear = any(verdict(change) != CANNOT_TELL for change in changes)
    title = "" if is_any_clear else translate(_("Before and after each change"))
    return SummaryTable("changes", title, columns, rows, note, secondary=not is_any_clear)


def _change_row(change: ComparedChange, translate: Translate) -> tuple[Cell, ...]:
    """The comparison in words; the ratio only if it is significant."""
    what = events_words(change.events, translate)
    day = Cell(period_text(change.first_day, change.last_day, translate), change.first_day.isoformat())
    word = verdict(change)
    says = Cell(change_says(change, translate), KEYS[word] if change.ratio else None)
    rates = (UNKNOWN if rate is None else number(rate, 2) for rate in (change.before.rate, change.after.rate))
    span = change.ratio if change.claimed else None
    ratios = (number(v, 2, 2) for v in (span.ratio, span.low, span.high)) if span else [UNKNOWN] * 3
    return Cell(what, what), day, *rates, *ratios, says


def _wave(effects: TreatmentEffects, translate: Translate) -> Iterator[Fact]:
    """The wave after an injection, once there is one."""
    wave = effects.wave
    if wave is None or wave.shape is None:
        return
    answer = translate(_("%(answer)s %(detail)s")) % {
        "answer": wave_answer(wave, translate), "detail": wave_detail(wave, translate),
    }  # fmt: skip
    times = "; ".join(f"{label}: {words}" for _key, label, words in wave_times(wave, translate))
    shape = wave.shape
    values = {
        f"{name}_{end}": getattr(getattr(shape, name), end)
        for name in ("onset", "peak", "wear_off", "benefit")
        for end in ("days", "low", "high")
    }
    best = {f"best_{end}": rounded(getattr(shape.best, end), 2, 2) for end in ("ratio", "low", "high")}
    yield Fact("injection_wave", translate(_("After an injection")), answer, times, {**values, **best})


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
