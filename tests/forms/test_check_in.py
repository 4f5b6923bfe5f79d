from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.core.analysis.describe.outliers import ordinary
from tracker.core.reference.exposures import BUILT_IN, BY_KEY, SCORES
from tracker.core.reference.numbers import format_number
from tracker.forms import CheckInForm
from tracker.models import Exposure

DAY = date(2026, 11, 20)
ASKED = [Exposure(key=known.key, name=known.name, unit=known.unit) for known in BUILT_IN]
OWN = Exposure(key="own_tea", name="Tea", unit="cups")
amounts = st.fixed_dictionaries(
    {},
    optional={
        known.key: st.integers(0, 10).map(float) if known.range == SCORES else st.floats(*known.range)
        for known in BUILT_IN
    },
)


def form(data=None, stored=None, units="metric", tapped=None, usual=None, has_episodes=False):
    return CheckInForm(
        data, initial={"client_id": UUID(int=1), "version": 1}, day=DAY, exposures=[*ASKED, OWN], tapped=tapped or {},
        stored=stored or {}, usual=usual or {}, has_episodes=has_episodes, units=units,
    )  # fmt: skip


def sent(form):
    shown = {bound.html_name: bound.value() for bound in form}
    said = {name: value for name, value in shown.items() if value is not None and value is not False}
    return {name: format_number(value) if isinstance(value, float) else str(value) for name, value in said.items()}


@given(amounts, st.sampled_from(["metric", "us"]))
def test_saving_an_untouched_check_in_changes_no_amount(stored, units):
    again = form(sent(form(stored=stored, units=units)), stored, units)
    assert again.is_valid(), again.errors
    assert again.values() == {exposure.key: stored.get(exposure.key) for exposure in [*ASKED, OWN]}


@given(st.floats(0, 676.3))
def test_ounces_are_stored_as_millilitres_within_the_range(ounces):
    typed = form(
        {
            "client_id": str(UUID(int=1)),
            "version": "1",
            "value_water_ml": format_number(ounces),
            "sure": [f"value_water_ml={format_number(ounces)}"],
        },
        units="us",
    )
    assert typed.is_valid(), typed.errors
    assert typed.values()["water_ml"] == pytest.approx(min(ounces * 29.5735295625, 20_000))
    assert 0 <= typed.values()["water_ml"] <= BY_KEY["water_ml"].range[1]


def test_questions_are_blank_and_in_the_users_order():
    shown = form().value_fields()
    assert [bound.html_name for bound in shown] == [f"value_{e.key}" for e in [*ASKED, OWN]]
    assert all(bound.value() in (None, "") for bound in shown)


def test_a_quiet_day_with_an_episode_is_refused():
    typed = form({"client_id": str(UUID(int=1)), "version": "1", "no_twitch": "on"}, has_episodes=True)
    assert list(typed.errors) == ["no_twitch"]


def test_tapped_amounts_are_shown_in_the_units_of_the_page():
    text = form(tapped={"water_ml": 500.0}, units="us")["value_water_ml"].help_text
    assert "16.9 fl oz" in str(text)


DAYS = [0.0, 1, 2, 2, 3, 4, 1, 2, 3, 0]


def typed(**answers):
    return {"client_id": str(UUID(int=1)), "version": "1"} | answers


def asked(form):
    return {name: str(messages[0]) for name, messages in form.errors.items()}


@pytest.mark.parametrize(
    ("name", "text", "says", "other"),
    [
        ("sleep_h", "0.7", "0.7 h? A day mostly has between 1 and 16.", "0.5"),
        ("caffeine_mg", "2400", "2400 mg? A day mostly has between 3 and 1000.", "3000"),
        ("water_ml", "2,5", "2.5 mL? A day mostly has between 50 and 6000.", "7000"),
        ("own_tea", "1000", "1000 cups? Your other days have between 0 and 4.", "500"),
    ],
)
def test_an_implausible_number_is_asked_about_and_then_accepted(name, text, says, other):
    usual = {"own_tea": ordinary(DAYS)}
    field = f"value_{name}"
    first = form(typed(**{field: text}), usual=usual)
    assert says in asked(first)[field]
    meant = format_number(float(text.replace(",", ".")))
    assert f'name="sure" value="{field}={meant}"' in asked(first)[field]
    again = form(typed(**{field: text, "sure": [f"{field}={meant}"]}), usual=usual)
    assert again.is_valid(), again.errors
    assert again.values()[name] == float(meant)
    assert other in asked(form(typed(**{field: other, "sure": [f"{field}={meant}"]}), usual=usual))[field]


@pytest.mark.parametrize("text", ["0", "", "4", "12"])
def test_what_may_well_be_is_not_asked_about(text):
    assert form(typed(value_own_tea=text), usual={"own_tea": ordinary(DAYS)}).is_valid()


def test_the_usual_range_is_shown_in_the_units_of_the_page():
    own = Exposure(key="own_broth", name="Broth", unit="mL")
    cups = {"own_broth": ordinary([value * 250 for value in DAYS])}
    shown = CheckInForm(
        typed(value_own_broth="400"), initial={"client_id": UUID(int=1)}, day=DAY, exposures=[own], tapped={},
        stored={}, usual=cups, has_episodes=False, units="us",
    )  # fmt: skip
    assert "400 fl oz? Your other days have between 0 and 33.8." in asked(shown)["value_own_broth"]


def test_a_first_value_is_not_asked_about():
    assert form(typed(value_own_tea="1000")).is_valid()


def test_a_confirmed_value_is_not_asked_about_again():
    stored = {"own_tea": 1000.0, "caffeine_mg": 2400.0}
    again = form(sent(form(stored=stored)), stored, usual={"own_tea": ordinary(DAYS)})
    assert again.is_valid(), again.errors


def test_ounces_are_asked_about_in_ounces():
    found = asked(form(typed(value_water_ml="400"), units="us"))
    assert "400 fl oz? A day mostly has between 1.7 and 202.9." in found["value_water_ml"]
