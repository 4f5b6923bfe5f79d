"""What was read of a file so far: values per day and source. Dates are checked here, and doubles left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256
from math import isfinite

from tracker.core.formats.imports.mood_names import mood_key, shown_name
from tracker.core.formats.imports.targets import PerDay, Target, target
from tracker.core.formats.imports.times import FIRST_YEAR
from tracker.core.formats.imports.values import (
    Attack,
    Candidate,
    DoseTaken,
    EndsEarly,
    ImportContext,
    Item,
    LeftOut,
    NamedMood,
    NamedMoodDay,
    NewExposure,
    Rank,
    Sleep,
    Span,
    Unused,
    Value,
    Where,
)
from tracker.core.records import local_day
from tracker.core.reference.limits import DOSE_CHARS, NAME_CHARS
from tracker.core.reference.words import gettext_noop as _

MAX_EXAMPLES = 50
"""Places shown of what was left out for one reason."""

MAX_NAMED_MOODS = 50_000
"""Days with a mood that has no number: five names a day for 27 years."""

MAX_SLEEP_S = 24 * 3_600.0

FUTURE = _("The date lies in the future (%(day)s).")
NEVER_SET = _("The year %(year)s is one of a clock that was never set.")
ENDS_FIRST = _("It ends before it starts.")
OUT_OF_RANGE = _("%(value)g is outside what Levator can hold for this.")
TOO_LONG = _("It is longer than a day.")
NO_NUMBER = _("There is no number.")
TOO_MANY = _("The file holds more values than Levator reads at once.")

_DayKey = tuple[str, str, date, Rank, bool]


@dataclass
class Reduction:
    """What was read so far."""

    context: ImportContext
    days: set[date] = field(default_factory=set)
    """The dates of what was taken in, nights by the date of their end in UTC."""
    exposures: dict[str, NewExposure] = field(default_factory=dict)
    each: dict[str, Candidate] = field(default_factory=dict)
    per_day: defaultdict[_DayKey, list[Value]] = field(default_factory=lambda: defaultdict(list))
    spans: defaultdict[tuple[str, str, bool], list[Span]] = field(default_factory=lambda: defaultdict(list))
    sleeps: defaultdict[tuple[str, bool, bool], list[Sleep]] = field(default_factory=lambda: defaultdict(list))
    attacks: dict[str, Attack] = field(default_factory=dict)
    doses: dict[str, DoseTaken] = field(default_factory=dict)
    named_moods: dict[tuple[str, str, date], NamedMoodDay] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    unused: Counter[str] = field(default_factory=Counter)
    left_out: dict[str, list[LeftOut]] = field(default_factory=dict)
    left_out_counts: Counter[str] = field(default_factory=Counter)
    ends_early: Where | None = None

    def leave_out(self, one: LeftOut) -> None:
        """Count what is left out, and remember the first of each reason."""
        self.left_out_counts[one.reason] += 1
        examples = self.left_out.setdefault(one.reason, [])
        if len(examples) < MAX_EXAMPLES:
            examples.append(one)

    def refuse(self, where: Where, reason: str, **values: str | int | float) -> None:
        """Leave out one value."""
        self.leave_out(LeftOut(reason, values, where.file, where.line))

    def is_dated_well(self, where: Where, *instants: datetime | None) -> bool:
        """Whether these times are neither from the future nor from a clock that was never set, and in order."""
        known = [at for at in instants if at is not None]
        for at in known:
            if at > self.context.latest:
                self.refuse(where, FUTURE, day=at.date().isoformat())
                return False
            if at.year < FIRST_YEAR:
                self.refuse(where, NEVER_SET, year=at.year)
                return False
        if len(known) == 2 and known[1] < known[0]:
            self.refuse(where, ENDS_FIRST)
            return False
        return True

    def target_of(self, exposure: str) -> Target:
        """The target of an exposure, with the summary of one that the file brings."""
        own = self.exposures.get(exposure)
        return target(exposure, own.summary if own else None)

    def is_new(self, *key: object) -> bool:
        """Whether nothing equal came before. Hashes are remembered in place of millions of tuples."""
        found = hash(key)
        if found in self.seen:
            return False
        self.seen.add(found)
        return True

    def add_value(self, value: Value) -> None:
        """Take in one value, as a reading with a clock time or as a part of its day."""
        if not isfinite(value.value):
            self.refuse(value.where, NO_NUMBER)
            return
        if not self.is_dated_well(value.where, value.at, value.until):
            return
        goal = self.target_of(value.exposure)
        low, high = goal.range
        if not low <= value.value <= high:
            self.refuse(value.where, OUT_OF_RANGE, value=value.value)
            return
        day = value.day or self._day_of(value)
        if not self._is_day_possible(value.where, day):
            return
        self.days.add(day)
        if value.at is None or goal.per_day != PerDay.EACH:
            if value.external_id == "" and not self.is_new(
                value.exposure, value.at, value.until, value.value, value.source, day
            ):
                return
            if value.external_id and not self.is_new(value.exposure, value.external_id):
                return
            self.per_day[value.exposure, value.source, day, value.rank, value.on_request].append(value)
            return
        self._add_each(value, day)

    def _is_day_possible(self, where: Where, day: date) -> bool:
        """Whether a date is neither in the future nor of a clock that was never set."""
        if day > self.context.latest.date() or day.year < FIRST_YEAR:
            reason = FUTURE if day.year >= FIRST_YEAR else NEVER_SET
            self.refuse(where, reason, day=day.isoformat(), year=day.year)
            return False
        return True

    def _day_of(self, value: Value) -> date:
        assert value.at is not None  # noqa: S101 — A reader gives a day or an instant.
        return local_day(value.at, value.zone or self.context.zone, self.context.day_starts_at)

    def _add_each(self, value: Value, day: date) -> None:
        candidate = Candidate(
            value.exposure, day, value.value, value.source, value.at, value.zone or self.context.zone, value.item[:60],
            value.external_id or meaning_id(value), value.rank, value.on_request,
            file=value.where.file, line=value.where.line,
        )  # fmt: skip
        self.each.setdefault(candidate.external_id, candidate)

    def add_span(self, span: Span) -> None:
        """Take in a stretch of time."""
        if self.is_dated_well(span.where, span.start, span.end):
            if (span.end - span.start).total_seconds() > MAX_SLEEP_S:
                self.refuse(span.where, TOO_LONG)
            elif span.end > span.start:
                self.days.add(span.start.date())
                self.spans[span.exposure, span.source, span.on_request].append(span)

    def add_sleep(self, sleep: Sleep) -> None:
        """Take in a sleep or a piece of one."""
        if not self.is_dated_well(sleep.where, sleep.start, sleep.end):
            return
        if max((sleep.end - sleep.start).total_seconds(), sleep.asleep_s or 0) > MAX_SLEEP_S:
            self.refuse(sleep.where, TOO_LONG)
        elif (sleep.asleep_s is None and sleep.end > sleep.start) or (sleep.asleep_s or 0) > 0:
            self.days.add(sleep.end.date())
            self.sleeps[sleep.source, sleep.rank == Rank.IN_BED, sleep.on_request].append(sleep)

    def add_attack(self, attack: Attack) -> None:
        """Take in an episode."""
        if self.is_dated_well(attack.where, attack.at, attack.until):
            name = attack.external_id or digest(
                "attack", attack.at.isoformat(), str(attack.until), str(attack.strength)
            )
            self.attacks.setdefault(name, replace(attack, external_id=name))

    def add_dose(self, dose: DoseTaken) -> None:
        """Take in a dose of a medicine."""
        medicine = " ".join(dose.medicine.split())[:NAME_CHARS]
        if medicine and self.is_dated_well(dose.where, dose.at):
            parts = (medicine.casefold(), dose.at.isoformat(), dose.amount)
            name = dose.external_id or digest("dose", *parts)
            amount = " ".join(dose.amount.split())[:DOSE_CHARS]
            self.doses.setdefault(name, replace(dose, medicine=medicine, amount=amount, external_id=name))

    def add_named_mood(self, mood: NamedMood) -> None:
        """Count a mood that has a name and no number, with those of its day."""
        if not self.is_dated_well(mood.where, mood.at):
            return
        day, name = local_day(mood.at, mood.zone, self.context.day_starts_at), shown_name(mood.name)
        key = (mood_key(name), mood.source, day)
        if not name or not self._is_day_possible(mood.where, day) or not self.is_new("mood", mood.at, *key):
            return
        self.days.add(day)
        if known := self.named_moods.get(key):
            self.named_moods[key] = replace(known, count=known.count + 1)
        elif len(self.named_moods) < MAX_NAMED_MOODS:
            self.named_moods[key] = NamedMoodDay(name, day, mood.source, 1, mood.where.file, mood.where.line)
        else:
            self.refuse(mood.where, TOO_MANY)

    def take_in(self, item: Item) -> None:
        """Take in one item of the stream."""
        match item:
            case Value():
                self.add_value(item)
            case Sleep():
                self.add_sleep(item)
            case Span():
                self.add_span(item)
            case Attack():
                self.add_attack(item)
            case DoseTaken():
                self.add_dose(item)
            case NamedMood():
                self.add_named_mood(item)
            case _:
                self._add_note(item)

    def _add_note(self, item: LeftOut | Unused | NewExposure | EndsEarly) -> None:
        """Take in what is no value."""
        match item:
            case LeftOut():
                self.leave_out(item)
            case Unused():
                self.unused[item.kind] += item.count
            case NewExposure():
                self.exposures[item.key] = item
            case EndsEarly():
                self.ends_early = self.ends_early or item.where


def meaning_id(value: Value) -> str:
    """Return an id made of what a value means: exposure, instants as UTC, and amount in our unit.

    The text of a record would not do: Apple writes all times in the offset of the moment of export, so the same record
    reads differently in summer and in winter.
    """
    instants = (at.isoformat() if at else "" for at in (value.at, value.until))
    return digest(value.exposure, *instants, f"{value.value:.6g}")


def digest(*parts: str) -> str:
    """Return an id made of these texts."""
    return sha256("|".join(parts).encode()).hexdigest()[:32]
