from __future__ import annotations

from dataclasses import replace

import pytest
from walk.exports import BERLIN, read, totals

from tracker.core.formats import FileRefusedError
from tracker.core.formats.imports.choose import choose
from tracker.core.formats.imports.mapping import Layout, Mapping, Role
from tracker.core.formats.imports.read import read_mapped
from tracker.core.formats.imports.table import Table

GERMAN = (
    "Datum;Schlaf (Std.);Kaffee (Tassen);Koffein mg;Wasser (l);Stress 0-10;Bildschirm (h:mm);Pille genommen;Notiz\r\n"
    "01.03.2026;7,25;2;190;1,5;6;5:30;ja;„spät“\r\n02.03.2026;;3;285;1,25;8;7:15;nein;\r\n13.03.2026;8;1;95;2;-;n/a;ja;\r\n"
)


def parts(data: str | bytes) -> tuple[Table, Mapping]:
    """The table and the proposed mapping."""
    found = read(data)
    assert found.table is not None
    assert found.mapping is not None
    return found.table, found.mapping


def test_wide_table_of_another_language_is_read() -> None:
    found = totals(GERMAN.encode("cp1252"))
    assert found["sleep_h"] == {"2026-03-01": 7.25, "2026-03-13": 8.0}
    assert found["caffeine_mg"] == {"2026-03-01": 190.0, "2026-03-02": 285.0, "2026-03-13": 95.0}
    assert found["water_ml"]["2026-03-02"] == 1250.0
    assert found["screen_h"] == {"2026-03-01": 5.5, "2026-03-02": 7.25}
    assert found["stress"] == {"2026-03-01": 6.0, "2026-03-02": 8.0}


def test_column_of_yes_and_no_becomes_an_exposure_of_ones_own() -> None:
    (own,) = read(GERMAN).collected.exposures
    assert (own.name, own.is_yes_no) == ("Pille genommen", True)
    assert totals(GERMAN)[own.key] == {"2026-03-01": 1.0, "2026-03-02": 0.0, "2026-03-13": 1.0}


def test_cups_are_left_out_beside_milligrams() -> None:
    _table, mapping = parts(GERMAN)
    assert next(one for one in mapping.columns if one.name.startswith("Kaffee")).role == Role.IGNORE
    assert totals("Date,Coffee\n2026-03-13,2\n") == {"caffeine_mg": {"2026-03-13": 180.0}}


LONG = (
    "Date,Time,Metric,Value,Unit\n3/13/2026,7:10 AM,Caffeine,80,mg\n3/13/2026,3:20 PM,Caffeine,110,mg\n"
    "3/2/2026,,Sleep,7h 15m,\n"
    '3/2/2026,,Water,"1,500",mL\n3/2/2026,9:00 PM,Water,16.9,fl oz\n'
    "3/3/2026,,Sleep,6:45,h:mm\n3/3/2026,,Stress,4/10,\n"
)


def test_long_table_is_read() -> None:
    assert totals(LONG) == {
        "caffeine_mg": {"2026-03-13": 190.0},
        "sleep_h": {"2026-03-02": 7.25, "2026-03-03": 6.75},
        "stress": {"2026-03-03": 4.0},
        "water_ml": {"2026-03-02": 1999.79},
    }


def test_open_order_of_dates_is_asked_and_nothing_read() -> None:
    table, mapping = parts("Date,Sleep (h)\n1/2/2026,7\n2/3/2026,8\n")
    assert mapping.questions == ("dates",)
    assert read_mapped(table, mapping, BERLIN).candidates == ()
    answered = choose(read_mapped(table, replace(mapping, dates="dmy"), BERLIN))
    assert [one.day.isoformat() for one in answered.values] == ["2026-02-01", "2026-03-02"]


def test_open_decimal_sign_is_asked() -> None:
    _table, mapping = parts('Date,Water (ml)\n2026-03-02,"1,250"\n2026-03-03,"2,000"\n')
    assert mapping.questions == ("decimal",)


def test_thousand_among_thousands_is_one() -> None:
    assert (
        totals("Date;Water (ml)\n2026-03-02;1500\n2026-03-03;1.250\n2026-03-04;1750\n")["water_ml"]["2026-03-03"]
        == 1250.0
    )


