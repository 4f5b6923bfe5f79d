"""docs/red_flags.md agrees with the rules."""

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


def test_page_is_up_to_date(writer: ModuleType) -> None:
    """When this fails, run `python scripts/rule_table.py`."""
    page = writer.PAGE.read_text(encoding="utf-8")
    assert writer.with_parts(page) == page


def test_page_has_every_rule_threshold_and_source_once(writer: ModuleType) -> None:
    page = writer.PAGE.read_text(encoding="utf-8")
    assert [line for line in page.splitlines() if line.startswith("### ")] == [
        f"### {rule.id}" for rule in writer.ALL_RULES
    ]
    assert all(page.count(f"| `{number.name}` |") == 1 for number in writer.numbers())
    plain = " ".join(page.split())
    assert all(f"- {source.name}: {source.title}." in plain for source in writer.SOURCES.values())


def test_general_knowledge_and_our_own_numbers_are_marked(writer: ModuleType) -> None:
    plain = " ".join(writer.PAGE.read_text(encoding="utf-8").split())
    assert "General medical knowledge, not checked against a guideline (general knowledge)" in plain
    assert "no guideline gives it (our own)" in plain


def test_page_has_no_long_line(writer: ModuleType) -> None:
    page = writer.PAGE.read_text(encoding="utf-8")
    assert [line for line in page.splitlines() if len(line) > 200] == []


def test_stale_page_is_detected(writer: ModuleType) -> None:
    page = writer.PAGE.read_text(encoding="utf-8")
    stale = page.replace("A twitching tongue is worth", "A twitching tongue was worth")
    assert stale != page
    assert writer.with_parts(stale) == page
