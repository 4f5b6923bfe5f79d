"""The version is the same in all files."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from tracker.core.reference.version import VERSION


def test_pyproject_and_sbom_have_the_version(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == VERSION
    sbom = json.loads((repository / "docs" / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert sbom["metadata"]["component"]["version"] == VERSION


def test_newest_release_in_the_changelog_has_the_version(repository: Path) -> None:
    releases = re.findall(
        r"^## (\d+\.\d+\.\d+)", (repository / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert releases[0] == VERSION


def test_no_other_module_writes_the_version(repository: Path) -> None:
    modules = [path for folder in ("tracker", "journal") for path in (repository / folder).rglob("*.py")]
    quoted = [path for path in modules if f'"{VERSION}"' in path.read_text(encoding="utf-8")]
    assert quoted == [repository / "tracker" / "core" / "reference" / "version.py"]
