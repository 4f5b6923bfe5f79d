"""Propose what the columns of a table mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Map
from datetime import date
from statistics import median

from tracker.core.formats.imports.cells import (
    NOTHING,
    Numbers,
    duration_s,
    is_ambiguous,
    is_nothing,
    numbers_of,
    yes_or_no,
)
from tracker.core.formats.imports.dates import Dates, clock_time, dates_of, instant
from tracker.core.formats.imports.mapping import (
    SCORE_EXPOSURES,
    YES_NO,
    Column,
    Layout,
    Mapping,
    Role,
    own_column,
)
from tracker.core.formats.imports.table import Table
from tracker.core.formats.imports.units import FACTORS

WORDS: tuple[tuple[str, str], ...] = (
    ("sleep_quality", r"(sleep|schlaf|sommeil|sueño|sonno|slaap|sono)\S* ?.{0,6}(qualit|calidad|kwalit|qualid)"),
    ("sleep_quality", r"(qualit|calidad|kwalit|qualid)\S* .{0,8}(sleep|schlaf|sommeil|sueño|sonno|slaap|sono)"),
    ("sleep_quality", r"^(quality|qualität|qualité|calidad|kwaliteit|qualità|qualidade)$"),
    ("sleep_h", r"(?<!not )\b(sleep|asleep|slept|schlaf|schlafdauer|sommeil|sueño|sonno|slaap|sono)\b"),
    ("caffeine_mg", r"\b(caffeine|koffein|caféine|cafeína|caffeina|cafeïne|cafeine)\b"),
    ("coffee", r"\b(coffees?|kaffees?|cafés?|caffè|koffie|espressos?)\b"),
    ("water_ml", r"\b(water|wasser|eau|agua|acqua|água|fluids?|hydration)\b"),
    ("stress", r"\b(stress\w*|estrés|estresse)\b"),
    ("tiredness", r"\b(tired\w*|fatigue\w*|müdigkeit|fatiga|stanchezza|vermoeidheid|cansaço)\b"),
    ("anxiety", r"\b(anxiety|anxious|angst|anxiété|ansiedad|ansia|ansiedade)\b"),
    ("alcohol_units", r"\b(alcohol|alkohol|alcool|álcool)\b"),
    ("screen_h", r"\b(screen\w*|bildschirm\w*|écran|pantalla|schermo|scherm|tela)\b"),
    ("exercise_min", r"\b(exercise|sport|workout|training|bewegung|ejercicio|esercizio|exercício)\b"),
    ("cigarettes", r"\b(cigarettes?|zigaretten?|cigarrillos|sigarette|sigaretten)\b"),
    ("bright_light_h", r"\b(daylight|tageslicht)\b"),
)
"""Words in headers, in several languages, and the exposure each means. The first that fits counts."""

NOT_A_SLEEP = re.compile(
    r"deep|light|rem\b|awake|wake|score|heart|hrv|efficien|latency|note|start|end|bett|bed\b", re.I
)
DATE_WORDS = re.compile(r"\b(date|datum|day|tag|fecha|data|dag|jour|día|giorno|dia|calendar date)\b", re.I)
TIME_WORDS = re.compile(r"^(time|zeit|uhrzeit|heure|hora|ora|tijd|clock|time of day)\b", re.I)
START_WORDS = re.compile(r"\b(start\w*|begin\w*|began|from|onset|beginn|début|inicio|inizio)\b", re.I)
END_WORDS = re.compile(r"\b(end\w*|stop\w*|until|ende|fin|fine)\b", re.I)
NAME_WORDS = re.compile(
    r"^(metric|name|type|category|what|item|measure\w*|variable|tracker|größe|art|quantity|kind)$", re.I
)
MEDICINE_WORDS = re.compile(
    r"^(medicines?|medications?|drugs?|medikamente?|arznei\w*|médicaments?|medicamentos?|farmac[oi]|medicijn\w*)"
    r"( name)?$",
    re.I,
)
DOSE_WORDS = re.compile(r"^(dose|dosage|amount|dosis|menge|dosi|dosagem|quantity)( taken)?$", re.I)
VALUE_WORDS = re.compile(r"^(value|amount|wert|menge|quantity|qty|valeur|valor|rating/amount|count)$", re.I)
UNIT_WORDS = re.compile(r"^(units?|einheit|unité|unidad|unità)$", re.I)
ATTACK_WORDS = re.compile(r"intensity|pain|severity|attack|trigger|medication|migraine|headache|twitch|episode", re.I)
STRENGTH_WORDS = re.compile(r"intensity|strength|severity|pain level|stärke", re.I)
OTHERS_WORDS = re.compile(r"child|baby|kind_id", re.I)
UNIT_IN_NAME = re.compile(
    r"[\[(]([^)\]]{1,12})[\])]\s*$|[\s_](mg|ml|l|h|min|std|s|hours?|minutes?|units?|cups|tassen|oz)\.?$", re.I
)

UNIT_NAMES = {
    "std": "h", "std.": "h", "stunden": "h", "hours": "h", "hour": "h", "hr": "h", "hrs": "h", "h:mm": "h",
    "hh:mm": "h",
    "minutes": "min", "minuten": "min", "mins": "min", "seconds": "s", "sec": "s", "liter": "L", "l": "L", "ml": "mL",
    "tassen": "cups", "cup": "cups", "tasses": "cups", "oz": "fl oz", "unit": "units", "einheiten": "units",
}  # fmt: skip
SAMPLE = 400
"""Rows that a proposal looks at."""

MAX_NAMES = 60
"""Different names in the column of names of a long table."""


def propose(table: Table, latest: date, own: Map[str, str] = {}) -> Mapping:
    """Propose a mapping. `own` maps the names of the person's exposures, in lower case, to their keys."""
    samples = {name: [cell for cell in table.column(name)[:SAMPLE] if not is_nothing(cell)] for name in table.header}
    cells = [cell for found in samples.values() for cell in found]
    roles = {name: _role(name, samples[name]) for name in table.header}
    dated = [
        cell for name in table.header if roles[name] in (Role.DATE, Role.START, Role.END) for cell in samples[name]
    ]
    dates = dates_of(dated, latest)
    plain = [
        cell
        for name in table.header
        if roles[name] == Role.IGNORE or roles[name] == Role.VALUE
        for cell in samples[name]
    ]
    numbers = numbers_of(plain or cells, table.delimiter)
    decimal = "" if is_ambiguous(plain, table.delimiter) else numbers.decimal
    order = "" if dates.is_open else dates.order
    layout = _layout(table, roles)
    if layout == Layout.DOSES:
        roles = {name: _role_of_doses(name, role) for name, role in roles.items()}
    columns, names = _columns(table, roles, samples, layout, numbers, own)
    return Mapping(layout, columns, names, order, decimal)


