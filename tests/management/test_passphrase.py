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
def test_an_unreadable_file_is_reported(file: str, tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes(b"\xff\xfe")
    with pytest.raises(CommandError, match="cannot be read") as refused:
        passphrase.given_passphrase(str(tmp_path / file))
    assert refused.value.returncode == WRONG_USE


def test_a_new_passphrase_is_prompted_for_twice(asked: list[str]) -> None:
    asked += [WORDS, WORDS]
    assert passphrase.new_passphrase(None, must=True) == WORDS
    asked += [WORDS, "quiet morning talk"]
    with pytest.raises(CommandError, match="differ"):
        passphrase.new_passphrase(None, must=True)


@pytest.mark.parametrize("given", ["", "1234567"])
def test_a_short_passphrase_is_refused(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEVATOR_PASSPHRASE", given)
    with pytest.raises(CommandError, match="at least 8 characters"):
        passphrase.new_passphrase(None, must=False)


def test_without_any_source_there_is_no_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEVATOR_PASSPHRASE", raising=False)
    assert passphrase.new_passphrase(None, must=False) is None


def test_a_known_passphrase_is_prompted_for_once(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEVATOR_PASSPHRASE", raising=False)
    asked += ["short"]
    assert passphrase.known_passphrase(None) == "short"


def test_without_a_terminal_there_is_no_prompt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LEVATOR_PASSPHRASE", raising=False)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False, raising=False)
    with pytest.raises(CommandError, match="nobody to ask") as refused:
        passphrase.known_passphrase(None)
    assert refused.value.returncode == WRONG_USE
