"""Write docs/sbom.cdx.json, the list of what Levator runs on, from the requirements: `python scripts/sbom.py`.

The form is CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/). Names and versions are those of the requirements,
licences and what needs what those that the installed packages give. Nothing in it changes by itself: no time, no
number of the file, so that two lists differ only where the requirements do.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

HOUSE = Path(__file__).resolve().parent.parent
LIST = HOUSE / "docs" / "sbom.cdx.json"
SCOPES = {"requirements.txt": "required", "requirements-postgres.txt": "optional"}
"""Every installation has the first; one on PostgreSQL the second, too."""
BOOTSTRAP = "static/css/bootstrap-used.css"
MACHINE = {"python_version": "3.11", "python_full_version": "3.11.7", "sys_platform": "linux", "os_name": "posix"}
"""What needs what differs a little between machines; the list is about this one, wherever it is written."""
LICENCE = "License :: OSI Approved :: "


def asked_for() -> dict[str, tuple[Requirement, str]]:
    """Each package of the requirements by its plain name, with who needs it."""
    found = {}
    for file, scope in SCOPES.items():
        for line in (HOUSE / file).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r ")):
                found[plain(Requirement(line).name)] = (Requirement(line), scope)
    return found


def plain(name: str) -> str:
    """One spelling for each name, as the package index has it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def version_of(one: Requirement) -> str:
    """The one version that is asked for."""
    (pin,) = one.specifier
    return pin.version


def address(one: Requirement) -> str:
    """What the package is called everywhere: a package URL."""
    return f"pkg:pypi/{plain(one.name)}@{version_of(one)}"


def licences(package: Distribution) -> list[dict[str, Any]]:
    """As the package says it: an SPDX expression, else a name."""
    about = package.metadata
    if about["License-Expression"]:
        return [{"expression": about["License-Expression"]}]
    names = [one.removeprefix(LICENCE) for one in about.get_all("Classifier") or [] if one.startswith(LICENCE)]
    return [{"license": {"name": name}} for name in names or [about["License"]] if name]


def needs(package: Distribution, extras: set[str], known: dict[str, tuple[Requirement, str]]) -> Iterator[str]:
    """The addresses of what the package needs, of what is known."""
    for line in package.requires or []:
        one = Requirement(line)
        wanted = not one.marker or any(one.marker.evaluate(MACHINE | {"extra": extra}) for extra in ("", *extras))
        if wanted and plain(one.name) in known:
            yield address(known[plain(one.name)][0])


def component(one: Requirement, scope: str) -> dict[str, Any]:
    """One package."""
    return {
        "type": "library",
        "bom-ref": address(one),
        "name": one.name,
        "version": version_of(one),
        "scope": scope,
        "licenses": licences(distribution(one.name)),
        "purl": address(one),
    }


def bootstrap() -> dict[str, Any]:
    """The part of Bootstrap that is shipped, by what stands at its head."""
    (version,) = re.findall(r"Bootstrap\s+v([\d.]+)", (HOUSE / BOOTSTRAP).read_text(encoding="utf-8"))
    name = f"pkg:npm/bootstrap@{version}"
    about = {"type": "library", "bom-ref": name, "name": "bootstrap", "version": version, "scope": "required"}
    return about | {"licenses": [{"license": {"id": "MIT"}}], "purl": name}


def current() -> str:
    """The list as it is now."""
    known = asked_for()
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    itself = {"type": "application", "bom-ref": "levator", "name": "levator", "version": project["version"]}
    components = [component(*known[name]) for name in sorted(known)]
    tree = [{"ref": "levator", "dependsOn": sorted(one["bom-ref"] for one in [*components, bootstrap()])}]
    for one, _scope in (known[name] for name in sorted(known)):
        on = set(needs(distribution(one.name), one.extras, known))
        tree.append({"ref": address(one), "dependsOn": sorted(on)})
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": itself}}
    return json.dumps(head | {"components": [*components, bootstrap()], "dependencies": tree}, indent=1) + "\n"


if __name__ == "__main__":
    LIST.write_text(current(), encoding="utf-8")
