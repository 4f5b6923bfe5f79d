"""Two tabs with one entry: the second to save is shown both versions, and nothing typed is lost."""

import pytest

CHANGES = {
    "changed episode": ({"note": "from the first tab"}, {"note": "from the second tab", "strength": "9"}),
    "changed check-in": ({"note": "from the first tab"}, {"note": "from the second tab", "value_sleep_h": "5.5"}),
    "changed amount": ({"value": "33"}, {"value": "44"}),
    "changed own": ({"name": "From the first tab"}, {"name": "From the second tab"}),
    "changed medicine": ({"note": "from the first tab"}, {"note": "from the second tab"}),
    "changed dose": ({"amount": "from the first tab"}, {"amount": "from the second tab"}),
    "changed injections": ({"note": "from the first tab"}, {"note": "from the second tab"}),
    "changed visit": ({"note": "from the first tab"}, {"note": "from the second tab", "test_1_name": "Lead"}),
}
LOGGED = {
    "changed episode": lambda user: user.episodes.get().note,
    "changed check-in": lambda user: user.days.get().note,
    "changed amount": lambda user: f"{user.readings.get(item='espresso').value:g}",
    "changed medicine": lambda user: user.medicines.get().note,
    "changed dose": lambda user: user.doses.get().amount,
    "changed injections": lambda user: user.injections.get().note,
    "changed visit": lambda user: user.visits.get().note,
    "changed own": lambda user: user.exposures.get(key="own_chocolate").name,
}


@pytest.fixture(params=CHANGES)
def tabs(request, filled, alice, one_of_each):
    """One form as two tabs send it, having been opened at the same time."""
    form = filled(request.param, one_of_each(alice))
    first, second = (form.fields | change for change in CHANGES[request.param])
    return form.address, first, second, LOGGED[request.param]


def words(fields, other):
    """The values of one tab that the other does not have."""
    return [value for name, value in fields.items() if value != other.get(name)]


def test_the_second_tab_is_shown_both_versions_and_writes_nothing(tabs, state, alice, alice_client):
    address, first, second, _logged = tabs
    assert alice_client.post(address, first).status_code == 302
    after_first = state(alice)
    answer = alice_client.post(address, second)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "changed somewhere else in the meantime" in page
    table = page[page.index("<table") : page.index("</table>")]
    assert all(str(word) in table for word in words(first, second) + words(second, first))
    assert state(alice) == after_first


def test_the_input_of_the_second_tab_stays_in_the_form_and_can_be_saved(tabs, typed_in_page, alice, alice_client):
    address, first, second, logged = tabs
    alice_client.post(address, first)
    kept = typed_in_page(alice_client.post(address, second))
    changed = {name: value for name, value in second.items() if value != first.get(name)}
    assert {name: kept[name] for name in changed} == {name: [value] for name, value in changed.items()}
    assert alice_client.post(address, kept).status_code == 302
    assert logged(alice) in changed.values()


def test_a_third_tab_is_asked_again(tabs, typed_in_page, alice, alice_client):
    address, first, second, _logged = tabs
    alice_client.post(address, first)
    kept = typed_in_page(alice_client.post(address, second))
    alice_client.post(address, kept)
    assert "in the meantime" in alice_client.post(address, first).content.decode()


def test_two_first_check_ins_of_one_day_are_shown_side_by_side(filled, alice, alice_client, one_of_each):
    entries = one_of_each(alice)
    form, other = filled("first check-in", entries), filled("first check-in", entries)
    alice_client.post(form.address, form.fields)
    answer = alice_client.post(form.address, other.fields | {"value_stress": "9"})
    assert "in the meantime" in answer.content.decode()
    day = form.address.split("/")[-2]
    assert alice.readings.get(local_date=day, exposure__key="stress").value == 3


def test_no_twitch_from_today_meets_a_check_in_that_lies_open(filled, alice, alice_client, one_of_each):
    form = filled("changed check-in", one_of_each(alice))
    alice.episodes.all().delete()
    alice_client.post(f"{form.address}no-twitch/")
    answer = alice_client.post(form.address, form.fields)
    assert "in the meantime" in answer.content.decode()
    assert alice.days.get().no_twitch


def test_what_is_tracked_and_an_open_form_do_not_overwrite_one_another(filled, alice, alice_client, one_of_each):
    entries = one_of_each(alice)
    own, tracked = filled("changed own", entries), filled("what is tracked", entries)
    alice_client.post(tracked.address, tracked.fields | {"tracked": ["anxiety"]})
    answer = alice_client.post(own.address, own.fields | {"tracked": "on"})
    assert "in the meantime" in answer.content.decode()
    assert not alice.exposures.get(key="own_chocolate").tracked


def test_a_value_that_was_deleted_in_another_tab_is_kept_as_typed(filled, alice, alice_client, one_of_each):
    entries = one_of_each(alice)
    form = filled("changed amount", entries)
    alice_client.post(f"{form.address}delete/")
    assert alice_client.post(form.address, form.fields).status_code == 404
    alice_client.post("/undo/")
    alice_client.post(form.address, form.fields)
    assert alice.readings.get(item="espresso").value == 110