def _role(name: str, cells: list[str]) -> Role:
    """The role of a column by its name and its cells, other than a value."""
    if UNIT_WORDS.search(name):
        return Role.UNIT
    if TIME_WORDS.search(name) and _most(cells, lambda cell: clock_time(cell) is not None):
        return Role.TIME
    is_dated = _most(cells, _is_date) or (bool(DATE_WORDS.search(name)) and any(map(_is_date, cells)))
    if is_dated and START_WORDS.search(name):
        return Role.START
    if is_dated and END_WORDS.search(name):
        return Role.END
    if is_dated and not (_all_numbers(cells) and not DATE_WORDS.search(name)):
        return Role.DATE
    if VALUE_WORDS.search(name):
        return Role.VALUE
    if NAME_WORDS.search(name) and not _all_numbers(cells):
        return Role.NAME
    return Role.IGNORE


def _is_date(cell: str) -> bool:
    return bool(instant(cell, "UTC") or any(Dates(order).moment(cell) for order in ("dmy", "mdy")))


def _all_numbers(cells: list[str]) -> bool:
    return _most(cells, lambda cell: Numbers().read(cell) is not None)


def _most(cells: list[str], check: Callable[[str], bool]) -> bool:
    """Whether most of these cells pass."""
    return bool(cells) and 10 * sum(map(check, cells[:50])) >= 7 * len(cells[:50])


def _role_of_doses(name: str, role: Role) -> Role:
    if MEDICINE_WORDS.match(name):
        return Role.NAME
    return Role.VALUE if DOSE_WORDS.match(name) else Role.IGNORE if role in (Role.NAME, Role.VALUE) else role


def _layout(table: Table, roles: Map[str, Role]) -> Layout:
    there = set(roles.values())
    names = " ".join(table.header)
    is_dated = bool(there & {Role.DATE, Role.START})
    others = [name for name in table.header if not MEDICINE_WORDS.match(name)]
    has_values = any(re.search(pattern, name, re.I) for name in others for _key, pattern in WORDS)
    if is_dated and len(others) < len(table.header) and not has_values and not STRENGTH_WORDS.search(names):
        return Layout.DOSES
    if Role.NAME in there and Role.VALUE in there:
        return Layout.LONG
    if Role.START in there and (Role.END in there or ATTACK_WORDS.search(names)):
        if ATTACK_WORDS.search(names) or OTHERS_WORDS.search(names):
            return Layout.NONE
        return Layout.SLEEPS if re.search(r"sleep|schlaf|nap|asleep", names + table.file, re.I) else Layout.NONE
    return Layout.WIDE


