"""The page about the rules holds the tables that the rules themselves give."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def writer(repository: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("rule_table", repository / "scripts" / "rule_table.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_are_up_to_date(writer: ModuleType) -> None:
    """When this fails, run `python scripts/rule_table.py`."""
    page = writer.PAGE.read_text(encoding="utf-8")
    assert writer.with_tables(page) == page


def test_every_rule_number_and_source_has_one_row(writer: ModuleType) -> None:
    page = writer.PAGE.read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert len([row for row in rows if ", version 1 |" in row]) == len(writer.ALL_RULES) == 40
    assert len(rows) == len(writer.ALL_RULES) + len(writer.numbers())
    assert all(page.count(f"\n| {source.title} | {source.name} |") == 1 for source in writer.SOURCES.values())


def test_a_stale_table_is_noticed(writer: ModuleType) -> None:
    page = writer.PAGE.read_text(encoding="utf-8")
    stale = page.replace("`S2_persistent`, version 1", "`S2_persistent`, version 0")
    assert stale != page
    assert writer.with_tables(stale) == page
