"""The core is free: it runs where Django is not installed, and Django starts without what the core draws with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

WITHOUT_DJANGO = """
import importlib, pkgutil, sys

class NoDjango:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"django", "allauth", "crispy_forms", "csp", "environ"}:
            raise ImportError(f"{name} is out of bounds here")

sys.meta_path.insert(0, NoDjango())
for name in sys.argv[1:]:
    package = importlib.import_module(f"tracker.{name}")
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
"""

AT_START = """
import sys
import journal.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print(*sorted({"matplotlib", "numpy", "scipy", "typst"} & sys.modules.keys()))
"""


def _python(code: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the code in a new interpreter without imported modules."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_core_module_can_be_imported_without_django(repository: Path) -> None:
    ran = _python(WITHOUT_DJANGO, repository, "core")
    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_models_cannot_be_imported_without_django(repository: Path) -> None:
    """The block above does block."""
    ran = _python(WITHOUT_DJANGO, repository, "models")
    assert "django" in ran.stderr
    assert "out of bounds here" in ran.stderr


def test_the_server_starts_without_drawing_or_computing_packages(repository: Path) -> None:
    """They cost a second to import; they come in with the first chart, or warm up after the start."""
    ran = _python(AT_START, repository)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == []
