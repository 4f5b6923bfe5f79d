"""Apple Health: the XML of *Export All Health Data*, in its zip or bare.

The file has up to several gigabytes and one element a line, and broken ones are common: the document type of iOS 16
is not well-formed, names hold control characters, full phones cut files off. So it is not parsed but scanned for the
start tags that are wanted, which reads all of these and is several times as fast (docs/adr/0023).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from tracker.core.formats.imports.package import Member, refused
from tracker.core.formats.imports.times import is_zone
from tracker.core.formats.imports.units import factor
from tracker.core.formats.imports.values import (
    EndsEarly,
    ImportContext,
    Item,
    LeftOut,
    Rank,
    Sleep,
    Unused,
    Value,
    Where,
)
from tracker.core.formats.imports.xml_scan import Element, Scanner
from tracker.core.reference.words import gettext_noop as _

QUANTITY = "HKQuantityTypeIdentifier"
SLEEP = "HKCategoryTypeIdentifierSleepAnalysis"
MINDFUL = "HKCategoryTypeIdentifierMindfulSession"

QUANTITIES = {
    QUANTITY + "DietaryCaffeine": "caffeine_mg",
    QUANTITY + "DietaryWater": "water_ml",
    QUANTITY + "NumberOfAlcoholicBeverages": "alcohol_units",
    QUANTITY + "AppleExerciseTime": "exercise_min",
    QUANTITY + "TimeInDaylight": "bright_light_h",
    QUANTITY + "HeartRateVariabilitySDNN": "hrv_sdnn_ms",
    QUANTITY + "DietaryMagnesium": "magnesium_mg",
    QUANTITY + "DietaryPotassium": "potassium_mg",
}
WANTED = frozenset({*QUANTITIES, SLEEP, MINDFUL})
ELEMENTS = {"Me": None, "Record": WANTED, "ActivitySummary": None, "Workout": None, "StateOfMind": None}
BORN = "HKCharacteristicTypeIdentifierDateOfBirth"
ATTRIBUTES = (
    "type", "sourceName", "unit", "startDate", "endDate", "value", "dateComponents", "appleExerciseTime", "duration",
    "durationUnit", "valence", "date", BORN,
)  # fmt: skip
OFFSET = len("2024-03-02 07:10:00")

STAGES = {
    "InBed": Rank.IN_BED, "0": Rank.IN_BED, "Asleep": Rank.PLAIN, "AsleepUnspecified": Rank.PLAIN, "1": Rank.PLAIN,
    "AsleepCore": Rank.BEST, "3": Rank.BEST, "AsleepDeep": Rank.BEST, "4": Rank.BEST, "AsleepREM": Rank.BEST,
    "5": Rank.BEST,
}  # fmt: skip
"""What is sleep or time in bed. Any other value, *awake* too, is neither."""

TWO_PEOPLE = _("The files are of two people: the date of birth is not the same. Please choose those of one person.")
ENTITIES = _("The file declares its own XML entities. Apple's files do not, so it is not read.")
NO_UNIT = _("The unit %(unit)s is not known here.")
NO_NUMBER = _("There is no number.")
NO_DATE = _("The date cannot be read.")


def recognises(member: Member) -> bool:
    """Whether this is the XML of Apple Health, whatever its name."""
    return b"<!DOCTYPE HealthData" in member.head or b"<HealthData" in member.head


def read(members: Sequence[Member], context: ImportContext) -> Iterator[Item]:
    """Yield what the export holds."""
    births: set[str] = set()
    for member in members:
        yield from _Reader(member, context, births).read()


@dataclass
class _Reader:
    """Reads one XML file. `births` are the dates of birth in all files so far; they are compared and not kept."""

    member: Member
    context: ImportContext
    births: set[str]

    def read(self) -> Iterator[Item]:
        scanner = Scanner(self.member, ELEMENTS, ATTRIBUTES)
        file = self.member.file
        for element in scanner.elements():
            item = self._item(element, Where(file, element.line))
            if item is not None:
                yield item
        if scanner.has_entities:
            raise refused(ENTITIES, self.member.file)
        if not scanner.is_closed:
            yield EndsEarly(Where(self.member.file, scanner.line))
        yield from _unused(scanner.types)

    def _item(self, element: Element, where: Where) -> Item | None:
        try:
            if element.name == "Record":
                return self._record(element, where)
            if element.name == "Me":
                self._refuse_another_person(element)
                return None
            if element.name == "ActivitySummary":
                return self._summary(element, where)
            if element.name == "Workout":
                return self._workout(element, where)
            return self._state_of_mind(element, where)
        except (ValueError, OverflowError):
            return LeftOut(NO_DATE, file=where.file, line=where.line)

    def _refuse_another_person(self, element: Element) -> None:
        if born := element[BORN]:
            self.births.add(born)
        if len(self.births) > 1:
            raise refused(TWO_PEOPLE, self.member.file)

    def _zone(self, element: Element, at: datetime) -> str:
        """The zone of a record where its writer named one. The offset is that of the export, on every record."""
        named = element.metadata("HKTimeZone")
        return named if named and is_zone(named) else self.context.zone_on(at.date())

    def _record(self, element: Element, where: Where) -> Item | None:
        kind, source = element["type"], element["sourceName"]
        start, end = _instant(element["startDate"]), _instant(element["endDate"])
        if kind == SLEEP:
            stage = STAGES.get(element["value"].removeprefix("HKCategoryValueSleepAnalysis"))
            if stage is None:
                return None
            is_in_bed = stage == Rank.IN_BED
            is_by_hand = not is_in_bed and element.metadata("HKWasUserEntered") == "1"
            rank = Rank.BY_HAND if is_by_hand else stage
            return Sleep(start, end, self._zone(element, end), source, rank, on_request=is_in_bed, where=where)
        zone = self._zone(element, start)
        if kind == MINDFUL:
            minutes = (end - start).total_seconds() / 60
            return Value("mindful_min", minutes, source, start, end, zone, where=where) if minutes >= 0 else None
        exposure, unit = QUANTITIES[kind], element["unit"]
        times = factor(exposure, unit)
        if times is None:
            return LeftOut(NO_UNIT, {"unit": unit[:20]}, where.file, where.line)
        try:
            amount = float(element["value"]) * times
        except ValueError:
            return LeftOut(NO_NUMBER, file=where.file, line=where.line)
        rank = Rank.PLAIN if exposure == "exercise_min" else Rank.BEST
        item = element.metadata("HKFoodType") if exposure == "caffeine_mg" else ""
        return Value(exposure, amount, source, start, end, zone, item=item, rank=rank, where=where)

    def _summary(self, element: Element, where: Where) -> Item | None:
        """The minutes of exercise of a day, in which Apple has counted each minute once."""
        minutes = element["appleExerciseTime"]
        if not minutes:
            return None
        day = date.fromisoformat(element["dateComponents"])
        return Value("exercise_min", float(minutes), _("Activity rings"), day=day, where=where)

    def _workout(self, element: Element, where: Where) -> Item | None:
        times = factor("exercise_min", element["durationUnit"] or "min")
        if not element["duration"] or not times:
            return None
        start, end = _instant(element["startDate"]), _instant(element["endDate"])
        minutes, zone = float(element["duration"]) * times, self._zone(element, start)
        name, rank = _("Workouts"), Rank.BY_HAND
        return Value("exercise_min", minutes, name, start, end, zone, rank=rank, on_request=True, where=where)

    def _state_of_mind(self, element: Element, where: Where) -> Item | None:
        if not element["valence"]:
            return None
        at = _instant(element["startDate"] or element["date"])
        valence, zone = float(element["valence"]) + 1, self._zone(element, at)
        return Value("mood_valence", valence, element["sourceName"], at, None, zone, where=where)


@lru_cache(maxsize=4_096)
def _instant(text: str) -> datetime:
    """Parse `2024-03-02 07:10:00 +0100`. Raises ValueError."""
    if len(text) <= OFFSET:
        raise ValueError(text)
    return datetime.fromisoformat(text[:OFFSET] + "+00:00") - _offset(text[OFFSET:])


@lru_cache(maxsize=256)
def _offset(text: str) -> timedelta:
    """Parse ` +0100`, which is the same on nearly every record of a file. Raises ValueError."""
    found = datetime.fromisoformat("2000-01-01 00:00:00" + text.strip()).utcoffset()
    if found is None:
        raise ValueError(text)
    return found


_PREFIX = re.compile(r"^HK(Quantity|Category|Correlation|Data)TypeIdentifier")
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _unused(types: Mapping[str, int]) -> Iterator[Unused]:
    for kind, count in types.items():
        if kind not in WANTED:
            words = _WORDS.sub(" ", _PREFIX.sub("", kind))
            yield Unused(words[:60].capitalize(), count)
