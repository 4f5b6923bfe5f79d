"""An import in words: what a file is, what would be added, and what is left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import fsum
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.core.formats.imports.choose import MedicineDoses, Source
from tracker.core.formats.imports.read import TABLE
from tracker.core.formats.imports.targets import OWN_BY_KEY
from tracker.core.formats.imports.values import Candidate, Collected, CutOff, LeftOut, LeftOutGroup, Rank
from tracker.core.formats.validation.violations import printable
from tracker.core.merging import Clash
from tracker.core.records import Exposure, Reading
from tracker.core.reference.dates import MONTHS
from tracker.core.reference.exposures import BY_KEY, scale_top
from tracker.core.reference.import_sources import format_names
from tracker.core.reports.wording import number, period_text
from tracker.insights.imports import Effect, Preview

MAX_LINES = 12
"""Lines that a list of the preview shows; the others are counted."""


@dataclass(frozen=True)
class ExposureWords:
    """The names and units of exposures: those of the person, and those that the file brings."""

    names: Mapping[str, str]
    units: Mapping[str, str]

    def name(self, key: str) -> str:
        """The name of an exposure."""
        return self.names.get(key, key)

    def amount(self, key: str, value: float) -> str:
        """A value with its unit: `5.5 h`, *yes*, `3 of 10`."""
        unit = self.units.get(key, "")
        if unit == "yes/no":
            return _("yes") if value else _("no")
        text = number(round(value, 2), 9).text
        if top := scale_top(unit):
            return _("%(value)s of %(top)s") % {"value": text, "top": top}
        return f"{text} {unit}".strip()


def exposure_words(exposures: Mapping[str, Exposure], collected: Collected) -> ExposureWords:
    """The words for the exposures of a person and of a file. `exposures` are those of the person, by key."""
    names = {key: _(BY_KEY[key].name) if key in BY_KEY else one.name for key, one in exposures.items()}
    units = {key: _(BY_KEY[key].unit) if key in BY_KEY else one.unit for key, one in exposures.items()}
    for one in collected.exposures:
        names.setdefault(one.key, _(one.name) if one.key in OWN_BY_KEY else one.name)
        units.setdefault(one.key, one.unit)
        if one.is_yes_no:
            units = {**units, one.key: "yes/no"}
    return ExposureWords(names, units)


def title(collected: Collected) -> str:
    """What the file is."""
    if collected.format == TABLE:
        return _("A table.")
    names = format_names(collected.format, _)
    return _("An export from %(app)s.") % {"app": _(" and ").join(filter(None, (", ".join(names[:-1]), names[-1])))}


def period(found: Preview) -> str:
    """From when to when."""
    if found.first is None or found.last is None:
        return ""
    return period_text(found.first, found.last, _)


def size(file_bytes: int) -> str:
    """The size of a file."""
    if file_bytes >= 1_000_000:
        return _("%(n)d MB") % {"n": round(file_bytes / 1_000_000)}
    return _("%(n)d kB") % {"n": max(1, round(file_bytes / 1_000))}


def new_days(effect: Effect) -> str:
    """How many days are new."""
    return ngettext("%(n)d new day", "%(n)d new days", effect.new) % {"n": effect.new}


def found_days(effect: Effect) -> str:
    """How many days the file has, and how many of them the diary has."""
    if effect.exposure == "sleep_h":
        text = ngettext("%(n)d night found", "%(n)d nights found", effect.found) % {"n": effect.found}
    else:
        text = ngettext("%(n)d day found", "%(n)d days found", effect.found) % {"n": effect.found}
    yours = effect.found - effect.new
    return f"{text}, {_('%(n)d here already') % {'n': yours}}" if yours else text


def example(group: tuple[Candidate, ...], words: ExposureWords) -> str:
    """One day with its arithmetic."""
    first = group[0]
    key, day = first.exposure, short_day(first.day)
    total = words.amount(key, fsum(one.value for one in group))
    if first.spans:
        return f"{day}: {_night(first, total)}"
    if first.at is not None:
        summed = " + ".join(_drink(one, words) for one in group)
        return f"{day}: {summed}" + (f" = {total}" if len(group) > 1 else "") + "."
    if first.count > 1:
        return f"{day}: " + _("%(total)s, from %(n)d values.") % {"total": total, "n": first.count}
    where = _place(first.file, first.line)
    return f"{day}: {total}" + (f" ({where})." if where else ".")


def _drink(one: Candidate, words: ExposureWords) -> str:
    clock = _clock(one.at, one.zone) if one.at else "–"
    return _("%(amount)s at %(time)s") % {"amount": words.amount(one.exposure, one.value), "time": clock}


def _night(night: Candidate, total: str) -> str:
    spans = _(" and ").join(
        _("%(start)s to %(end)s") % {"start": _clock(start, night.zone), "end": _clock(end, night.zone)}
        for start, end in night.spans
    )
    weekday = LONG_WEEKDAYS[night.day.weekday()]
    ends = _("It counts for %(day)s, the day you woke up.") % {"day": _(weekday)}
    if night.rank == Rank.IN_BED:
        return _("%(spans)s in bed = %(total)s.") % {"spans": spans, "total": total} + " " + ends
    length = sum((end - start).total_seconds() for start, end in night.spans)
    awake = round(length / 60 - night.value * 60)
    less = _(", less %(n)d min awake") % {"n": awake} if awake >= 1 else ""
    return _("%(spans)s asleep%(less)s = %(total)s.") % {"spans": spans, "less": less, "total": total} + " " + ends


LONG_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def source_words(source: Source, words: ExposureWords) -> tuple[str, str]:
    """The name of a source, and how much it has."""
    name = printable(source.name) or _("The file")
    label = _("%(source)s, time in bed") % {"source": name} if source.is_in_bed else name
    if source.exposure == "sleep_h":
        text = ngettext("%(n)d night", "%(n)d nights", source.days)
    else:
        text = ngettext("%(n)d day", "%(n)d days", source.days)
    counted = f"{words.name(source.exposure)}: {text % {'n': source.days}}"
    if source.doubles:
        counted += _(", %(n)d of them doubles") % {"n": source.doubles}
    return label, counted


def doses_words(found: Preview) -> str:
    """How many doses of medicines would be added, "" without any."""
    if not found.chosen.doses:
        return ""
    text = ngettext("%(n)d new dose of a medicine", "%(n)d new doses of medicines", found.doses) % {"n": found.doses}
    yours = len(found.chosen.doses) - found.doses
    return f"{text}, {_('%(n)d here already') % {'n': yours}}" if yours else text


def medicine_words(medicine: MedicineDoses) -> tuple[str, str]:
    """The name of a medicine, and how many doses the file has."""
    counted = ngettext("Medicine: %(n)d dose", "Medicine: %(n)d doses", medicine.doses) % {"n": medicine.doses}
    return printable(medicine.name), counted


def clash_words(clash: Clash, words: ExposureWords) -> str:
    """Where the diary and the file differ."""
    mine, theirs = (words.amount(clash.exposure, _of_day(found)) for found in (clash.mine, clash.theirs))
    return _("%(day)s, %(name)s: yours is %(mine)s, the file says %(theirs)s.") % {
        "day": short_day(clash.day), "name": words.name(clash.exposure), "mine": mine, "theirs": theirs,
    }  # fmt: skip


def _of_day(readings: tuple[Reading, ...]) -> float:
    """One value for a date: amounts add up, others are averaged."""
    total = fsum(one.value for one in readings)
    is_summed = readings[0].exposure in BY_KEY and BY_KEY[readings[0].exposure].summary == "sum"
    return total if is_summed else total / len(readings)


def odd_words(odd: tuple[Candidate, ...], words: ExposureWords) -> list[str]:
    """Days with a value that is possible, but unlikely."""
    days: dict[tuple[str, date], float] = {}
    for one in odd:
        days[one.exposure, one.day] = days.get((one.exposure, one.day), 0.0) + one.value
    return [f"{short_day(day)}: {words.name(key)} {words.amount(key, value)}" for (key, day), value in days.items()]


def left_out_words(group: LeftOutGroup) -> tuple[str, list[str]]:
    """A reason with its count, and the places."""
    reason = _reason(group.examples[0])
    title_words = ngettext("%(n)d value: %(reason)s", "%(n)d values: %(reason)s", group.count)
    lines = [f"{_place(one.file, one.line)}: {_reason(one)}" for one in group.examples[:MAX_LINES]]
    if group.count > len(lines):
        lines.append(_("And %(n)d more.") % {"n": group.count - len(lines)})
    return title_words % {"n": group.count, "reason": reason}, lines


def _reason(one: LeftOut) -> str:
    values = {key: printable(value) if isinstance(value, str) else value for key, value in one.values.items()}
    return _(one.reason) % values


def _place(file: str, line: int) -> str:
    name = printable(file)
    if line and name:
        return _("%(file)s, line %(line)d") % {"file": name, "line": line}
    return _("line %(line)d") % {"line": line} if line else name


def unused_words(collected: Collected) -> str:
    """Kinds of data that Levator has no use for."""
    kinds = [printable(kind) for kind in collected.unused]
    if not kinds:
        return ""
    if len(kinds) <= 3:
        return _("%(kinds)s: Levator has no use for them.") % {"kinds": ", ".join(kinds)}
    values = {"kinds": ", ".join(kinds[:2]), "n": len(kinds) - 2}
    return _("%(kinds)s and %(n)d other kinds: Levator has no use for them.") % values


def ends_early_words(collected: Collected) -> str:
    """Where a file is cut off, "" if it is whole."""
    where, cut = collected.ends_early, collected.cut
    found = [_cut_words(cut)] if cut else []
    if where and not (cut and cut.last and where.file == cut.last and not where.line):
        place = _place(where.file, where.line)
        text = _("The file ends early or is damaged (%(place)s). What was whole before it is shown here.")
        found.append(text % {"place": place})
    return " ".join(found)


def _cut_words(cut: CutOff) -> str:
    """What there is of a zip that was cut off."""
    whole = ngettext("%(n)d file in it is whole.", "%(n)d files in it are whole.", cut.whole) % {"n": cut.whole}
    whole = _("The zip was cut off.") + " " + whole
    if cut.last:
        whole += " " + _("“%(name)s” ends early.") % {"name": printable(cut.last)}
    return whole + " " + _("What came after it is missing. Save the zip once more to have all of it.")


def short_day(day: date) -> str:
    """A date with its weekday: `Thu 26 Nov 2026`."""
    return f"{_(SHORT_WEEKDAYS[day.weekday()])} {day.day} {_(MONTHS[day.month - 1])} {day.year}"


SHORT_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def _clock(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%H:%M}"


def summary_lines(found: Preview, collected: Collected, words: ExposureWords) -> Iterator[str]:
    """The preview as lines of text."""
    yield f"{title(collected)} {period(found)}".strip()
    if text := ends_early_words(collected):
        yield text
    for effect in found.effects:
        yield f"{words.name(effect.exposure)}: {new_days(effect)} ({found_days(effect)})"
        yield from (f"  {example(group, words)}" for group in effect.examples)
    if collected.attacks:
        yield ngettext("%(n)d episode", "%(n)d episodes", len(collected.attacks)) % {"n": len(collected.attacks)}
    if found.chosen.doses:
        yield doses_words(found)
    for medicine in found.chosen.medicines:
        name, counted = medicine_words(medicine)
        yield f"Source: [{'x' if medicine.is_ticked else ' '}] {name}. {counted}"
    for source in found.chosen.sources:
        label, counted = source_words(source, words)
        yield f"Source: [{'x' if source.is_ticked else ' '}] {label}. {counted}"
    for clash in found.plan.clashes[:MAX_LINES]:
        yield f"Differs: {clash_words(clash, words)}"
    for line in odd_words(found.chosen.odd, words)[:MAX_LINES]:
        yield f"Looks odd: {line}"
    yield from (
        f"Nap: {short_day(nap.day)}, {words.amount(nap.exposure, nap.value)}" for nap in found.chosen.naps[:MAX_LINES]
    )
    yield from _left_out_lines(collected)


def _left_out_lines(collected: Collected) -> Iterator[str]:
    for group in collected.left_out:
        heading, lines = left_out_words(group)
        yield f"Left out: {heading}"
        yield from (f"  {line}" for line in lines)
    if text := unused_words(collected):
        yield f"Left out: {text}"
