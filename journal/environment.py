"""The environment variables of an installation. An invalid one stops the start with a one-line message."""

from __future__ import annotations

import os
import re
import sys
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

CONTACT = re.compile(r"mailto:[!-~]+@[!-~]+|https://[!-~]+")


class Environment(environ.Env):  # type: ignore[misc]
    """The variables that are set. An empty one counts as unset."""

    ENVIRON = {name: value for name, value in os.environ.items() if value.strip()}

    def folder(self, var: str, default: Path) -> Path:
        """Return a folder, created with access for its owner only if it does not exist."""
        path = self.str(var, str(default))
        try:
            folder = Path(path).resolve()
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except (OSError, RuntimeError) as problem:
            # Python raises RuntimeError for symbolic links that form a loop.
            reason = (
                "it is a file" if isinstance(problem, FileExistsError) else getattr(problem, "strerror", str(problem))
            )
            sys.exit(f"The folder of the diary cannot be used, {path}: {reason}. Choose another in {var}.")
        return folder

    def count(self, var: str, default: int) -> int:
        """Read a whole number, at least 0."""
        text = self.str(var, str(default)).strip()
        if not (text.isascii() and text.isdigit()):
            sys.exit(f"{var} must be a whole number such as 1, not {text!r}.")
        return int(text)

    def one_of(self, var: str, choices: tuple[str, ...]) -> str:
        """Read one of these words; the first is the default."""
        word: str = self.str(var, choices[0]).strip().lower()
        if word not in choices:
            sys.exit(f"{var} must be one of {', '.join(choices)}, not {word!r}.")
        return word

    def database(self, var: str, default: str) -> dict[str, Any]:
        """Read the settings of a database from its URL. Errors do not quote the URL: it may contain a password."""
        try:
            with warnings.catch_warnings(action="ignore"):
                found: dict[str, Any] = self.db_url(var, default)
        except (ValueError, ImproperlyConfigured):
            found = {}
        if not str(found.get("ENGINE")).startswith("django.db.backends."):
            wanted = "postgres://user:password@host:5432/name or sqlite:////folder/file"
            sys.exit(f"{var} is not the address of a database: write it as {wanted}.")
        return found

    def origins(self, var: str) -> list[str]:
        """Read origins: scheme and host, with the port if it is not the default one."""
        origins: list[str] = [origin.strip().rstrip("/") for origin in self.list(var, default=[])]
        for origin in origins:
            if not _is_origin(origin):
                sys.exit(f"{var} must name sites such as https://journal.example.org:8443, not {origin!r}.")
        return origins

    def contact(self, var: str) -> str:
        """Read how somebody can be reached: a mailto: or https: address, or nothing."""
        text: str = self.str(var, "").strip()
        if text and not CONTACT.fullmatch(text):
            sys.exit(f"{var} must be written as mailto:you@example.org or https://example.org, not {text!r}.")
        return text


def _is_origin(text: str) -> bool:
    """Whether this is a scheme, a host and an optional port, and nothing else."""
    try:
        parts = urlsplit(text)
        bare = parts.scheme in ("http", "https") and text == f"{parts.scheme}://{parts.netloc}"
        return bare and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return False
