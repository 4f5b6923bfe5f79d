"""Passkeys, codes and the way back, in a browser with a virtual authenticator."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect
from walk.filling import NEW_PASSWORD, PASSWORD

from tracker.models import User
from tracker.pages.context import owner_of

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOG_IN, LOG_OUT = reverse("account_login"), reverse("account_logout")
OPTIONS = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def device_with_passkeys(page: Page) -> tuple[CDPSession, str]:
    """Give the browser an authenticator that always finds its owner's finger."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    made: dict[str, str] = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": OPTIONS})
    return cdp, made["authenticatorId"]


def sign_up(page: Page, name: str) -> None:
    page.goto(reverse("account_signup"))
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Start my diary").click()


def log_out(page: Page) -> None:
    page.goto(LOG_OUT)
    page.get_by_role("main").get_by_role("button", name="Log out", exact=True).click()
    expect(page.get_by_text("You are logged out.")).to_be_visible()


def log_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.goto(LOG_IN)
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()


def log_in_by_passkey(page: Page) -> None:
    page.goto(LOG_IN)
    page.get_by_role("button", name="Log in with a passkey").click()


def add_passkey(page: Page, name: str) -> None:
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Name of the passkey").fill(name)
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("The passkey is added")).to_be_visible()


def expect_owner(page: Page, user: User) -> None:
    expect(page.get_by_role("link", name="Settings")).to_be_visible()
    owner = page.locator("body").get_attribute("data-owner")
    assert owner == owner_of(user)


def test_two_people_on_one_device_log_in_by_passkey_until_it_is_removed(page: Page) -> None:
    cdp, device = device_with_passkeys(page)
    sign_up(page, "ada")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of the passkey").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_text("My phone").first).to_be_visible()
    log_out(page)
    log_in_by_passkey(page)
    ada = User.objects.get(username="ada")
    expect_owner(page, ada)
    # The choice is offered once.
    expect(page.get_by_role("link", name="Add a passkey")).to_have_count(0)
    log_out(page)
    hers = cdp.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"][0]
    sign_up(page, "ben")
    add_passkey(page, "Shared tablet")
    log_out(page)
    # The virtual authenticator picks one of two passkeys by itself, so remove the other one until it is needed.
    both = cdp.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]
    (his,) = [one for one in both if one["credentialId"] != hers["credentialId"]]
    cdp.send("WebAuthn.removeCredential", {"authenticatorId": device, "credentialId": his["credentialId"]})
    log_in_by_passkey(page)
    expect_owner(page, ada)
    log_out(page)
    cdp.send("WebAuthn.removeCredential", {"authenticatorId": device, "credentialId": hers["credentialId"]})
    cdp.send("WebAuthn.addCredential", {"authenticatorId": device, "credential": his})
    log_in_by_passkey(page)
    ben = User.objects.get(username="ben")
    expect_owner(page, ben)
    page.goto(reverse("mfa_index"))
    page.get_by_role("link", name=re.compile("Remove.*Shared tablet")).click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("The passkey is removed.")).to_be_visible()
    log_out(page)
    log_in_by_passkey(page)
    expect(page.get_by_text("This was not accepted.")).to_be_visible()
    log_in(page, "ben")
    expect_owner(page, ben)


def test_a_passkey_after_the_password_its_loss_and_the_loss_of_both(page: Page) -> None:
    cdp, device = device_with_passkeys(page)
    sign_up(page, "ada")
    add_passkey(page, "My phone")
    page.get_by_label("asked for after the password too").check()
    page.get_by_role("button", name="Save").click()
    codes = [text.replace(" ", "") for text in page.locator(".recovery-codes code").all_inner_texts()]
    assert len(codes) == 10
    log_out(page)
    log_in(page, "ada")
    page.get_by_role("button", name="Use your passkey").click()
    ada = User.objects.get(username="ada")
    expect_owner(page, ada)
    log_out(page)
    # The device is lost: a code takes the place of the passkey, once.
    cdp.send("WebAuthn.clearCredentials", {"authenticatorId": device})
    for code, opens in ((codes[3], True), (codes[3], False), (codes[4], True)):
        log_in(page, "ada")
        page.get_by_role("textbox", name="Code").fill(code)
        page.get_by_role("button", name="Log in", exact=True).click()
        if opens:
            expect_owner(page, ada)
            log_out(page)
        else:
            expect(page.get_by_text("This was not accepted.")).to_be_visible()
            page.get_by_role("button", name="Log in as somebody else").click()
    # Everything is lost.
    out = StringIO()
    call_command("let_in", "--user", "ada", stdout=out)
    found = re.search(r"^Code: (\S+)$", out.getvalue(), re.MULTILINE)
    assert found
    page.goto(reverse("account_way_back"))
    page.get_by_label("The code that you were given").fill(found[1])
    page.get_by_label("New password").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Save the new password").click()
    log_in(page, "ada", NEW_PASSWORD)
    expect_owner(page, ada)
    assert not Authenticator.objects.exists()


def code_now(user: User) -> str:
    secret: Any = Authenticator.objects.get(user=user, type="totp").data["secret"]
    counter = list(yield_hotp_counters_from_time())[1]
    return format_hotp_value(hotp_value(secret, counter))


def test_password_and_code_and_the_eleventh_wrong_code(
    page: Page, alice: User, sign_in: Callable[[Page, User], None]
) -> None:
    sign_in(page, alice)
    page.goto(reverse("mfa_activate_totp"))
    secret = page.locator("code").inner_text()
    counter = list(yield_hotp_counters_from_time())[1]
    page.get_by_label("The code that the app shows").fill(format_hotp_value(hotp_value(secret, counter)))
    page.get_by_role("button", name="Add the app").click()
    expect(page.locator(".recovery-codes code")).to_have_count(10)
    log_out(page)
    log_in(page, "alice")
    for number in range(10):
        page.get_by_role("textbox", name="Code").fill(f"00000{number}")
        page.get_by_role("button", name="Log in", exact=True).click()
        expect(page.get_by_text("This was not accepted.")).to_be_visible()
    page.get_by_role("textbox", name="Code").fill(code_now(alice))
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_text("Too many wrong codes.")).to_be_visible()
