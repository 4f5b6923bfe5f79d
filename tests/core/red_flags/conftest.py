"""A builder of test diaries: entries relative to today, and the flags they raise."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from tracker.core.records import (
    Day,
    Diary,
    DoseChange,
    Episode,
    Injected,
    Injection,
    Medicine,
    Onset,
    Person,
    Place,
    Reading,
    Sign,
    Visit,
)
from tracker.core.red_flags import RedFlag, RuleContext, Settings, check

TODAY = date(2026, 5, 31)
NOSE = "nose_side:left"


class DiaryBuilder:
    """Makes entries and diaries. `ago` is in days before today; a sign is written `face_droop sudden`."""

    today = TODAY

    def __init__(self) -> None:
        self._ids = count(1)

    def id(self) -> UUID:
        return UUID(int=next(self._ids))

    def day(self, ago: int) -> date:
        return TODAY - timedelta(days=ago)

    def iso(self, *ago: int) -> list[str]:
        return sorted(self.day(days).isoformat() for days in ago)

    def signs(self, words: tuple[str, ...]) -> tuple[Sign, ...]:
        return tuple(Sign(name, Onset(onset)) for name, onset in (word.split() for word in words))

    def episode(self, ago: int = 0, *places: str, signs: tuple[str, ...] = (), minutes: float | None = None,
                zone: str = "UTC", at: time = time(10), **fields: Any) -> Episode:  # fmt: skip
        day = self.day(ago)
        onset = datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)
        where = () if places == ("",) else tuple(map(Place.parse, places or (NOSE,)))
        lasting = None if minutes is None else round(minutes * 60)
        return Episode(self.id(), onset, zone, day, lasting, places=where, signs=self.signs(signs), **fields)

    def episodes(self, days: Any, *places: str, **fields: Any) -> list[Episode]:
        return [self.episode(ago, *places, **fields) for ago in days]

    def check_in(self, ago: int = 0, *signs: str, **fields: Any) -> Day:
        return Day(self.id(), self.day(ago), signs=self.signs(signs), **fields)

    def quiet(self, days: Any) -> list[Day]:
        return [self.check_in(ago, no_twitch=True) for ago in days]

    def medicine(self, name: str = "Iron", started: int | None = None, raised: int | None = None,
                 stopped: int | None = None, suspected: bool = False, **doses: bool | None) -> Medicine:  # fmt: skip
        """`up_9=True` is a dose raised nine days ago, `False` lowered, `None` unknown."""
        dates = [None if ago is None else self.day(ago) for ago in (started, raised, stopped)]
        changes = [DoseChange(self.day(int(word.removeprefix("up_"))), "", up) for word, up in doses.items()]
        changes.sort(key=lambda change: change.day)
        return Medicine(self.id(), name, *dates, suspected, changes=tuple(changes))

    def reading(self, ago: int, exposure: str, value: float) -> Reading:
        return Reading(self.id(), exposure, self.day(ago), value)

    def visit(self, ago: int, findings: str = "seen", agreed: str = "") -> Visit:
        return Visit(self.id(), self.day(ago), findings=findings, agreed=agreed)

    def injection(self, ago: int, place: str = NOSE) -> Injection:
        return Injection(self.id(), self.day(ago), "A product", (Injected(Place.parse(place)),))

    def diary(self, *entries: Any, person: Person | None = None) -> Diary:
        """A diary of the given entries; lists are flattened."""
        flat = [one for entry in entries for one in (entry if isinstance(entry, list) else [entry])]
        kinds = {
            kind: tuple(one for one in flat if isinstance(one, kind))
            for kind in (Day, Episode, Reading, Medicine, Injection, Visit)
        }
        return Diary(person or Person(), self.day(4000), TODAY, kinds[Day], kinds[Episode], (), kinds[Reading],
                     kinds[Medicine], injections=kinds[Injection], visits=kinds[Visit])  # fmt: skip

    def context(self, *entries: Any, person: Person | None = None, **settings: Any) -> RuleContext:
        return RuleContext(self.diary(*entries, person=person), TODAY, Settings(**settings))

    def flags(
        self, *entries: Any, person: Person | None = None, trend: Any = None, **settings: Any
    ) -> dict[str, RedFlag]:
        """The flags of all rules, by the short name of the rule: `S2`."""
        found = check(self.diary(*entries, person=person), TODAY, Settings(**settings), trend)
        return {flag.rule.partition("_")[0]: flag for flag in found}


@pytest.fixture(scope="session")
def pen() -> DiaryBuilder:
    """A builder of diaries. It is stateless apart from ids."""
    return DiaryBuilder()
