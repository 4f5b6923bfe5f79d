"""Nobody sees, changes or even notices what is somebody else's, on any address and with any method."""

import json
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.db.models import UUIDField
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from walk.addresses import LOG_IN_STEPS, PUBLIC
from walk.keeper import stored_keeper
from walk.passkeys import add_passkey
from walk.rows import rows_of, values_of

from tracker import diary
from tracker.core.formats import diary_json
from tracker.models import Episode, User

CHANGING = ("post", "put", "patch", "delete")
METHODS = (*CHANGING, "get", "head", "options")
NOT_TAKEN = 405
"""A method that an address does not take is refused whatever the id: then one id is enough."""
PRIVACY = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
}
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "manifest-src 'self'", "worker-src 'self'",
    "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
}  # fmt: skip


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker):
    """One of everything of somebody's, stored once for all tests here."""
    with stored_keeper(django_db_blocker) as entries:
        yield entries


@pytest.fixture
def keeper(db, kept):
    """Whose entries these are, as stored."""
    return User.objects.get(pk=kept.episode.user_id)


def everything(user):
    """All that is stored about a person, their passkeys, and the diary as a file."""
    user.refresh_from_db()
    return (
        rows_of(user),
        list(Authenticator.objects.filter(user=user).values()),
        diary_json.write(diary.load_all(user)),
    )


def without_token(response, *ids):
    """A body as it is apart from the forgery token, which differs in every answer, and from these ids."""
    body = response.content
    for word in (response.context["csrf_token"] if response.context else "", *ids):
        body = body.replace(str(word).encode(), b"")
    return body


def answers_as(entry_address):
    """How somebody else's id is answered: not found; with a form where the address makes a new entry."""
    return {200, 404, 405} if entry_address.name.endswith("-draft") else {404, 405}


def assert_private(response, referrer="same-origin"):
    """Every header that keeps an answer out of caches and out of other sites."""
    assert set(response["Content-Security-Policy"].split("; ")) == POLICY
    assert "no-store" in response["Cache-Control"]
    assert {name: response[name] for name in PRIVACY} == PRIVACY
    assert response["Referrer-Policy"] == referrer
    assert "camera=()" in response["Permissions-Policy"]


def referrer_of(address):
    """The address of a shared link holds its secret, so it is never sent as a referrer."""
    return "no-referrer" if address.name == "tracker:shared" else "same-origin"


def ids_of(user):
    """The id of everything of a person's that has one."""
    return list(dict.fromkeys(values_of(user, UUIDField)))


def test_nothing_is_stored_about_a_person_that_these_tests_do_not_log(alice, one_of_each):
    one_of_each(alice)
    assert [table for table, rows in rows_of(alice).items() if not rows] == []


@pytest.mark.django_db
def test_a_stranger_is_sent_to_the_login(client, address, path_of):
    path = path_of(address, uuid4())
    for method in METHODS:
        answer = getattr(client, method)(path)
        if address.name in LOG_IN_STEPS:
            assert answer.get("Location") in (None, reverse("account_login")), method
        elif address.name in PUBLIC:
            assert not answer.get("Location", "").startswith(reverse("account_login")), method
        else:
            assert (answer.status_code, answer["Location"]) == (302, f"{reverse('account_login')}?next={path}"), method
        assert_private(answer, referrer_of(address))


def test_anothers_entry_is_answered_like_one_that_does_not_exist(
    entry_address, path_of, keeper, bob_client, time_machine
):
    # The form of a new episode shows the time.
    time_machine.move_to(timezone.now(), tick=False)
    before, ids = everything(keeper), ids_of(keeper)
    for method in METHODS:
        nobody = uuid4()
        nobodys = getattr(bob_client, method)(path_of(entry_address, nobody))
        for client_id in ids:
            hers = getattr(bob_client, method)(path_of(entry_address, client_id))
            answer = (hers.status_code, without_token(hers, client_id))
            assert answer == (nobodys.status_code, without_token(nobodys, nobody)), method
            assert hers.status_code in answers_as(entry_address)
            assert hers.headers.items() == nobodys.headers.items()
            if hers.status_code == NOT_TAKEN:
                break
    assert everything(keeper) == before