def test_cells_that_say_nothing_are_not_zero() -> None:
    data = "Date,Caffeine mg,Stress\n2026-03-02,0,\n2026-03-03,-,N/A\n2026-03-04,NaN,null\n"
    assert totals(data) == {"caffeine_mg": {"2026-03-02": 0.0}}


def test_bad_cells_are_left_out_with_their_line() -> None:
    found = read(
        "Date,Sleep (h),Stress\n2026-03-02,seven,5\n2026-02-31,8,5\n2026-03-04,30,4\n2026-03-05,7,5,6\n"
    ).collected
    assert sorted((one.line, group.reason) for group in found.left_out for one in group.examples) == [
        (2, "“%(cell)s” is no number (%(column)s)."),
        (3, "“%(cell)s” is no date."),
        (4, "%(value)g is outside what Levator can hold for this."),
        (5, "The line has more cells than the table has columns."),
    ]


def test_title_lines_are_skipped() -> None:
    assert totals("My diary\n\nDate,Sleep (h)\n2026-03-02,7\n2026-03-03,8\n")["sleep_h"]["2026-03-02"] == 7.0


def test_two_values_of_a_date_without_clock_time_are_one_day() -> None:
    assert totals("Date,Caffeine mg\n2026-03-02,80\n2026-03-02,90\n") == {"caffeine_mg": {"2026-03-02": 170.0}}


def test_list_of_attacks_gives_nothing_unasked() -> None:
    data = "start_time,end_time,intensity,medication\n2026-03-01 08:00:00,2026-03-01 10:30:00,7,Pill\n"
    data += "2026-03-03 23:00:00,,8,\n"
    table, mapping = parts(data)
    assert mapping.layout == Layout.NONE
    assert read_mapped(table, mapping, BERLIN).attacks == ()
    attacks = read_mapped(table, replace(mapping, layout=Layout.EPISODES), BERLIN).attacks
    assert [(one.at.isoformat(), one.strength) for one in attacks] == [
        ("2026-03-01T07:00:00+00:00", 7),
        ("2026-03-03T22:00:00+00:00", 8),
    ]


def test_sleeps_from_start_to_end_are_read() -> None:
    data = "sleep start,sleep end\n2026-03-01 23:00,2026-03-02 06:30\n2026-03-02 23:00,2026-03-02 06:30\n"
    found = read(data).collected
    assert totals(data) == {"sleep_h": {"2026-03-02": 7.5}}
    assert [(group.reason, group.examples[0].line) for group in found.left_out] == [("It ends before it starts.", 3)]


def test_another_persons_sleep_is_not_taken_unasked() -> None:
    assert totals("child_id,start,end,notes\n1,2026-02-17 00:14:09,2026-02-17 02:48:09,\n") == {}


@pytest.mark.parametrize(
    "data", ["<!DOCTYPE html><html><table><tr><td>a,b</td></tr></table></html>", "<html>Date,Sleep</html>"]
)
def test_web_page_is_refused(data: str) -> None:
    with pytest.raises(FileRefusedError, match="web page"):
        read(data)


@pytest.mark.parametrize("data", [b"", b"  \n", b"\x89PNG\r\n\x1a\n\0\0", b"nothing at all", b"%PDF-1.7", b'{"a": 1}'])
def test_other_files_are_refused_in_words(data: bytes) -> None:
    with pytest.raises(FileRefusedError, match=r"\w+ \w+"):
        read(data)


def test_known_name_of_an_own_exposure_is_used() -> None:
    from tracker.core.formats.imports.cells import Numbers
    from tracker.core.formats.imports.guess import guess_column

    column = guess_column("Sugar (g)", ["30", "40"], Numbers(), {"sugar": "own_1"})
    assert (column.role, column.exposure) == (Role.EXPOSURE, "own_1")


def test_list_of_doses() -> None:
    found = read("Date,Time,Medicine,Dose\n2026-03-02,08:15,Magnesium,300 mg\n2026-03-03,,Iron 20 mg,\n").collected
    assert [(one.medicine, one.amount, one.at.isoformat()) for one in found.doses] == [
        ("Magnesium", "300 mg", "2026-03-02T07:15:00+00:00"),
        ("Iron", "20 mg", "2026-03-03T11:00:00+00:00"),
    ]
    assert found.candidates == ()
