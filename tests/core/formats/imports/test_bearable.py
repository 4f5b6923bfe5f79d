from __future__ import annotations

from walk.exports import Options, chosen, read, totals

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


def test_medicine_is_a_dose_with_its_amount_for_the_person_to_tick() -> None:
    (dose,) = read(DATA).collected.doses
    # A part of the day becomes a clock time: in the morning is 8:00.
    assert (dose.medicine, dose.amount, dose.at.isoformat()) == ("Pill", "20 mg", "2026-01-05T07:00:00+00:00")
    assert chosen(DATA).doses == ()
    assert chosen(DATA, options=Options(on=frozenset({dose.source_key}))).doses == (dose,)


def test_medicine_that_was_not_taken_is_no_dose() -> None:
    row = '"5th Jan 2026","Monday","am","Medication","0","Pill 20 mg",""\n'
    found = read(DATA.partition("\n")[0] + "\n" + row).collected
    assert (found.doses, found.unused) == ((), {"Medication": 1})
