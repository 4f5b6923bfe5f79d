"""Passkeys, app, codes, and being asked again, without a browser: tests/browser/test_passkeys.py uses real keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from walk.filling import NEW_PASSWORD, PASSWORD

from tracker.models import AccountEvent, LoginAttempt, User
from tracker.pages.context import owner_of
from tracker.pages.passkeys import passkeys_work_at
from tracker.pages.unsent import OWNER

NOON = "2026-06-17T12:00:00Z"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
AGAIN, LIST, LINKS, DATA = (
    reverse(name) for name in ("account_reauthenticate", "mfa_index", "tracker:links", "tracker:data")
)
CHANGE = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}


def passkey_of(user: User) -> Authenticator:
    """A row as of a passkey, which no browser made."""
    return Authenticator.objects.create(user=user, type="webauthn", data={"name": "My phone", "credential": {}})


def code() -> str:
    return format_hotp_value(hotp_value(SECRET, list(yield_hotp_counters_from_time())[1]))


def log_in(client: Client, **more: str) -> Any:
    return client.post(reverse("account_login"), {"login": "alice", "password": PASSWORD, **more})


@pytest.fixture
def old_client(alice: User) -> Client:
    """Alice, who logged in some hours ago."""
    client = Client()
    with time_machine.travel(timezone.now() - timedelta(hours=5)):
        client.force_login(alice)
    return client


@pytest.mark.parametrize("name", ["export", "export-tables"])
def test_a_file_of_everything_is_given_after_a_question_and_then_for_ten_minutes(
    name: str, alice: User, old_client: Client
) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        asked = old_client.get(reverse(f"tracker:{name}"))
        assert urlsplit(asked["Location"]).path == AGAIN
        back = parse_qs(urlsplit(asked["Location"]).query)["next"][0]
        assert old_client.post(AGAIN, {"password": "wrong", "next": back}).status_code == 200
        assert old_client.post(AGAIN, {"password": PASSWORD, "next": back})["Location"] == back
        assert "Now you can download it" in old_client.get(back).content.decode()
        clock.shift(timedelta(minutes=9))
        assert "Content-Disposition" in old_client.get(reverse(f"tracker:{name}"))
        clock.shift(timedelta(minutes=2))
        assert "Content-Disposition" not in old_client.get(reverse(f"tracker:{name}"))


def test_somebody_who_just_logged_in_or_tries_the_demo_is_not_asked(alice_client: Client, client: Client) -> None:
    assert "Content-Disposition" in alice_client.get(reverse("tracker:export"))
    client.post(reverse("tracker:demo"))
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert "Content-Disposition" in client.get(reverse("tracker:export"))


def test_what_was_typed_for_a_link_is_sent_after_the_question(
    alice: User, old_client: Client, one_of_each: Callable[[User], Any]
) -> None:
    one_of_each(alice)
    alice.shared_links.all().delete()
    form = old_client.get(LINKS).context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    asked = old_client.post(LINKS, typed)
    assert parse_qs(urlsplit(asked["Location"]).query) == {"next": [LINKS]}
    assert not alice.shared_links.exists()
    made = old_client.post(AGAIN, {"password": PASSWORD, "next": LINKS})
    assert alice.shared_links.count() == 1
    assert "/shared/" in made.content.decode()


def test_nobody_finds_the_password_by_being_asked_again(alice: User, old_client: Client) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for number in range(25):
            clock.shift(timedelta(seconds=60))
            old_client.post(AGAIN, {"password": f"wrong {number}"})
        page = old_client.post(AGAIN, {"password": PASSWORD}).content.decode()
    assert "Too many wrong passwords" in page
    assert LoginAttempt.objects.count() <= 20


@pytest.mark.parametrize("name", ["mfa_add_webauthn", "mfa_activate_totp", "mfa_generate_recovery_codes"])
def test_a_factor_is_changed_after_a_question_only(name: str, old_client: Client) -> None:
    assert urlsplit(old_client.get(reverse(name))["Location"]).path == AGAIN


def test_a_demo_has_no_factors(client: Client, db: None) -> None:
    client.post(reverse("tracker:demo"))
    for name in ("mfa_add_webauthn", "mfa_activate_totp", "account_reauthenticate"):
        assert client.get(reverse(name))["Location"] == reverse("tracker:settings")
    assert "Passkeys" not in client.get(LIST).content.decode()


def test_a_passkey_asks_for_nothing_after_the_password_unless_its_owner_chose_that(alice: User) -> None:
    passkey_of(alice)
    assert log_in(Client())["Location"] == reverse("tracker:today")
    User.objects.update(asks_second_step=True)
    half = Client()
    assert log_in(half)["Location"] == reverse("mfa_authenticate")
    assert half.get(reverse("tracker:journal")).status_code == 302


def test_the_last_passkey_takes_the_choice_with_it(alice: User, alice_client: Client) -> None:
    passkey = passkey_of(alice)
    alice_client.post(reverse("second_step_choose"), {"ask": "yes"})
    alice.refresh_from_db()
    assert alice.asks_second_step
    alice_client.post(reverse("mfa_edit_webauthn", args=[passkey.pk]), {"name": "Old phone"})
    assert "Old phone" in alice_client.get(LIST).content.decode()
    assert "Old phone" in alice_client.get(reverse("mfa_remove_webauthn", args=[passkey.pk])).content.decode()
    alice_client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))
    alice.refresh_from_db()
    assert not alice.asks_second_step
    assert not Authenticator.objects.exists()


def test_removing_a_passkey_or_the_app_logs_out_all_others(alice: User, alice_client: Client) -> None:
    """The device that it belonged to may be lost, and be logged in still."""
    passkey = passkey_of(alice)
    TOTP.activate(alice, SECRET)
    for address in (reverse("mfa_remove_webauthn", args=[passkey.pk]), reverse("mfa_deactivate_totp")):
        lost = Client()
        lost.force_login(alice)
        assert "All other devices are logged out." in " ".join(alice_client.get(address).content.decode().split())
        assert alice_client.post(address).status_code == 302
        assert [client.get(LIST).status_code for client in (alice_client, lost)] == [200, 302]
    assert alice.devices.get().session_key == alice_client.session.session_key


def test_anothers_passkey_is_answered_like_one_that_does_not_exist(alice: User, bob_client: Client) -> None:
    passkey = passkey_of(alice)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        address = reverse(name, args=[passkey.pk])
        assert bob_client.get(address).status_code == bob_client.post(address, {"name": "x"}).status_code == 404
    assert Authenticator.objects.get().data["name"] == "My phone"


def test_an_unsent_form_waits_for_the_second_step(alice: User) -> None:
    TOTP.activate(alice, SECRET)
    client = Client()
    client.force_login(alice)
    client.session.flush()
    late = client.post(reverse("tracker:episode-create"), {OWNER: owner_of(alice), "note": "by the window"})
    log_in(client, unsent=late.context["form"]["unsent"].value())
    answer = client.post(reverse("mfa_authenticate"), {"code": code()})
    assert "by the window" in answer.content.decode()
    assert "Not saved yet" in answer.content.decode()


def test_a_code_of_the_app_is_accepted_once_while_it_is_right(alice: User) -> None:
    TOTP.activate(alice, SECRET)
    with time_machine.travel(NOON, tick=False) as clock:
        sent, answers = code(), []
        for _time in range(2):
            client = Client()
            log_in(client)
            answers.append(client.post(reverse("mfa_authenticate"), {"code": sent}).status_code)
            clock.shift(timedelta(seconds=31))
    assert answers == [302, 200]


def test_a_new_password_or_app_logs_out_all_others_and_offers_to_withdraw_links(
    alice: User,
    alice_client: Client,
    one_of_each: Callable[[User], Any],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    one_of_each(alice)
    other = Client()
    other.force_login(alice)
    assert alice_client.post(reverse("account_change_password"), CHANGE)["Location"] == LIST
    assert other.get(LIST).status_code == 302
    other.force_login(User.objects.get())
    alice_client.get(reverse("mfa_activate_totp"))
    secret = alice_client.session["mfa.totp.secret"]
    now = format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))
    with django_capture_on_commit_callbacks(execute=True):
        assert alice_client.post(reverse("mfa_activate_totp"), {"code": now}).status_code == 302
    assert other.get(LIST).status_code == 302
    assert alice.devices.get().session_key == alice_client.session.session_key
    assert "Withdraw all of them" in alice_client.get(LIST).content.decode()
    alice_client.post(reverse("withdraw_all"))
    assert not alice.shared_links.alive(timezone.now()).exists()
    assert not alice.api_tokens.alive(timezone.now()).exists()
    kinds = set(alice.account_events.values_list("kind", flat=True))
    assert {AccountEvent.Kind.APP_ADDED, AccountEvent.Kind.PASSWORD_CHANGED} <= kinds


@pytest.mark.parametrize("way", ["again", "leave", "password"])
def test_a_passkey_takes_the_place_of_a_lost_password(way: str, alice: User, old_client: Client) -> None:
    passkey_of(alice)
    session = old_client.session
    record = {"method": "mfa", "at": timezone.now().timestamp(), "type": "webauthn", "reauthenticated": True}
    session["account_authentication_methods"] = [record]
    session["account_authentication_methods_user"] = str(alice.pk)
    session.save()
    if way == "again":
        assert "Content-Disposition" in old_client.get(reverse("tracker:export"))
    elif way == "leave":
        assert "sure" in old_client.get(DATA).context["leave_form"].fields
        old_client.post(reverse("tracker:leave"), {"sure": "on"})
        assert not User.objects.exists()
    else:
        old_client.post(reverse("account_change_password"), {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
        assert User.objects.get().check_password(NEW_PASSWORD)


def let_in(name: str = "alice") -> str:
    out = StringIO()
    call_command("let_in", "--user", name, stdout=out)
    return next(line for line in out.getvalue().splitlines() if line.startswith("Code: ")).removeprefix("Code: ")


def test_a_way_back_is_good_once_and_for_a_day_and_changes_nothing_before(alice: User, alice_client: Client) -> None:
    TOTP.activate(alice, SECRET)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        late, page = let_in(), reverse("account_way_back")
        clock.shift(timedelta(hours=25))
        for typed in (late, "x" * 32, ""):
            assert Client().post(page, {"code": typed, "password1": NEW_PASSWORD}).status_code == 200
        way = let_in()
        assert Client().post(page, {"code": way, "password1": "alice"}).status_code == 200
        assert alice_client.get(LIST).status_code == 200
        assert Client().post(page, {"code": f" {way} ", "password1": NEW_PASSWORD}).status_code == 302
        assert Client().post(page, {"code": way, "password1": PASSWORD}).status_code == 200
        assert alice_client.get(LIST).status_code == 302
    assert not Authenticator.objects.exists()
    assert User.objects.get().check_password(NEW_PASSWORD)
    assert alice.account_events.filter(kind=AccountEvent.Kind.LET_IN).exists()


def test_nobody_is_let_in_who_is_not_there(db: None) -> None:
    with pytest.raises(CommandError, match="no user named nobody"):
        let_in("nobody")


@pytest.mark.parametrize(
    ("host", "secure", "work"),
    [
        ("localhost:8000", False, True),
        ("127.0.0.1:8000", False, False),
        ("[::1]:8000", False, False),
        ("192.168.1.20", True, False),
        ("journal.example.org", False, False),
        ("journal.example.org", True, True),
    ],
)
def test_passkeys_are_offered_where_browsers_make_them(
    host: str, secure: bool, work: bool, alice_client: Client, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    answer = alice_client.get(LIST, headers={"host": host}, secure=secure)
    assert passkeys_work_at(answer.wsgi_request) is work
    page = answer.content.decode()
    assert (reverse("mfa_add_webauthn") in page) is work
    assert ("Passkeys do not work at this address" in page) is not work
    entrance = Client().get(reverse("account_login"), headers={"host": host}, secure=secure).content.decode()
    assert ("Log in with a passkey" in entrance) is work


def test_the_session_of_a_stranger_who_asks_for_a_challenge_soon_ends(client: Client, db: None) -> None:
    answer = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert answer.json()["request_options"]["publicKey"]["userVerification"] == "required"
    assert client.session.get_expiry_age() == 600


def test_a_new_person_is_offered_a_passkey_once(client: Client, db: None) -> None:
    typed = {"username": "ada", "password1": PASSWORD, "time_zone": "UTC"}
    client.post(reverse("account_signup"), typed, headers={"host": "localhost"})
    offer = reverse("mfa_add_webauthn")
    pages = [client.get("/", headers={"host": "localhost"}).content.decode() for _visit in range(2)]
    assert [offer in page for page in pages] == [True, False]
