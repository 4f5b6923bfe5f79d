"""Bootstrap's style sheet, taken from its wheel: one file, no other host, nothing copied into the repository."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

# The map is there because the style sheet names it, and the manifest storage follows every name.
WANTED = ("bootstrap/css/bootstrap.min.css", "bootstrap/css/bootstrap.min.css.map")


class BootstrapFinder(BaseFinder):
    """Offers exactly the files in WANTED; the wheel's other forty would cost every start half a minute."""

    storage = FileSystemStorage(location=Path(str(importlib.resources.files("bootstrap"))) / "static")

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """Nothing to configure, so nothing to check."""
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file's place on disk; an empty list when it is not one of ours."""
        if path not in WANTED:
            return []
        return [self.storage.path(path)] if find_all else self.storage.path(path)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Every file that collectstatic should copy."""
        for path in WANTED:
            if not matches_patterns(path, ignore_patterns or ()):
                yield path, self.storage