def _columns(
    table: Table,
    roles: Map[str, Role],
    samples: Map[str, list[str]],
    layout: Layout,
    numbers: Numbers,
    own: Map[str, str],
) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """The columns, and for a long table its names."""
    columns = [Column(name, roles[name]) for name in table.header]
    if Role.DATE not in roles.values() and Role.START in roles.values() and layout == Layout.WIDE:
        columns = [Column(one.name, Role.DATE) if one.role == Role.START else one for one in columns]
    if layout == Layout.LONG:
        return tuple(columns), names_of(table, columns, numbers, own)
    if layout == Layout.DOSES:
        return tuple(columns), ()
    if layout in (Layout.SLEEPS, Layout.NONE):
        strength = next((one.name for one in columns if STRENGTH_WORDS.search(one.name)), "")
        return tuple(Column(one.name, Role.STRENGTH) if one.name == strength else one for one in columns), ()
    guessed = [
        column if column.role != Role.IGNORE else guess_column(column.name, samples[column.name], numbers, own)
        for column in columns
    ]
    return tuple(_each_once(guessed)), ()


def _each_once(columns: list[Column]) -> list[Column]:
    """Propose an exposure for one column only: cups of coffee are left out where there is a column of caffeine."""
    seen: set[str] = set()
    found = []
    exact = {one.exposure for one in columns if one.role == Role.EXPOSURE and one.unit == "mg"}
    for one in columns:
        is_double = one.exposure in seen or (one.exposure in exact and one.unit == "cups")
        found.append(Column(one.name) if one.role == Role.EXPOSURE and is_double else one)
        if one.role == Role.EXPOSURE and not is_double:
            seen.add(one.exposure)
    return found


def names_of(table: Table, columns: Sequence[Column], numbers: Numbers, own: Map[str, str] = {}) -> tuple[Column, ...]:
    """Propose what each name of a long table is; nothing without a column of names and one of values."""
    place = next((place for place, column in enumerate(columns) if column.role == Role.NAME), None)
    value = next((place for place, column in enumerate(columns) if column.role == Role.VALUE), None)
    if place is None or value is None:
        return ()
    cells: dict[str, list[str]] = {}
    for row in table.rows:
        if row.cells[place] and (row.cells[place] in cells or len(cells) < MAX_NAMES):
            cells.setdefault(row.cells[place], []).append(row.cells[value])
    return tuple(guess_column(name, found[:SAMPLE], numbers, own) for name, found in cells.items())


def guess_column(name: str, cells: list[str], numbers: Numbers, own: Map[str, str] = {}) -> Column:
    """Propose the exposure and the unit of a column of values, or to ignore it."""
    cells = [cell for cell in cells if cell.lower() not in NOTHING]
    plain = UNIT_IN_NAME.sub("", name).strip()
    if plain.casefold() in own:
        return Column(name, Role.EXPOSURE, own[plain.casefold()], YES_NO if _most(cells, _is_yes_no) else "")
    if _most(cells, _is_yes_no):
        return own_column(Column(name), YES_NO)
    exposure = next((key for key, pattern in WORDS if re.search(pattern, name.replace("_", " "), re.I)), "")
    if exposure == "sleep_h" and NOT_A_SLEEP.search(name):
        return Column(name)
    amounts = [amount for cell in cells[:50] if (amount := _amount(cell, numbers)) is not None]
    if not exposure or not amounts:
        return Column(name)
    if exposure == "coffee":
        return Column(name, Role.EXPOSURE, "caffeine_mg", "cups")
    return Column(name, Role.EXPOSURE, exposure, _unit(name, exposure, amounts))


def _is_yes_no(cell: str) -> bool:
    return yes_or_no(cell) is not None


def _amount(cell: str, numbers: Numbers) -> float | None:
    seconds = duration_s(cell)
    if seconds is not None:
        return seconds / 3_600
    found = numbers.with_unit(cell)
    return found[0] if found else None


def _unit(name: str, exposure: str, amounts: list[float]) -> str:
    """The unit in the name of a column, else the one that the size of its numbers speaks for."""
    if exposure in SCORE_EXPOSURES:
        is_fraction = max(amounts) <= 1 and any(0 < amount < 1 for amount in amounts)
        return "0-100" if max(amounts) > 10 else "0-1" if is_fraction else "0-10"
    match = UNIT_IN_NAME.search(name)
    written = (match[1] or match[2] or "").strip() if match else ""
    unit = UNIT_NAMES.get(written.lower(), written.lower())
    if unit.lower() in FACTORS.get(exposure, {}):
        return unit
    middle = median(amounts)
    if exposure in ("sleep_h", "screen_h"):
        return "s" if middle > 10_000 else "min" if middle >= 60 else "h"
    if exposure == "water_ml":
        return "L" if middle < 10 else "mL"
    if exposure == "caffeine_mg":
        return "cups" if 0 < middle < 10 else "mg"
    return {"exercise_min": "min", "alcohol_units": "units", "bright_light_h": "h"}.get(exposure, "")
