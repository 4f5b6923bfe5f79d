"""Sign up, log in, log out and change the password, without revealing which accounts exist."""

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

from tracker.core.reference.exposures import BUILT_IN
from tracker.models import User

PASSWORD = "a long enough password"
SIGN_UP, LOG_IN, LOG_OUT, CHANGE = (
    reverse(f"account_{name}") for name in ("signup", "login", "logout", "change_password")
)


def sign_up(client, **answers):
    usual = {"username": "carol", "password1": "a quiet morning walk", "country": "PL", "time_zone": "Europe/Warsaw"}
    return client.post(SIGN_UP, usual | answers)


def log_in(client, name="alice", password=PASSWORD, query=""):
    return client.post(LOG_IN + query, {"login": name, "password": password})


@pytest.mark.django_db
def test_a_new_account_is_ready_to_log_in(client):
    assert sign_up(client)["Location"] == "/"
    carol = User.objects.get()
    assert (carol.country, carol.time_zone, carol.email) == ("PL", "Europe/Warsaw", "")
    assert [e.key for e in carol.exposures.all()] == [b.key for b in BUILT_IN]
    assert "Twitching now" in client.get("/").content.decode()
    assert carol.password != "a quiet morning walk"


@pytest.mark.django_db
def test_an_unknown_time_zone_does_not_prevent_sign_up(client):
    sign_up(client, time_zone="Mars/Olympus")
    assert User.objects.get().time_zone == "UTC"


REFUSED = [
    ({"username": ""}, "username", "This field is required."),
    ({"username": "x" * 200}, "username", "at most 150 characters"),
    ({"username": "a\x00b"}, "username", "Null characters"),
    ({"username": "carol<script>"}, "username", "valid username"),
    ({"password1": ""}, "password1", "This field is required."),
    ({"password1": "short"}, "password1", "too short"),
    ({"password1": "password1"}, "password1", "too common"),
    ({"password1": "carolcarol", "username": "carolcarol"}, "password1", "too similar"),
    ({"country": "XX"}, "country", "Select a valid choice."),
    ({"time_zone": "x" * 65}, "time_zone", "at most 64"),
    ({"username": "Alice"}, "username", "has this name already"),
]


@pytest.mark.parametrize(("answers", "name", "message"), REFUSED)
def test_an_account_that_cannot_be_gets_a_message_and_is_not_made(answers, name, message, client, alice):
    page = sign_up(client, **answers)
    assert page.status_code == 200
    assert message in " ".join(page.context["form"].errors[name])
    assert User.objects.get() == alice


def test_logging_in_and_out(client, alice):
    assert log_in(client)["Location"] == "/"
    assert client.get(reverse("tracker:journal")).status_code == 200
    assert client.post(LOG_OUT)["Location"] == "/"
    assert client.get(reverse("tracker:journal")).status_code == 302


def test_the_name_is_found_however_it_is_written(client, alice):
    assert log_in(client, "ALICE").status_code == 302


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [
        ("Übermut", "ÜBERMUT"), ("ÜBERMUT", "u\u0308bermut"), ("Straße", "strasse"), ("Вера", "ВЕРА"),
        ("ＡＮＮＡ", "anna"), ("Işık", "IŞIK"),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_a_name_in_any_script_is_found_however_it_is_written(chosen, typed):
    sign_up(Client(), username=chosen)
    assert "has this name already" in sign_up(Client(), username=typed).content.decode()
    assert log_in(Client(), typed, "a quiet morning walk").status_code == 302
    assert log_in(Client(), chosen, "a quiet morning walk").status_code == 302
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_a_password_is_compared_in_one_form():
    sign_up(Client(), username="vera", password1="Cafe\u0301\u00a0am Morgen")
    for typed in ("Café am Morgen", "Cafe\u0301 am Morgen", "Café\u00a0am\u2009Morgen"):
        assert log_in(Client(), "vera", typed).status_code == 302
    assert log_in(Client(), "vera", "café am morgen").status_code == 200


def test_a_password_set_before_there_was_one_form_still_opens(alice):
    alice.password = make_password("Cafe\u0301 am Morgen")
    alice.save()
    assert log_in(Client(), "alice", "Cafe\u0301 am Morgen").status_code == 302
    assert log_in(Client(), "alice", "Cafe am Morgen").status_code == 200


def test_opening_the_log_out_page_does_not_log_out(alice_client):
    alice_client.get(LOG_OUT)
    assert alice_client.get(reverse("tracker:journal")).status_code == 200


def test_a_wrong_password_does_not_tell_whether_there_is_such_a_person(client, alice):
    there, not_there = log_in(client, "alice", "wrong"), log_in(client, "nobody", "wrong")
    messages = [list(page.context["form"].non_field_errors()) for page in (there, not_there)]
    assert messages == [["The name or the password is not right."]] * 2
    assert there.status_code == not_there.status_code == 200


@pytest.mark.parametrize("typed", [("", ""), ("a\x00b", "x"), ("x" * 10_000, "y" * 10_000), ("alice", "\x00")])
def test_a_strange_log_in_is_refused_with_a_message(typed, client, alice):
    page = log_in(client, *typed)
    assert page.status_code == 200
    assert page.context["form"].errors


def test_after_many_wrong_passwords_the_right_one_has_to_wait_too(client, alice):
    answers = [log_in(client, "alice", f"wrong {n}") for n in range(12)]
    assert "Too many wrong passwords" in answers[-1].content.decode()
    assert log_in(client).status_code != 302
    assert client.get(reverse("tracker:journal")).status_code == 302


@pytest.mark.parametrize(
    "away", ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)"]
)
def test_nobody_is_led_to_another_site(away, client, alice):
    assert log_in(client, query=f"?next={away}")["Location"] == "/"


def test_who_wanted_a_page_gets_it_after_logging_in(client, alice):
    sent = client.get(reverse("tracker:settings"))["Location"]
    assert log_in(client, query=sent.partition("log-in/")[2])["Location"] == reverse("tracker:settings")


@pytest.mark.parametrize(
    ("name", "typed"), [("oldpassword", "wrong"), ("password1", "short"), ("password2", "not the same at all")]
)
def test_an_invalid_new_password_gets_a_message_and_changes_nothing(name, typed, alice, alice_client):
    new = {"oldpassword": PASSWORD, "password1": "another quiet walk", "password2": "another quiet walk"}
    page = alice_client.post(CHANGE, new | {name: typed})
    assert page.context["form"].errors[name]
    assert log_in(Client()).status_code == 302


def test_the_questions_for_a_new_password_read_like_all_others(alice_client):
    form = alice_client.get(reverse("account_change_password")).context["form"]
    assert [str(field.label) for field in form] == ["Current password", "New password", "New password, again"]
