"""Converting amounts for display and back."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.core.reference.units import US, display_unit, from_display, to_display


def test_a_us_gallon_is_128_fluid_ounces() -> None:
    # 3.785411784 L to the US gallon: NIST Handbook 44, appendix C.
    assert to_display(3785.411784, "mL", US) == 128.0
    assert from_display(128, "mL", US) == 3785.411784
    assert display_unit("mL", US) == "fl oz"


@given(st.floats(0, 1e6), st.sampled_from(["h", "mg", "mL", ""]), st.sampled_from(["metric", US]))
def test_converts_only_drinks_and_only_to_us_units(value: float, unit: str, units: str) -> None:
    if (unit, units) == ("mL", US):
        assert abs(from_display(to_display(value, unit, units), unit, units) - value) <= 0.05 * 29.58
    else:
        assert to_display(value, unit, units) == from_display(value, unit, units) == value
        assert display_unit(unit, units) == unit
