"""The CSV is well formed, complete, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.records import Diary, Relief
from tracker.core.reference.formulas import FORMULA_STARTS
from tracker.core.reports import build_summary, to_csv
from tracker.core.reports.csv_summary import harmless

TODAY = date(2026, 7, 1)
UNSEEN_FIRST = (" =", "\u200b=", "\ufeff+", "\u00a0@")
SMALL = ("﹦", "﹢", "﹣", "﹫")


def rows(diary: Diary) -> list[list[str]]:
    return list(csv.reader(io.StringIO(to_csv(build_summary(diary, TODAY)).decode(), newline="")))


def test_every_row_has_three_cells_and_ends_with_crlf(three_weeks: Diary) -> None:
    assert {len(row) for row in rows(three_weeks)} == {3}
    content = to_csv(build_summary(three_weeks, TODAY))
    assert content.count(b"\r\n") == content.count(b"\n") == len(rows(three_weeks))


@pytest.mark.parametrize(
    "row",
    [
        ["section", "item", "value"],
        ["Twitch diary: summary for a doctor", "Days logged", "12 of 21"],
        ["How often", "Episodes per 7 logged days", "too early to say; 12 of 14 days logged"],
        ["What an episode is like", "Seen in sleep", "yes 1, no 1; not said 5"],
        ["Values by day", "Sleep: Median", "7.25"],
        ["Week by week", "11 May 2026: Episodes", "not known"],
        ["How this was made", "", "No clinician has reviewed this software."],
    ],
)
def test_it_holds_what_the_page_shows(three_weeks: Diary, row: list[str]) -> None:
    assert row in rows(three_weeks)


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_formulas_get_a_quote(start: str) -> None:
    assert harmless(f"{start}1+1") == f"'{start}1+1"


def test_an_exposure_named_like_a_formula_stays_a_name(three_weeks: Diary) -> None:
    formula = '=HYPERLINK("http://x","y")'
    named = replace(
        three_weeks, exposures=(*three_weeks.exposures[:2], replace(three_weeks.exposures[2], name=formula))
    )
    items = [item for _section, item, _value in rows(named) if "HYPERLINK" in item]
    assert items
    assert all(item.startswith(f"'{formula}") for item in items)


@given(st.text(max_size=40))
def test_no_cell_begins_a_formula(text: str) -> None:
    assert not harmless(text).startswith(FORMULA_STARTS)
    assert not any(part.startswith(FORMULA_STARTS) for part in harmless(text).split(";"))
    assert harmless(text).replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize(
    "start", [*FORMULA_STARTS, " =", "\u200b=", "\ufeff+", "\u00a0@", "﹦", "﹢", "﹣", "﹫"], ids=ascii
)
def test_no_text_of_the_person_is_a_live_formula(three_weeks: Diary, start: str) -> None:
    payload = f"{start}cmd|' /C calc'!A0"
    episode = replace(three_weeks.episodes[0], blamed=(payload,), reliefs=(Relief(payload, True, 2),), note=payload)
    own = replace(three_weeks.exposures[2], name=payload, unit=payload[:20])
    diary = replace(three_weeks, episodes=(episode,), exposures=(*three_weeks.exposures[:2], own))
    table = rows(diary)
    guarded = [cell for row in table for cell in row if "calc" in cell]
    assert len(guarded) >= 3
    unseen = "\u200b\ufeff\u00a0 \t\r\n\0"
    live = [cell for row in table for cell in row if cell.lstrip(unseen)[:1] in tuple("=+-@＝＋－＠﹦﹢﹣﹫")]
    assert live == []
