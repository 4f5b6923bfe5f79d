"""Where a passphrase comes from, and what it opens."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from django.core.management import CommandError

from tracker.management import passphrase
from tracker.management.account import WRONG_USE

WORDS = "quiet morning walk"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A person at the terminal, who types these one after the other."""
    answers: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(passphrase, "getpass", lambda prompt: answers.pop(0))
    return answers


def test_the_file_comes_before_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEVATOR_PASSPHRASE", "from the environment")
    (tmp_path / "secret").write_text(f" {WORDS} \r\nand a second line\n", encoding="utf-8")
    assert passphrase.given_passphrase(str(tmp_path / "secret")) == f" {WORDS} "
    assert passphrase.given_passphrase(None) == "from the environment"


@pytest.mark.parametrize("file", ["nowhere", "latin"])
def test_a_file_that_cannot_be_read_is_said(file: str, tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes(b"\xff\xfe")
    with pytest.raises(CommandError, match="cannot be read") as refused:
        passphrase.given_passphrase(str(tmp_path / file))
    assert refused.value.returncode == WRONG_USE


def test_a_new_one_is_asked_for_twice(asked: list[str]) -> None:
    asked += [WORDS, WORDS]
    assert passphrase.new_passphrase(None, must=True) == WORDS
    asked += [WORDS, "quiet morning talk"]
    with pytest.raises(CommandError, match="differ"):
        passphrase.new_passphrase(None, must=True)


@pytest.mark.parametrize("given", ["", "1234567"])
def test_one_that_is_too_short_is_refused(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEVATOR_PASSPHRASE", given)
    with pytest.raises(CommandError, match="at least 8 characters"):
        passphrase.new_passphrase(None, must=False)


def test_without_any_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEVATOR_PASSPHRASE", raising=False)
    assert passphrase.new_passphrase(None, must=False) is None


def test_one_that_is_known_is_asked_for_once(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEVATOR_PASSPHRASE", raising=False)
    asked += ["short"]
    assert passphrase.known_passphrase(None) == "short"


def test_nobody_is_asked_where_nobody_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEVATOR_PASSPHRASE", raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    with pytest.raises(CommandError, match="nobody to ask") as refused:
        passphrase.known_passphrase(None)
    assert refused.value.returncode == WRONG_USE
