"""Where the passphrase of a backup comes from: a file, the environment, or a person at the terminal."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from getpass import getpass
from pathlib import Path

from django.core.management.base import CommandError

from tracker.management.account import WRONG_USE

VARIABLE = "LEVATOR_PASSPHRASE"
SHORTEST = 8


def add_passphrase_argument(parser: ArgumentParser) -> None:
    """A file to read the passphrase from. Never the passphrase itself: every user can see a command line."""
    parser.add_argument("--passphrase-file", metavar="FILE", help=f"its first line is the passphrase; or {VARIABLE}")


def given_passphrase(passphrase_file: str | None) -> str | None:
    """From the file that was named, else from the environment; None where there is neither."""
    if passphrase_file is None:
        return os.environ.get(VARIABLE)
    try:
        return Path(passphrase_file).read_text(encoding="utf-8").partition("\n")[0].removesuffix("\r")
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandError(f"{passphrase_file} cannot be read: {problem}", returncode=WRONG_USE) from None


def new_passphrase(passphrase_file: str | None, must: bool) -> str | None:
    """For a new backup: what was given, or asked for twice where there must be one. Raises CommandError."""
    given = given_passphrase(passphrase_file)
    if given is None and must:
        given = _asked("Passphrase: ")
        if _asked("The same again: ") != given:
            raise CommandError("The two passphrases differ.", returncode=WRONG_USE)
    if given is not None and len(given) < SHORTEST:
        raise CommandError(f"A passphrase has at least {SHORTEST} characters.", returncode=WRONG_USE)
    return given


def known_passphrase(passphrase_file: str | None) -> str:
    """For a backup that is there: what was given, or asked for. Raises CommandError where nobody can be asked."""
    given = given_passphrase(passphrase_file)
    return _asked("Passphrase: ") if given is None else given


def _asked(prompt: str) -> str:
    if not sys.stdin.isatty():
        reason = f"There is nobody to ask for the passphrase: use --passphrase-file or {VARIABLE}."
        raise CommandError(reason, returncode=WRONG_USE)
    return getpass(prompt)
