from __future__ import annotations

from walk.exports import QUANTITY, apple, asleep, chosen, record, totals

from tracker.core.formats.imports import Options

WATER = QUANTITY + "DietaryWater"
WATCH = asleep("2026-03-01 23:30:00 +0100", "2026-03-02 06:30:00 +0100")
PHONE = asleep("2026-03-01 22:30:00 +0100", "2026-03-02 07:00:00 +0100", "Asleep", "Phone")
PHONE_ALONE = asleep("2026-03-02 22:30:00 +0100", "2026-03-03 07:00:00 +0100", "Asleep", "Phone")


def test_one_source_an_exposure_and_date() -> None:
    assert totals(apple(WATCH, PHONE, PHONE_ALONE)) == {"sleep_h": {"2026-03-02": 7.0, "2026-03-03": 8.5}}


def test_unticked_source_gives_way() -> None:
    off = Options(off=frozenset({"sleep_h|Watch|"}))
    assert totals(apple(WATCH, PHONE), options=off) == {"sleep_h": {"2026-03-02": 8.5}}


def test_among_equals_the_source_with_more_nights_counts() -> None:
    other = asleep("2026-03-01 23:00:00 +0100", "2026-03-02 08:00:00 +0100", "Asleep", "App")
    assert totals(apple(other, PHONE, PHONE_ALONE))["sleep_h"]["2026-03-02"] == 8.5


def test_sources_are_counted_with_their_doubles() -> None:
    found = {
        one.name: (one.days, one.doubles, one.is_ticked) for one in chosen(apple(WATCH, PHONE, PHONE_ALONE)).sources
    }
    assert found == {"Phone": (2, 1, True), "Watch": (1, 0, True)}


def test_nap_is_added_on_request() -> None:
    nap = asleep("2026-03-02 14:00:00 +0100", "2026-03-02 15:00:00 +0100")
    assert totals(apple(WATCH, nap)) == {"sleep_h": {"2026-03-02": 7.0}}
    assert len(chosen(apple(WATCH, nap)).naps) == 1
    assert totals(apple(WATCH, nap), options=Options(with_naps=True)) == {"sleep_h": {"2026-03-02": 8.0}}


def drink(clock: str, source: str, amount: int = 250) -> str:
    return record(WATER, f"2026-03-02 {clock}:00 +0100", value=amount, unit="mL", source=source)


def test_twin_of_another_app_is_left_out() -> None:
    found = chosen(apple(drink("08:00", "A"), drink("08:02", "B"), drink("09:00", "B")))
    assert (len(found.values), len(found.twins)) == (2, 1)


def test_equal_drinks_of_one_app_are_two() -> None:
    assert totals(apple(drink("08:00", "A"), drink("08:01", "A"))) == {"water_ml": {"2026-03-02": 500.0}}


def test_other_amount_or_later_is_no_twin() -> None:
    assert totals(apple(drink("08:00", "A"), drink("08:01", "B", 300), drink("08:03", "B"))) == {
        "water_ml": {"2026-03-02": 800.0}
    }


def test_twin_counts_when_its_partner_is_unticked() -> None:
    off = Options(off=frozenset({"water_ml|A|"}))
    assert totals(apple(drink("08:00", "A"), drink("08:02", "B")), options=off) == {"water_ml": {"2026-03-02": 250.0}}


def test_odd_day_is_left_out_until_the_person_says_so() -> None:
    long = apple(asleep("2026-03-01 12:30:00 +0100", "2026-03-02 06:30:00 +0100"))
    assert totals(long) == {}
    assert [one.value for one in chosen(long).odd] == [18.0]
    assert totals(long, options=Options(with_odd=True)) == {"sleep_h": {"2026-03-02": 18.0}}
