"""The list of what Levator runs on is in step with the requirements, and each of its lines leads somewhere."""

import json
import re
import runpy
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
SCRIPT = runpy.run_path(str(HOUSE / "scripts" / "sbom.py"))


@pytest.fixture
def shipped():
    return json.loads((HOUSE / "docs" / "sbom.cdx.json").read_text(encoding="utf-8"))


def pins(file):
    """Name and version of each line, read apart from the script."""
    return set(re.findall(r"^([\w.-]+)(?:\[.*\])?==(\S+)$", (HOUSE / file).read_text(encoding="utf-8"), re.MULTILINE))


def test_the_file_is_what_the_script_writes_now():
    text = (HOUSE / "docs" / "sbom.cdx.json").read_text(encoding="utf-8")
    assert text == SCRIPT["current"](), "run .venv/bin/python scripts/sbom.py"


def test_every_requirement_is_in_it_and_nothing_else_but_bootstrap(shipped):
    for scope, file, more in (
        ("required", "requirements.txt", {("bootstrap", "5.3.3")}),
        ("optional", "requirements-postgres.txt", set()),
    ):
        listed = {(one["name"], one["version"]) for one in shipped["components"] if one["scope"] == scope}
        assert listed == pins(file) | more


def test_every_component_has_a_licence_and_every_edge_an_end(shipped):
    assert [one["name"] for one in shipped["components"] if not one["licenses"]] == []
    refs = [one["bom-ref"] for one in shipped["components"]]
    assert len(set(refs)) == len(refs)
    assert {one["ref"] for one in shipped["dependencies"]} <= {"levator", *refs}
    assert {end for one in shipped["dependencies"] for end in one["dependsOn"]} <= set(refs)


def test_what_needs_what_is_as_the_packages_say(shipped):
    edges = {one["ref"].partition("@")[0]: one["dependsOn"] for one in shipped["dependencies"]}
    assert {end.partition("@")[0] for end in edges["pkg:pypi/django"]} == {"pkg:pypi/asgiref", "pkg:pypi/sqlparse"}
    # Only what an extra brings that was asked for.
    assert {end.partition("@")[0] for end in edges["pkg:pypi/argon2-cffi"]} == {"pkg:pypi/argon2-cffi-bindings"}
    assert "pkg:pypi/psycopg-pool" in {end.partition("@")[0] for end in edges["pkg:pypi/psycopg"]}


def test_it_changes_with_the_requirements_alone(shipped):
    assert shipped["bomFormat"] == "CycloneDX"
    assert shipped.keys().isdisjoint({"serialNumber", "timestamp"})
    assert "timestamp" not in shipped["metadata"]
