"""Write the tables of docs/red_flags.md from the rules themselves: `python scripts/rule_table.py`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
PAGE = HOUSE / "docs" / "red_flags.md"
HOURS = {0: "now", 24: "24 h", 336: "14 d", None: ""}

sys.path.insert(0, str(HOUSE))

from tracker.red_flags.settings import DEFAULTS, numbers  # noqa: E402
from tracker.reference.rules import Rule  # noqa: E402
from tracker.reference.rules_quiet import ALL_RULES  # noqa: E402
from tracker.reference.sources import SOURCES  # noqa: E402


def rule_rows() -> Iterator[str]:
    """One row for each rule."""
    yield "| Rule | Level | Within | Exactly when | What it says | Rests on | Reads | Turned off with patterns |"
    yield "|---|---|---|---|---|---|---|---|"
    yield from map(_rule_row, ALL_RULES)


def _rule_row(rule: Rule) -> str:
    cells = (
        f"`{rule.id}`, version {rule.version}",
        rule.level.value,
        HOURS[rule.within_hours],
        rule.when % asdict(DEFAULTS),
        " ".join(f"“{text}”" for text in rule.wording.values()),
        "; ".join(SOURCES[source].title for source in rule.sources),
        ", ".join(f"`{field}`" for field in rule.reads),
        "yes" if rule.pattern else "no",
    )
    return "| " + " | ".join(cells) + " |"


def threshold_rows() -> Iterator[str]:
    """One row for each number that can be moved."""
    yield "| Name | Is | May be | Means | Rests on |"
    yield "|---|---|---|---|---|"
    for number in numbers():
        about = number.metadata
        bounds = f"{about['low']:g} to {about['high']:g}"
        title = SOURCES[about["source"]].title
        yield f"| `{number.name}` | {number.default:g} | {bounds} | {about['says']} | {title} |"


def source_rows() -> Iterator[str]:
    """One row for each source."""
    yield "| Source | Beside a message | Read at |"
    yield "|---|---|---|"
    for source in SOURCES.values():
        yield f"| {source.title} | {source.name} | {source.read_at} |"


TABLES = {"rules": rule_rows, "thresholds": threshold_rows, "sources": source_rows}


def with_tables(page: str) -> str:
    """The page with each table between its two marks."""
    for name, rows in TABLES.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        before, _, rest = page.partition(begin)
        _, _, after = rest.partition(end)
        page = before + begin + "\n".join(rows()) + "\n" + end + after
    return page


if __name__ == "__main__":
    PAGE.write_text(with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
