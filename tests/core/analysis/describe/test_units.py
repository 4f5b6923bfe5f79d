"""A diary in fluid ounces holds the same amounts."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from tracker.core.analysis import daily, in_persons_units
from tracker.core.records import Diary, Exposure, Person, Reading, Summary

DAY = date(2026, 11, 21)
WATER = Exposure(UUID(int=1), "water_ml", "Water", "mL", Summary.SUM, limit=1_600)
SLEEP = Exposure(UUID(int=2), "sleep_h", "Sleep", "h", Summary.LAST, limit=7)
METRIC = Diary(
    Person(units="metric"),
    DAY,
    DAY,
    exposures=(WATER, SLEEP),
    readings=(Reading(UUID(int=3), "water_ml", DAY, 591.5), Reading(UUID(int=4), "sleep_h", DAY, 6.5)),
)


def test_a_metric_diary_stays_as_it_is() -> None:
    assert in_persons_units(METRIC) is METRIC


def test_drink_is_shown_in_fluid_ounces_and_nothing_else_changes() -> None:
    american = in_persons_units(replace(METRIC, person=Person(units="us")))
    assert daily(american)[0].values == {"water_ml": 20.0, "sleep_h": 6.5}
    assert [(exposure.unit, exposure.limit) for exposure in american.exposures] == [("fl oz", 54.1), ("h", 7)]
