"""The columns of a table on the preview of an import: shown with their first cells, and changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from tracker import diary
from tracker.core.formats.imports.cells import Numbers
from tracker.core.formats.imports.guess import names_of
from tracker.core.formats.imports.mapping import (
    OWN_NUMBER,
    SCORES,
    UNITS,
    YES_NO,
    Column,
    Layout,
    Role,
    factor_of,
    own_column,
    units_of,
)
from tracker.core.reference.exposures import BY_KEY
from tracker.forms import TableForm
from tracker.insights import imports
from tracker.insights.imports import ReadFile
from tracker.models import ImportPreview, User

ALL_UNITS = tuple(dict.fromkeys((*(unit for units in UNITS.values() for unit in units), *SCORES)))


def table_form(user: User, read: ReadFile, post: QueryDict | None = None) -> TableForm | None:
    """The form on the columns of a table, None for a file of a known app."""
    mapping = read.mapping
    if mapping is None:
        return None
    named = diary.display_names(user)
    exposures = {key: name for key, name in named.items() if isinstance(key, str)}
    columns = mapping.shown
    exposures |= {one.exposure: one.own_name for one in columns if one.own_name and one.exposure not in exposures}
    return TableForm(
        post if post and "layout" in post else None,
        layout=mapping.layout,
        dates=mapping.dates,
        decimal=mapping.decimal,
        columns=[(one.name, _meaning(one), one.unit) for one in columns],
        units=ALL_UNITS,
        exposures=exposures,
    )


def _meaning(column: Column) -> str:
    if column.role != Role.EXPOSURE:
        return column.role.value
    if column.own_name:
        return "own yes/no" if column.unit == YES_NO else "own number"
    return f"exposure {column.exposure}"


def with_columns(user: User, waiting: ImportPreview, read: ReadFile, form: TableForm) -> ReadFile:
    """Read the table once more, where the person changed what its columns are."""
    mapping = read.mapping
    assert mapping is not None  # noqa: S101 — There is a form only with a mapping.
    changed = [_column(one, *form.meaning(place)) for place, one in enumerate(mapping.shown)]
    said = form.cleaned_data
    wanted = replace(
        mapping.with_shown(changed),
        layout=Layout(said["layout"] or mapping.layout),
        dates=said["dates"],
        decimal=said["decimal"],
    )
    if wanted == mapping:
        return read
    is_other_name = any(wanted.first(role) != mapping.first(role) for role in (Role.NAME, Role.VALUE))
    if read.table and wanted.layout == Layout.LONG and (is_other_name or not wanted.names):
        names = names_of(read.table, wanted.columns, Numbers(wanted.decimal or "."))
        wanted = replace(wanted, names=names)
    read = imports.with_mapping(user, read, wanted, timezone.now())
    diary.change_preview(waiting, imports.encode(read))
    return read


def _column(column: Column, meaning: str, unit: str) -> Column:
    """A column as the person says. A unit that the exposure does not have becomes its usual one."""
    if meaning in ("own number", "own yes/no"):
        return own_column(column, YES_NO if meaning == "own yes/no" else OWN_NUMBER)
    if not meaning.startswith("exposure "):
        return Column(column.name, Role(meaning or Role.IGNORE))
    exposure = meaning.removeprefix("exposure ")
    if exposure == column.exposure and unit == column.unit:
        return column
    if exposure in BY_KEY and (factor_of(exposure, unit) is None or not unit):
        unit = units_of(exposure)[0]
    return Column(column.name, Role.EXPOSURE, exposure, unit)


def columns_shown(read: ReadFile, form: TableForm | None) -> list[dict[str, Any]]:
    """Each column with its two fields and its first cells."""
    if form is None or read.mapping is None or read.table is None:
        return []
    shown = []
    for place, one in enumerate(read.mapping.shown):
        is_name = place >= len(read.mapping.columns)
        cells = [] if is_name else [cell for cell in dict.fromkeys(read.table.column(one.name)) if cell][:3]
        shown.append(
            {
                "name": one.name,
                "meaning": form[f"column-{place}"],
                "unit": form[f"unit-{place}"],
                "cells": cells,
                "has_unit": one.role == Role.EXPOSURE,
            }
        )
    return shown
