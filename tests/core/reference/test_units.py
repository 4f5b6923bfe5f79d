"""Amounts go to the page and come back as they were."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.core.reference.units import US, from_shown, shown_unit, to_shown


def test_a_us_gallon_is_128_fluid_ounces() -> None:
    # 3.785411784 L to the US gallon: NIST Handbook 44, appendix C.
    assert to_shown(3785.411784, "mL", US) == 128.0
    assert from_shown(128, "mL", US) == 3785.411784
    assert shown_unit("mL", US) == "fl oz"


@given(st.floats(0, 1e6), st.sampled_from(["h", "mg", "mL", ""]), st.sampled_from(["metric", US]))
def test_only_drink_is_converted_and_only_where_asked(value: float, unit: str, units: str) -> None:
    if (unit, units) == ("mL", US):
        assert abs(from_shown(to_shown(value, unit, units), unit, units) - value) <= 0.05 * 29.58
    else:
        assert to_shown(value, unit, units) == from_shown(value, unit, units) == value
        assert shown_unit(unit, units) == unit
