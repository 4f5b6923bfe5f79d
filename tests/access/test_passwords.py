"""What a password may be, and how it is kept."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import password_validation
from django.contrib.auth.hashers import Argon2PasswordHasher, get_hasher
from django.test import Client, override_settings
from django.urls import reverse

from tracker.models import User

SIGN_UP, LOG_IN, CHANGE = (reverse(f"account_{name}") for name in ("signup", "login", "change_password"))
COMMONEST = [
    "password", "12345678", "123456789", "1234567890", "qwertyuiop", "iloveyou", "sunshine", "football", "baseball",
    "princess", "superman", "password1", "password123", "qwerty123", "1q2w3e4r", "11111111", "trustno1", "starwars",
    "whatever", "computer", "michelle", "corvette", "mercedes", "zaq12wsx", "q1w2e3r4", "liverpool", "butterfly",
]  # fmt: skip
"""From the lists of the most used passwords that are published every year; each has eight characters or more."""


def sign_up(password: str, name: str = "carol") -> list[str]:
    """What the form says about the password; nothing once it is taken."""
    answer = Client().post(SIGN_UP, {"username": name, "password1": password})
    return [] if answer.status_code == 302 else answer.context["form"].errors["password1"]


@pytest.mark.parametrize("password", COMMONEST)
def test_the_commonest_passwords_are_refused(password: str, db: None) -> None:
    assert any("too common" in message for message in sign_up(password))
    assert any("too common" in message for message in sign_up(password.upper()))


def test_the_offline_list_is_longer_than_the_ten_thousand_commonest() -> None:
    path = Path(password_validation.__file__).with_name("common-passwords.txt.gz")
    with gzip.open(path, "rt") as file:
        listed = {line.strip() for line in file}
    # Shorter ones are refused for their length.
    assert len(listed) >= 10_000
    assert [password for password in COMMONEST if password not in listed] == []


@pytest.mark.parametrize(
    "password",
    [
        "a quiet morning walk", "aaaaaaaaaaaab", "x7 " * 22, "ключ под ковриком", "🌧️🌧️☕📖🌲🚲🎷🪁",
        "  spaces around  ",
        # No rule asks for letters: a long number is as good as a sentence.
        "tabby cats nap" * 15, "29384756102938",
    ],
)  # fmt: skip
def test_any_other_is_taken_exactly_as_typed_and_however_long(password: str, db: None) -> None:
    assert sign_up(password) == []
    for almost in (password.strip() if password != password.strip() else password + " ", password[:64] + "x"):
        assert Client().post(LOG_IN, {"login": "carol", "password": almost}).status_code == 200
    assert Client().post(LOG_IN, {"login": "carol", "password": password}).status_code == 302


@pytest.mark.parametrize("password", ["seven77", "short", "x"])
def test_less_than_eight_characters_are_refused(password: str, db: None) -> None:
    assert any("too short" in message for message in sign_up(password))


def test_passwords_are_kept_as_argon2id(db: None) -> None:
    real = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    with override_settings(PASSWORD_HASHERS=real):
        assert isinstance(get_hasher(), Argon2PasswordHasher)
        user = User.objects.create_user(username="carol", password="a quiet morning walk")
        assert user.password.startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$")
        assert "quiet" not in user.password
    assert "django.contrib.auth.password_validation.CommonPasswordValidator" in str(settings.AUTH_PASSWORD_VALIDATORS)


def test_the_fields_are_masked_and_work_with_password_managers(alice_client: Client, client: Client) -> None:
    for visitor, path in ((client, SIGN_UP), (client, LOG_IN), (alice_client, CHANGE)):
        page = visitor.get(path).content.decode()
        inputs = [tag for tag in page.split("<input")[1:] if 'name="' in tag and "password" in tag.split(">")[0]]
        assert inputs
        for tag in inputs:
            assert 'type="password"' in tag
            assert 'autocomplete="' in tag
            assert "maxlength" not in tag
            assert "onpaste" not in tag


def test_a_password_with_spaces_around_it_also_deletes_the_account(db: None) -> None:
    carol = Client()
    carol.post(SIGN_UP, {"username": "carol", "password1": "  spaces around  "})
    carol.post(reverse("tracker:leave"), {"password": "  spaces around  "})
    assert not User.objects.exists()
