"""The documents leave no line out, and name only files, commands and functions that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import load_command_class

PROJECT_ROOT = Path(__file__).resolve().parent.parent
GATES = range(1, 36)
ASVS = """
1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.2.10 1.3.2 1.3.3 1.3.11 1.5.1 1.5.2 2.1.1 2.1.3 2.2.1 2.2.2 2.2.3 2.3.3 2.4.1
3.2.1 3.2.2 3.3.1 3.3.2 3.3.3 3.3.4 3.4.1 3.4.2 3.4.3 3.4.4 3.4.5 3.4.6 3.5.1 3.5.3 3.7.2 4.1.1 4.1.3
5.1.1 5.2.1 5.2.2 5.2.3 5.2.6 5.3.1 5.3.2 5.4.1 5.4.2 6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.2.9
6.2.12 6.3.1 6.3.2 6.3.3 6.3.8 6.4.1 6.4.2 6.4.3 6.5.1 7.1.1 7.2.3 7.2.4 7.3.1 7.3.2 7.4.1 7.4.2 7.4.3 7.4.4 7.5.1
7.5.2 8.1.1 8.2.1 8.2.2 8.2.3 8.3.1 8.4.1 11.4.2 11.5.1 12.1.1 12.2.1 13.3.1 13.4.1 13.4.2 13.4.5 14.1.1 14.2.1
14.2.3 14.2.7 14.2.8 14.3.1 14.3.2 14.3.3 15.1.1 15.1.2 15.2.1 15.3.1 15.3.3 16.2.5 16.3.1 16.3.2 16.4.1 16.5.1 16.5.3
"""
SAYS = re.compile(r"\b(\d+\.\d+\.\d+) (done|not applicable|not yet|deviation)")


def text_of(name: str) -> str:
    return (PROJECT_ROOT / "docs" / name).read_text(encoding="utf-8")


def test_every_requirement_has_its_answer() -> None:
    answers = dict(SAYS.findall(text_of("security.md")))
    assert [number for number in ASVS.split() if number not in answers] == []
    assert len(ASVS.split()) == 107


def test_every_gate_has_its_row() -> None:
    rows = [line.split("|")[1].strip() for line in text_of("how_we_test.md").splitlines() if line.startswith("|")]
    assert [number for number in GATES if str(number) not in rows] == []


@pytest.mark.parametrize("document", ["security.md", "how_we_test.md"])
def test_every_file_that_is_named_is_there(document: str) -> None:
    named = re.findall(r"`((?:tests|tracker|journal|docs|static|benchmarks|scripts)/[\w./]+)`", text_of(document))
    assert len(named) > 20
    assert [name for name in named if not (PROJECT_ROOT / name).exists()] == []
    assert [
        name for name in named if name.startswith("tests/") and name.endswith(".py") and not _has_tests(name)
    ] == []


def _has_tests(name: str) -> bool:
    return "def test_" in (PROJECT_ROOT / name).read_text(encoding="utf-8")


PAGES = sorted((PROJECT_ROOT / "docs").rglob("*.md"))
DOCUMENTS = [PROJECT_ROOT / "README.md", PROJECT_ROOT / "CONTRIBUTING.md", *PAGES]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(PROJECT_ROOT)))
def test_every_link_leads_to_a_file(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_readme_names_commands_and_options_that_exist() -> None:
    readme = (PROJECT_ROOT / "README.md").read_text(encoding="utf-8")
    calls = re.findall(r"^\| `manage\.py (\w+) ([^`]*)`", readme, re.MULTILINE)
    assert len(calls) == 11
    for name, arguments in calls:
        parser = load_command_class("tracker", name).create_parser("manage.py", name)
        known = {option for action in parser._actions for option in action.option_strings}
        assert set(re.findall(r"--[a-z-]+", arguments)) <= known


def test_walks_name_functions_that_exist() -> None:
    walks = text_of("architecture.md").partition("## Three walks")[2].partition("## Rules that")[0]
    code = "\n".join(path.read_text(encoding="utf-8") for path in (PROJECT_ROOT / "tracker").rglob("*.py"))
    named = {name.rpartition(".")[2] for name in re.findall(r"`([\w.]+)\(\)`", walks)}
    assert len(named) > 20
    assert [name for name in sorted(named) if f"def {name}(" not in code] == []
    paths = re.findall(r"`((?:core|diary|forms|insights|pages|views|templates)/[\w./]+)`", walks)
    assert [path for path in paths if not any((PROJECT_ROOT / top / path).exists() for top in ("", "tracker"))] == []


def test_every_decision_is_in_the_index() -> None:
    records = [path.name for path in (PROJECT_ROOT / "docs" / "adr").glob("0*.md")]
    assert [name for name in sorted(records) if f"]({name})" not in text_of("adr/README.md")] == []


def test_table_cells_are_short() -> None:
    cells = [
        (path.name, cell.strip())
        for path in PAGES
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
        for cell in re.split(r"(?<!\\)\|", line)
    ]
    assert [cell for cell in cells if len(cell[1]) > 120] == []
