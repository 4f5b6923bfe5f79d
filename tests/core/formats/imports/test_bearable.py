from __future__ import annotations

from walk.exports import Options, read, totals

DATA = (
    "date,weekday,time of day,category,rating/amount,detail,notes\n"
    '"5th Jan 2026","Monday","pre","Symptom","1","Back (lower) pain (Mild)",""\n'
    '"5th Jan 2026","Monday","am","Symptom","2","Back (lower) pain (Moderate)",""\n'
    '"31st Feb 2026","Monday","am","Symptom","2","Back (lower) pain (Moderate)",""\n'
    '"5th Jan 2026","Monday","am","Medication","","Pill 20 mg",""\n'
)


def test_symptom_is_an_exposure_of_ones_own_on_request() -> None:
    (own,) = read(DATA).collected.exposures
    assert own.name == "Back (lower) pain"
    assert totals(DATA) == {}
    ticked = Options(on=frozenset({f"{own.key}|Bearable: Back (lower) pain|on request"}))
    assert totals(DATA, options=ticked) == {own.key: {"2026-01-05": 1.5}}


def test_a_date_that_is_none_is_left_out_with_its_line() -> None:
    (group,) = read(DATA).collected.left_out
    assert (group.examples[0].line, group.examples[0].values) == (4, {"cell": "31st Feb 2026"})


def test_medicines_are_counted() -> None:
    assert read(DATA).collected.unused == {"Medication": 1}
