"""The passphrase of a backup: from a file, the environment, or a prompt at the terminal."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from getpass import getpass
from pathlib import Path

from django.core.management.base import CommandError

from tracker.management.account import WRONG_USE

VARIABLE = "LEVATOR_PASSPHRASE"
MIN_CHARACTERS = 8


def add_passphrase_argument(parser: ArgumentParser) -> None:
    """Add the option for a file with the passphrase: on the command line itself every user would see it."""
    parser.add_argument("--passphrase-file", metavar="FILE", help=f"its first line is the passphrase; or {VARIABLE}")


def given_passphrase(passphrase_file: str | None) -> str | None:
    """Read the passphrase from the file, else from the environment. None if neither is given."""
    if passphrase_file is None:
        return os.environ.get(VARIABLE)
    try:
        return Path(passphrase_file).read_text(encoding="utf-8").partition("\n")[0].removesuffix("\r")
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandError(f"{passphrase_file} cannot be read: {problem}", returncode=WRONG_USE) from None


def new_passphrase(passphrase_file: str | None, must: bool) -> str | None:
    """Return the passphrase of a new backup; if it `must` have one, prompt twice for it. Raises CommandError."""
    given = given_passphrase(passphrase_file)
    if given is None and must:
        given = _prompt("Passphrase: ")
        if _prompt("The same again: ") != given:
            raise CommandError("The two passphrases differ.", returncode=WRONG_USE)
    if given is not None and len(given) < MIN_CHARACTERS:
        raise CommandError(f"A passphrase has at least {MIN_CHARACTERS} characters.", returncode=WRONG_USE)
    return given


def known_passphrase(passphrase_file: str | None) -> str:
    """Return the passphrase of an existing backup, prompting for it if none is given. Raises CommandError."""
    given = given_passphrase(passphrase_file)
    return _prompt("Passphrase: ") if given is None else given


def _prompt(prompt: str) -> str:
    if not sys.stdin.isatty():
        reason = f"There is nobody to ask for the passphrase: use --passphrase-file or {VARIABLE}."
        raise CommandError(reason, returncode=WRONG_USE)
    return getpass(prompt)
