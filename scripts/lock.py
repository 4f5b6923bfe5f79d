"""Pin what pyproject.toml asks for, with hashes, and list it in docs/sbom.cdx.json: `python scripts/lock.py`.

uv resolves and exports. Added here is what it does not know: licences, from the installed packages, and the Bootstrap
rules that are shipped as a style sheet. Left out is what would differ from run to run.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

PROJECT_ROOT = Path(__file__).resolve().parent.parent
SBOM = PROJECT_ROOT / "docs" / "sbom.cdx.json"
PINNED = {
    "requirements.txt": [],
    "requirements-postgres.txt": ["--extra", "postgres"],
    "requirements-dev.txt": ["--extra", "postgres", "--group", "dev"],
}
"""Each file of pins is complete, because pip and uv can then check every hash."""
BOOTSTRAP = "static/css/bootstrap-used.css"
LICENCE = "License :: OSI Approved :: "


def uv(*arguments: str, folder: Path = PROJECT_ROOT) -> str:
    """Run uv in a folder and return what it prints."""
    command = [sys.executable, "-m", "uv", *arguments, "--quiet"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout  # noqa: S603


def compile_pins() -> None:
    """Write the files of pins. Versions that are pinned already stay, unless pyproject.toml asks for others."""
    for file, arguments in PINNED.items():
        options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate"]
        uv("pip", "compile", "pyproject.toml", *options, *arguments, "--output-file", file)


def pins(file: str) -> list[str]:
    """Return the pins of a file, with their markers and without their hashes."""
    text = (PROJECT_ROOT / file).read_text(encoding="utf-8")
    return re.findall(r"^(\S+==.*?) \\$", text, re.MULTILINE)


def licences(name: str) -> list[dict[str, Any]]:
    """Return the licences of an installed package: an SPDX expression, else names; none where it is not installed."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return []
    if about["License-Expression"]:
        return [{"expression": about["License-Expression"]}]
    names = [one.removeprefix(LICENCE) for one in about.get_all("Classifier") or [] if one.startswith(LICENCE)]
    return [{"license": {"name": name}} for name in names or [about["License"]] if name]


def bootstrap() -> dict[str, Any]:
    """Return the component for the shipped part of Bootstrap, in the version that its header names."""
    (version,) = re.findall(r"Bootstrap\s+v([\d.]+)", (PROJECT_ROOT / BOOTSTRAP).read_text(encoding="utf-8"))
    purl = f"pkg:npm/bootstrap@{version}"
    about = {"type": "library", "bom-ref": purl, "name": "bootstrap", "version": version, "purl": purl}
    return about | {"licenses": [{"license": {"id": "MIT"}}]}


def sbom() -> str:
    """Return the list of what runs, in CycloneDX form."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # The lock file itself names download addresses and is not kept; the pins are.
        text = (PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8")
        constraints = f"\n[tool.uv]\nconstraint-dependencies = {json.dumps(pins('requirements-postgres.txt'))}\n"
        (folder / "pyproject.toml").write_text(text + constraints, encoding="utf-8")
        shutil.copy(PROJECT_ROOT / "LICENSE", folder)
        uv("lock", folder=folder)
        listed = json.loads(uv("export", "--format", "cyclonedx1.5", "--all-extras", "--no-dev", folder=folder))
    del listed["serialNumber"], listed["metadata"]["timestamp"]
    for component in listed["components"]:
        component.pop("externalReferences", None)
        component["licenses"] = licences(component["name"])
    listed["components"].append(bootstrap())
    return json.dumps(listed, indent=1) + "\n"


def main() -> None:
    """Write the pins and the list."""
    compile_pins()
    SBOM.write_text(sbom(), encoding="utf-8")


if __name__ == "__main__":
    main()
