"""Cells: values survive a round trip, and no cell is a formula to a spreadsheet."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.core.formats.csv.cells import CellKind, CsvColumn, columns_of, escape, read_cell, unescape, write_cell
from tracker.core.records import Episode, Injection, Medicine, Reading, Relief
from tracker.core.reference.formulas import FORMULA_STARTS, begins_formula

ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NASTY = st.builds("".join, st.tuples(st.sampled_from(["", "'", "''", " ", "\\", ";", "|", *FORMULA_STARTS]), ANYTHING))
COLUMNS = {column.name: column for column in columns_of(Episode)}
RELIEFS = COLUMNS["reliefs"]


@given(NASTY)
@example("'=1")
@example("'")
@example("tea;=1+1")
@example(";'=1")
def test_escape_and_unescape_round_trip(text: str) -> None:
    assert unescape(escape(text)) == text
    assert not any(map(begins_formula, escape(text).split(";")))


@pytest.mark.parametrize("text", ["Coffee", "1", "2026-01-31", "a = b"])
def test_harmless_text_is_not_escaped(text: str) -> None:
    assert escape(text) == text


@given(st.lists(NASTY.filter(bool), max_size=4))
@example(["a; b", " c", "d|e", "\\", "'", "x\\;"])
def test_a_list_of_texts_round_trips(texts: list[str]) -> None:
    cell = write_cell(COLUMNS["blamed"], texts or None)
    assert read_cell(COLUMNS["blamed"], cell) == (texts or None)
    assert not any(map(begins_formula, cell.split(";")))


@given(
    st.lists(
        st.fixed_dictionaries(
            {"what": NASTY.filter(bool)},
            optional={"helped": st.booleans(), "after_min": st.integers(0, 1_440)},
        ),
        min_size=1,
        max_size=3,
    )
)
def test_a_list_of_objects_round_trips(reliefs: list[dict[str, Any]]) -> None:
    assert read_cell(RELIEFS, write_cell(RELIEFS, reliefs)) == reliefs
    assert not any(map(begins_formula, write_cell(RELIEFS, reliefs).split(";")))


def test_each_item_of_a_list_is_escaped() -> None:
    """Where the semicolon is the delimiter, the second item is a separate cell."""
    assert write_cell(COLUMNS["blamed"], ["tea", "=1+1"]) == "tea; '=1+1"


def test_lists_are_written_readably() -> None:
    reliefs = [{"what": "massage", "helped": True, "after_min": 4}, {"what": "rest"}]
    assert write_cell(RELIEFS, reliefs) == "massage|true|4; rest"
    assert write_cell(COLUMNS["places"], ["nose_side:left", "chin:right"]) == "nose_side:left; chin:right"


@pytest.mark.parametrize(("value", "cell"), [(-5, "-5"), (-0.25, "-0.25"), (7, "7"), (1e-7, "1e-07"), (0.1, "0.1")])
def test_a_number_stays_a_number(value: float, cell: str) -> None:
    column = CsvColumn("value", CellKind.NUMBER)
    assert write_cell(column, value) == cell
    assert read_cell(column, cell) == value


@pytest.mark.parametrize("cell", ["five", "1e999", "0x10", "1,5", "'5", "NaN", "9" * 400])
def test_non_finite_numbers_are_not_read(cell: str) -> None:
    value = read_cell(CsvColumn("value", CellKind.NUMBER), cell)
    assert isinstance(value, str) or value in (float("inf"),)


@pytest.mark.parametrize(("cell", "value"), [("true", True), ("FALSE", False), ("True", True), ("yes", "yes")])
def test_booleans_are_read_as_spreadsheets_write_them(cell: str, value: object) -> None:
    assert read_cell(COLUMNS["in_sleep"], cell) == value


def test_a_blank_cell_is_none() -> None:
    assert read_cell(COLUMNS["strength"], "") is None
    assert write_cell(COLUMNS["strength"], None) == ""
    assert read_cell(CsvColumn("unit"), "") == ""


def test_a_surplus_part_is_not_dropped() -> None:
    assert read_cell(RELIEFS, "massage|true|4|more") == [
        {"what": "massage", "helped": True, "after_min": 4, "part 4": "more"}
    ]


def test_fields_become_columns_of_their_kind() -> None:
    kinds = {column.name: column.kind for column in columns_of(Medicine)}
    assert (kinds["name"], kinds["suspected"], kinds["changes"]) == (CellKind.TEXT, CellKind.YES_NO, CellKind.ITEMS)
    assert {column.name: column.kind for column in columns_of(Reading)}["value"] is CellKind.NUMBER
    (spots,) = [column for column in columns_of(Injection) if column.name == "spots"]
    assert [(part.name, part.kind) for part in spots.parts] == [("place", CellKind.TEXT), ("units", CellKind.NUMBER)]
    assert [part.name for part in RELIEFS.parts] == list(Relief.__dataclass_fields__)
