from __future__ import annotations

import pytest
from walk.exports import day, read, totals, workbook

from tracker.core.formats import FileRefusedError

ROWS = (
    ("My diary",),
    (),
    ("Day", "Sleep (h)", "Water (ml)", "Quality"),
    (day("2026-03-02"), 7.25, 1500, 0.8),
    (day("2026-03-03"), 6.5, "1.250", 0.55),
    ("4 March 2026", None, 2000, None),
    ("Total", 13.75, 3501.25, None),
)


def test_cells_with_types_are_read() -> None:
    assert totals(workbook(*ROWS)) == {
        "sleep_h": {"2026-03-02": 7.25, "2026-03-03": 6.5},
        "water_ml": {"2026-03-02": 1500.0, "2026-03-03": 1250.0, "2026-03-04": 2000.0},
        "sleep_quality": {"2026-03-02": 8.0, "2026-03-03": 5.5},
    }


@pytest.mark.parametrize("cut", [300, 900, 1_500])
def test_cut_workbook_is_refused_in_words(cut: int) -> None:
    with pytest.raises(FileRefusedError, match="zip"):
        read(workbook(*ROWS)[:cut])


def test_workbook_without_a_table_is_refused() -> None:
    with pytest.raises(FileRefusedError, match="no table"):
        read(workbook(("only one",), ("cell",)))
