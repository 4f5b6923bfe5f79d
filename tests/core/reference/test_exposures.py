import pytest

from tracker.core.records import Summary
from tracker.core.reference.exposures import BUILT_IN, BY_KEY, CAFFEINE, INTAKES, SCORES, scale_top
from tracker.core.reference.limits import NAME_CHARS, READING_VALUE, UNIT_CHARS

KINDS = pytest.mark.parametrize("known", BUILT_IN, ids=lambda known: known.key)


@KINDS
def test_quick_values_and_limit_are_in_range(known):
    low, high = known.range
    assert READING_VALUE[0] <= low < high <= READING_VALUE[1]
    assert all(low <= value <= high for value in (*known.quick, known.limit or low))


@KINDS
def test_quick_values_and_limit_are_plausible(known):
    if known.range != SCORES:
        low, high = known.plausible
        assert known.range[0] <= low < high < known.range[1]
        assert all(value == 0 or low <= value <= high for value in (*known.quick, known.limit or low))


@KINDS
def test_names_and_units_fit_their_columns(known):
    assert 0 < len(known.name) <= NAME_CHARS
    assert 0 < len(known.unit) <= UNIT_CHARS
    assert len(known.key) <= NAME_CHARS


@KINDS
def test_limit_has_a_text_and_a_source(known):
    assert (known.limit is None) == (known.limit_is == "") == (known.source == "")


@KINDS
def test_scores_are_not_summed_and_amounts_not_averaged(known):
    assert (known.summary is Summary.SUM) <= (known.range != SCORES)
    assert (known.summary is Summary.MEAN) <= (known.range == SCORES)


def test_keys_are_unique():
    assert len(BY_KEY) == len(BUILT_IN)


def test_four_exposures_are_always_asked():
    assert [known.key for known in BUILT_IN if known.always] == ["sleep_h", "caffeine_mg", "stress", "water_ml"]
    assert all(known.tracked for known in BUILT_IN if known.always)


@pytest.mark.parametrize("intake", INTAKES.values(), ids=INTAKES)
def test_tap_adds_a_valid_amount_of_an_exposure(intake):
    low, high = BY_KEY[intake.exposure].range
    assert low < intake.value <= high
    assert BY_KEY[intake.exposure].summary is Summary.SUM


def test_drinks_contain_what_their_sources_say():
    # EFSA 2015: 90 mg in a cup of filter coffee of 200 mL, 80 mg in an espresso of 60 mL, 50 mg in black tea.
    amounts = {intake.item: intake.value for intake in CAFFEINE}
    assert (amounts["filter_coffee"], amounts["espresso"], amounts["black_tea"]) == (90, 80, 50)
    assert amounts["decaf_coffee"] == min(amounts.values())


@pytest.mark.parametrize(
    ("unit", "top"),
    [("0–10", "10"), ("1–5", "5"), ("0–100", "100"), ("mg", ""), ("0-10", ""), ("2–3 cups", "")],
)
def test_highest_score_of_a_scale(unit: str, top: str) -> None:
    assert scale_top(unit) == top
