"""What the columns of a table mean: proposed from its header and its first rows, and changed by the person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from tracker.core.formats.imports.units import FACTORS
from tracker.core.formats.imports.values import NewExposure
from tracker.core.records import Summary
from tracker.core.reference.limits import NAME_CHARS


class Layout(StrEnum):
    """What a row of a table is."""

    WIDE = "wide"
    """A day or a moment, with a column for each exposure."""
    LONG = "long"
    """One value, with its name in a column."""
    SLEEPS = "sleeps"
    """A sleep from start to end."""
    EPISODES = "episodes"
    """An episode of twitching."""
    DOSES = "doses"
    """A dose of a medicine, with its name in a column."""
    NONE = "none"
    """Nothing that Levator takes unasked: a list of other attacks, or another person's sleep."""


class Role(StrEnum):
    """What a column is."""

    IGNORE = "ignore"
    DATE = "date"
    TIME = "time"
    START = "start"
    END = "end"
    NAME = "name"
    VALUE = "value"
    UNIT = "unit"
    STRENGTH = "strength"
    EXPOSURE = "exposure"


YES_NO, OWN_NUMBER = "yes/no", "number"
"""Units of columns that become an exposure of the person's own."""

UNITS: dict[str, tuple[str, ...]] = {
    "sleep_h": ("h", "min", "s"),
    "screen_h": ("h", "min", "s"),
    "bright_light_h": ("h", "min"),
    "exercise_min": ("min", "h"),
    "caffeine_mg": ("mg", "cups"),
    "water_ml": ("mL", "L", "cups", "fl oz"),
    "alcohol_units": ("units", "US drinks", "10 g", "g"),
}
"""The units to choose from, by exposure."""

SCORES = ("0-10", "0-5", "1-5", "0-100", "0-1")
SCALE_FACTORS = {"0-10": 1.0, "0-5": 2.0, "1-5": 2.0, "0-100": 0.1, "0-1": 10.0}
SCORE_EXPOSURES = ("stress", "tiredness", "anxiety", "sleep_quality")


@dataclass(frozen=True)
class Column:
    """A column, or in a long table a name: its role, and for a value the exposure and the unit in the file.

    `own_name` is the name of the exposure of the person's own that the column becomes.
    """

    name: str
    role: Role = Role.IGNORE
    exposure: str = ""
    unit: str = ""
    own_name: str = ""

    def own_exposure(self) -> NewExposure | None:
        """The exposure of the person's own that has to be made, if any."""
        if self.role != Role.EXPOSURE or not self.own_name:
            return None
        if self.unit == YES_NO:
            return NewExposure(self.exposure, self.own_name, "", Summary.LAST, is_yes_no=True)
        return NewExposure(self.exposure, self.own_name, "", Summary.MEAN)


@dataclass(frozen=True)
class Mapping:
    """The meaning of a table. `dates` is the order of its dates, `decimal` its decimal sign; "" is asked."""

    layout: Layout
    columns: tuple[Column, ...]
    names: tuple[Column, ...] = ()
    dates: str = "ymd"
    decimal: str = "."

    def first(self, role: Role) -> int | None:
        """The place of the first column with a role."""
        return next((place for place, column in enumerate(self.columns) if column.role == role), None)

    @property
    def shown(self) -> tuple[Column, ...]:
        """What the person can change: the columns, and in a long table its names after them."""
        return self.columns + self.names if self.layout == Layout.LONG else self.columns

    def with_shown(self, changed: Sequence[Column]) -> Mapping:
        """The mapping with other columns, and names if there are more."""
        count = len(self.columns)
        return replace(self, columns=tuple(changed[:count]), names=tuple(changed[count:]) or self.names)

    @property
    def questions(self) -> tuple[str, ...]:
        """What must be answered before anything can be read."""
        return tuple(name for name in ("dates", "decimal") if not getattr(self, name))


def own_key(name: str) -> str:
    """The key of an exposure that is made from a column, the same for the next file with this column."""
    return f"csv_{sha256(name.casefold().encode()).hexdigest()[:16]}"


def own_column(column: Column, unit: str) -> Column:
    """The column as an exposure of the person's own, of numbers or of yes and no."""
    name = column.name[:NAME_CHARS]
    return replace(column, role=Role.EXPOSURE, exposure=own_key(column.name), unit=unit, own_name=name)


def units_of(exposure: str) -> tuple[str, ...]:
    """The units that a column of an exposure may have."""
    if exposure in SCORE_EXPOSURES:
        return SCORES
    return UNITS.get(exposure, ("",))


def factor_of(exposure: str, unit: str) -> float | None:
    """The factor from a column's unit to ours."""
    if exposure in SCORE_EXPOSURES:
        return SCALE_FACTORS.get(unit or "0-10")
    if exposure not in FACTORS:
        return 1.0
    return FACTORS[exposure].get(unit.lower()) if unit else 1.0
