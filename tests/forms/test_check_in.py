from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.forms import CheckInForm
from tracker.models import Exposure
from tracker.reference.exposures import BUILT_IN, BY_KEY, SCORES

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


def form(data=None, stored=None, units="metric", tapped=None, has_episodes=False):
    return CheckInForm(
        data, initial={"client_id": UUID(int=1), "version": 1}, day=DAY, exposures=[*ASKED, OWN], tapped=tapped or {},
        stored=stored or {}, has_episodes=has_episodes, units=units,
    )  # fmt: skip


def sent(form):
    shown = {bound.html_name: bound.value() for bound in form}
    return {name: str(value) for name, value in shown.items() if value is not None and value is not False}


@given(amounts, st.sampled_from(["metric", "us"]))
def test_saving_an_untouched_check_in_changes_no_amount(stored, units):
    again = form(sent(form(stored=stored, units=units)), stored, units)
    assert again.is_valid(), again.errors
    assert again.values() == {exposure.key: stored.get(exposure.key) for exposure in [*ASKED, OWN]}


@given(st.floats(0, 676.3))
def test_ounces_are_stored_as_millilitres_within_the_range(ounces):
    typed = form({"client_id": str(UUID(int=1)), "version": "1", "value_water_ml": repr(ounces)}, units="us")
    assert typed.is_valid(), typed.errors
    assert typed.values()["water_ml"] == pytest.approx(min(ounces * 29.5735295625, 20_000))
    assert 0 <= typed.values()["water_ml"] <= BY_KEY["water_ml"].range[1]


def test_every_question_is_there_in_the_persons_order_and_blank():
    shown = form().value_fields()
    assert [bound.html_name for bound in shown] == [f"value_{e.key}" for e in [*ASKED, OWN]]
    assert all(bound.value() in (None, "") for bound in shown)


def test_a_quiet_day_with_an_episode_is_refused():
    typed = form({"client_id": str(UUID(int=1)), "version": "1", "no_twitch": "on"}, has_episodes=True)
    assert list(typed.errors) == ["no_twitch"]


def test_what_was_tapped_is_named_in_the_units_of_the_page():
    text = form(tapped={"water_ml": 500.0}, units="us")["value_water_ml"].help_text
    assert "16.9 fl oz" in str(text)