def test_no_address_changes_anothers_diary(address, path_of, keeper, bob_client):
    add_passkey(keeper)
    before, ids = everything(keeper), ids_of(keeper)
    for method in CHANGING:
        for client_id in ids:
            body = {"client_id": str(client_id), "version": "1", "place": "nose_side:right", "item": "cola"}
            body |= {
                "date": "2026-01-02",
                "time": "10:00",
                "lasting": "unknown",
                "name": "Cake",
                "summary": "sum",
                "kind": "amount",
            }
            body |= {"value": "5"}
            answer = getattr(bob_client, method)(
                path_of(address, client_id), body if method == "post" else json.dumps(body)
            )
            assert answer.status_code < 500
            assert b"by the window" not in answer.content
            if answer.status_code == NOT_TAKEN:
                break
    assert everything(keeper) == before


def test_anothers_id_in_a_form_makes_an_entry_of_ones_own(alice, bob, bob_client, one_of_each):
    hers = one_of_each(alice).episode
    bob_client.post(reverse("tracker:episode-now"), {"client_id": hers.client_id, "place": "chin:right"})
    his = bob.episodes.get()
    assert his.client_id == hers.client_id
    assert his.pk != hers.pk
    assert Episode.objects.get(pk=hers.pk).places == ["nose_side:left"]


def test_every_page_of_ones_own_is_private_and_none_breaks(address, path_of, keeper, client):
    add_passkey(keeper)
    client.force_login(keeper)
    for client_id in ids_of(keeper) if address.ids else [None]:
        answer = client.get(path_of(address, client_id))
        # A log-in opens no address of the API.
        usual = {401, 405} if address.name.startswith("tracker:api-") else {200, 302, 404, 405}
        assert answer.status_code in usual
        assert_private(answer, referrer_of(address))
        is_page = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        is_shell = address.name.startswith("tracker:offline-")
        assert not is_page or is_shell or f'href="{reverse("account_logout")}"' in answer.content.decode()


def test_a_passkey_has_its_pages(alice, alice_client):
    passkey = add_passkey(alice)
    for name in ("mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"):
        path = reverse(name, args=[] if name == "mfa_add_webauthn" else [passkey.pk])
        assert alice_client.get(path).status_code == 200


def test_each_kind_of_entry_has_its_address(alice, alice_client, one_of_each):
    entries = one_of_each(alice)
    pages = {"episode-edit": entries.episode, "reading-edit": entries.tap, "exposure-edit": entries.own}
    pages |= {"medicine-edit": entries.medicine, "medicine-dose": entries.medicine, "dose-edit": entries.dose}
    pages |= {"injection-edit": entries.injection, "visit-edit": entries.visit}
    for name, row in pages.items():
        assert alice_client.get(reverse(f"tracker:{name}", args=[row.client_id]), follow=True).status_code == 200


def test_what_is_built_in_cannot_be_edited(alice, alice_client):
    sleep = alice.exposures.get(key="sleep_h")
    assert alice_client.get(reverse("tracker:exposure-edit", args=[sleep.client_id])).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "status"), [("get", "/nowhere/", 404), ("post", "/week/", 405), ("get", "/settings", 301)]
)
def test_answers_about_nothing_are_private_too(alice_client, method, path, status):
    answer = getattr(alice_client, method)(path)
    assert answer.status_code == status
    assert_private(answer)


def test_a_form_without_its_token_is_refused_in_plain_words(alice):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(alice)
    answer = careful.post(reverse("tracker:tap"), {"client_id": uuid4(), "item": "cola"})
    assert answer.status_code == 403
    assert "Nothing was saved or changed" in answer.content.decode()
    assert alice.readings.count() == 0
    assert_private(answer)


def test_errors_are_reported_plainly_and_privately(alice, alice_client, monkeypatch):
    def breaks(*args, **kwargs):
        raise RuntimeError("secret note")

    monkeypatch.setattr(diary, "load_recent", breaks)
    alice_client.raise_request_exception = False
    answer = alice_client.get("/")
    assert answer.status_code == 500
    assert "Something went wrong" in answer.content.decode()
    assert b"secret note" not in answer.content
    assert_private(answer)


def test_a_form_of_a_thousand_fields_too_many_is_refused_plainly(alice_client):
    answer = alice_client.post(reverse("tracker:episode-create"), {f"field_{n}": "x" for n in range(1_500)})
    assert answer.status_code == 400
    assert "too much" in answer.content.decode()
    assert_private(answer)
