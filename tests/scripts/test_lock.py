"""The pins and the list of what runs are in step with pyproject.toml and with each other."""

import json
import re
import runpy
import tomllib
from pathlib import Path

import pytest

PROJECT_ROOT = Path(__file__).resolve().parents[2]
LOCK = runpy.run_path(str(PROJECT_ROOT / "scripts" / "lock.py"))


@pytest.fixture
def shipped():
    return json.loads((PROJECT_ROOT / "docs" / "sbom.cdx.json").read_text(encoding="utf-8"))


def pins(file):
    """Name and version of each pin."""
    return set(
        re.findall(r"^([\w.-]+)(?:\[.*\])?==(\S+)", (PROJECT_ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    )


def asked_for(lines):
    found = (re.fullmatch(r"([\w.-]+)(?:\[.*\])?==(\S+)", line) for line in lines)
    return {(re.sub(r"[-_.]+", "-", one[1]).lower(), one[2]) for one in found if one}


def test_every_direct_dependency_is_exact_and_pinned():
    project = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    runs, extra = project["project"]["dependencies"], project["project"]["optional-dependencies"]["postgres"]
    develops = project["dependency-groups"]["dev"]
    assert len(asked_for([*runs, *extra, *develops])) == len([*runs, *extra, *develops]) > 30
    assert asked_for(runs) <= pins("requirements.txt") <= pins("requirements-postgres.txt")
    assert asked_for(extra) <= pins("requirements-postgres.txt") <= pins("requirements-dev.txt")
    assert asked_for(develops) <= pins("requirements-dev.txt")


def test_the_list_holds_every_pin_and_bootstrap(shipped):
    listed = {(one["name"], one["version"]) for one in shipped["components"]}
    assert listed == pins("requirements-postgres.txt") | {("bootstrap", "5.3.3")}


def test_every_component_has_a_licence_and_every_edge_an_end(shipped):
    assert [one["name"] for one in shipped["components"] if not one["licenses"]] == []
    refs = [one["bom-ref"] for one in shipped["components"]]
    assert len(set(refs)) == len(refs)
    itself = shipped["metadata"]["component"]["bom-ref"]
    assert {one["ref"] for one in shipped["dependencies"]} <= {itself, *refs}
    assert {end for one in shipped["dependencies"] for end in one.get("dependsOn", ())} <= set(refs)


def test_licences_are_those_that_the_installed_packages_state(shipped):
    assert {one["name"] for one in shipped["components"] if one["licenses"] != LOCK["licences"](one["name"])} == {
        "bootstrap"
    }


def test_nothing_in_the_list_changes_from_run_to_run(shipped):
    assert (shipped["bomFormat"], shipped["specVersion"]) == ("CycloneDX", "1.5")
    assert shipped.keys().isdisjoint({"serialNumber", "timestamp"})
    assert "timestamp" not in shipped["metadata"]
