"""Medicines: the list, what is kept, and that one of them can make a rule speak."""

from datetime import date
from html import unescape
from uuid import uuid4

from django.urls import reverse

from tracker import diary
from tracker.records import Medicine

LIST, NEW = reverse("tracker:medicines"), reverse("tracker:medicine-create")
ZINC = Medicine(uuid4(), "Zinc", date(2026, 11, 1), date(2026, 11, 10), None, True, "with food")


def page(client, address=LIST):
    return unescape(client.get(address).content.decode())


def test_everything_typed_is_kept_and_shown_again(alice, alice_client):
    typed = {
        "client_id": ZINC.id, "version": 1, "name": "Zinc", "started": "2026-11-01", "dose_raised": "2026-11-10",
        "stopped": "", "suspected": "on", "note": "with food",
    }  # fmt: skip
    assert alice_client.post(NEW, typed)["Location"] == LIST
    assert alice.medicines.get().record() == ZINC
    form = alice_client.get(reverse("tracker:medicine-edit", args=[ZINC.id])).context["form"]
    shown = {name: form[name].value() for name in ("name", "started", "dose_raised", "stopped", "suspected", "note")}
    assert shown == {name: getattr(ZINC, name) for name in shown}


def test_only_the_name_is_needed(alice, alice_client):
    alice_client.post(NEW, {"client_id": uuid4(), "version": 1, "name": "Iron"})
    row = alice.medicines.get()
    assert (row.started, row.dose_raised, row.stopped, row.suspected, row.note) == (None, None, None, False, "")


def test_the_list_tells_what_is_taken_from_what_was(alice, alice_client):
    assert "Nothing here yet." in page(alice_client)
    diary.put(alice, ZINC)
    diary.put(alice, Medicine(uuid4(), "Iron", stopped=date(2026, 10, 1)))
    text = page(alice_client)
    taken = [text.index(part) for part in ("You take", "Zinc", "since 1 November 2026", "You took", "Iron", "until")]
    assert taken == sorted(taken)
    assert "dose raised on 10 November 2026" in text


def test_names_are_offered_and_any_other_may_be_typed(alice_client):
    assert '<option value="salbutamol">Asthma, inhaled</option>' in page(alice_client, NEW)


def test_a_suspected_medicine_is_a_sign_to_watch(alice, alice_client, one_of_each):
    one_of_each(alice)
    diary.put(alice, ZINC)
    found = alice_client.get(reverse("tracker:signs")).context["open"]
    assert "S14_medicine" in [one.flag.rule for one in found]
