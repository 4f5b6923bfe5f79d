"""Medicines and doses: what is kept, that one of them can make a rule speak, and the last dose again in one tap."""

from datetime import UTC, date, datetime
from html import unescape
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from tracker import diary
from tracker.core.records import Dose, DoseChange, Medicine

LIST, NEW = reverse("tracker:treatments"), reverse("tracker:medicine-create")
ZINC = Medicine(
    uuid4(), "Zinc", date(2026, 10, 1), date(2026, 10, 10), date(2026, 11, 20), True, "with food", "Mineral", "10 mg",
    True, (DoseChange(date(2026, 10, 9), "20 mg", True), DoseChange(date(2026, 10, 20), "", None)), "tired", "well",
)  # fmt: skip
TYPED = {
    "client_id": ZINC.id, "version": 1, "name": "Zinc", "started": "2026-10-01", "dose_raised": "2026-10-10",
    "stopped": "2026-11-20", "suspected": "on", "note": "with food", "group": "Mineral", "dose": "10 mg",
    "as_needed": "on", "why": "tired", "why_stopped": "well", "change_0_day": "2026-10-20",
    "change_1_day": "2026-10-09", "change_1_dose": "20 mg", "change_1_raised": "yes",
}  # fmt: skip
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
PILL = Medicine(uuid4(), "Pill", as_needed=True, dose="1 tablet")


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


def test_everything_typed_is_kept_and_shown_again(alice, alice_client):
    assert alice_client.post(NEW, TYPED)["Location"] == LIST
    assert alice.medicines.get().record() == ZINC
    form = alice_client.get(reverse("tracker:medicine-edit", args=[ZINC.id])).context["form"]
    same = ("name", "started", "dose_raised", "stopped", "suspected", "note", "group", "dose", "as_needed", "why")
    assert {name: form[name].value() for name in same} == {name: getattr(ZINC, name) for name in same}
    rows = [[field.value() for field in row] for row in form.bound_rows()["change"]]
    assert rows == [[date(2026, 10, 9), "20 mg", "yes"], [date(2026, 10, 20), "", ""], [None, None, ""]]


def test_only_the_name_is_needed(alice, alice_client):
    alice_client.post(NEW, {"client_id": uuid4(), "version": 1, "name": "Iron"})
    row = alice.medicines.get()
    assert row.record() == Medicine(row.client_id, "Iron")


def test_names_are_offered_with_their_source_and_any_other_may_be_typed(alice_client):
    text = unescape(alice_client.get(NEW, follow=True).content.decode())
    assert '<option value="salbutamol">Asthma, inhaled</option>' in text
    assert "Source: FDA drug safety communication on low magnesium, 2 March 2011" in text


def test_a_suspected_medicine_is_a_sign_to_watch(alice, alice_client, one_of_each):
    one_of_each(alice)
    diary.save_entry(alice, Medicine(uuid4(), "Zinc", suspected=True))
    found = alice_client.get(reverse("tracker:signs")).context["open"]
    assert "S14_medicine" in [one.flag.rule for one in found]


@pytest.mark.usefixtures("noon")
def test_the_last_dose_again_is_one_tap_and_a_double_tap_is_one(alice, alice_client):
    medicine = diary.save_entry(alice, PILL).row
    diary.save_entry(
        alice, Dose(uuid4(), PILL.id, NOON.replace(hour=9), "UTC", NOON.date(), "2 tablets"), medicine=medicine
    )
    tap = {"client_id": uuid4()}
    for _turn in range(2):
        page = alice_client.post(reverse("tracker:dose-again", args=[PILL.id]), tap, follow=True)
    assert "Noted: Pill 2 tablets." in page.content.decode()
    assert [(row.at, row.amount) for row in alice.doses.all()] == [
        (NOON.replace(hour=9), "2 tablets"), (NOON, "2 tablets"),
    ]  # fmt: skip


def test_the_first_dose_is_as_much_as_the_course_says_by_then(alice, alice_client):
    changed = Medicine(uuid4(), "Drops", as_needed=True, dose="1", changes=(DoseChange(date(2026, 1, 1), "5 drops"),))
    for medicine, amount in ((PILL, "1 tablet"), (changed, "5 drops")):
        diary.save_entry(alice, medicine)
        alice_client.post(reverse("tracker:dose-again", args=[medicine.id]), {"client_id": uuid4()})
        assert alice.doses.get(medicine__client_id=medicine.id).amount == amount


def test_two_medicines_of_one_page_are_two_doses(alice, alice_client):
    other, tap = Medicine(uuid4(), "Drops", as_needed=True), {"client_id": uuid4()}
    for medicine in (PILL, other):
        diary.save_entry(alice, medicine)
        alice_client.post(reverse("tracker:dose-again", args=[medicine.id]), tap)
    assert {row.medicine.name for row in alice.doses.select_related("medicine")} == {"Pill", "Drops"}


def test_a_tap_is_taken_back_with_the_button_in_its_message_and_that_as_well(alice, alice_client):
    diary.save_entry(alice, PILL)
    page = alice_client.post(reverse("tracker:dose-again", args=[PILL.id]), {"client_id": uuid4()}, follow=True)
    held = alice.doses.get()
    delete = reverse("tracker:dose-delete", args=[held.client_id])
    assert f'action="{delete}"' in page.content.decode()
    alice_client.post(delete)
    assert not alice.doses.exists()
    assert alice_client.post(reverse("tracker:undo"))["Location"] == LIST
    assert alice.doses.get().record() == held.record()


@pytest.mark.usefixtures("noon")
def test_an_untouched_time_keeps_its_second_its_zone_and_its_day(alice, alice_client):
    medicine = diary.save_entry(alice, PILL).row
    taken = Dose(uuid4(), PILL.id, NOON.replace(hour=9, second=42), "Asia/Tokyo", date(2026, 11, 24), "1 tablet")
    diary.save_entry(alice, taken, medicine=medicine)
    typed = {"client_id": taken.id, "version": 1, "date": "2026-11-25", "time": "18:00", "amount": "2 tablets"}
    alice_client.post(reverse("tracker:dose-edit", args=[taken.id]), typed)
    row = alice.doses.get()
    assert (row.at, row.zone, row.local_date, row.amount) == (taken.at, "Asia/Tokyo", taken.local_date, "2 tablets")
    alice_client.post(reverse("tracker:dose-edit", args=[taken.id]), typed | {"version": 2, "time": "17:30"})
    row.refresh_from_db()
    assert (row.at, row.local_date) == (NOON.replace(hour=8, minute=30), date(2026, 11, 25))


@pytest.mark.usefixtures("noon")
def test_a_dose_after_midnight_belongs_to_the_persons_own_day(alice, alice_client):
    alice.day_starts_at = 4
    alice.save()
    diary.save_entry(alice, PILL)
    typed = {"client_id": uuid4(), "version": 1, "date": "2026-11-25", "time": "02:00", "amount": ""}
    alice_client.post(reverse("tracker:medicine-dose", args=[PILL.id]), typed)
    assert alice.doses.get().local_date == date(2026, 11, 24)
