"""Write the rules, numbers and sources of docs/red_flags.md from the data itself: `python scripts/rule_table.py`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from textwrap import fill

PROJECT_ROOT = Path(__file__).resolve().parent.parent
PAGE = PROJECT_ROOT / "docs" / "red_flags.md"
WIDTH = 120
LEVELS = {
    ("emergency", 0): "emergency",
    ("soon", 24): "see a doctor today or tomorrow",
    ("soon", 336): "see a doctor within two weeks",
    ("routine", None): "a routine appointment",
    ("next_visit", None): "a line for the next visit",
    ("reassure", None): "reassures",
}

sys.path.insert(0, str(PROJECT_ROOT))

from tracker.core.red_flags.settings import DEFAULTS, numbers  # noqa: E402
from tracker.core.reference.medicine_effects import (  # noqa: E402
    DOPAMINE_BLOCKERS,
    INTERACTIONS,
    SEROTONIN,
    TAKEN_AGAINST,
)
from tracker.core.reference.rules.emergency import OLDER  # noqa: E402
from tracker.core.reference.rules.levels import Rule  # noqa: E402
from tracker.core.reference.rules.mention import ALL_RULES  # noqa: E402
from tracker.core.reference.sources import SOURCES  # noqa: E402


def rule_lines() -> Iterator[str]:
    """One section per rule. The text that all older emergency rules share is printed once."""
    yield _item("Older emergencies say", f"“{OLDER}”")
    yield ""
    for rule in ALL_RULES:
        yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    off = "turned off with patterns" if rule.pattern else "stays when patterns are turned off"
    yield f"### {rule.id}"
    yield ""
    yield f"At most: {LEVELS[rule.level.value, rule.within_hours]}. Version {rule.version}; {off}."
    yield ""
    yield _item("When", rule.when % asdict(DEFAULTS))
    for text in rule.wording.values():
        if text != OLDER:
            yield _item("Says", f"“{text}”")
    for source in rule.sources:
        yield _item("Rests on", f"{SOURCES[source].title} ({SOURCES[source].provenance})")
    yield _item("Reads", ", ".join(f"`{field}`" for field in rule.reads))
    yield ""


def _item(name: str, text: str) -> str:
    return fill(f"- {name}: {text}", WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def threshold_lines() -> Iterator[str]:
    """One row per adjustable threshold."""
    yield "| Name | Is | May be | Means | Rests on |"
    yield "|---|---|---|---|---|"
    for number in numbers():
        about = number.metadata
        bounds = f"{about['low']:g} to {about['high']:g}"
        name = SOURCES[about["source"]].name
        yield f"| `{number.name}` | {number.default:g} | {bounds} | {about['says']} | {name} |"


def source_lines() -> Iterator[str]:
    """One item per source, with how it was read."""
    for source in SOURCES.values():
        where = f", {source.read_at}" if source.read_at else ""
        yield _item(source.name, f"{source.title}. *{source.provenance}{where}.*")


def medicine_lines() -> Iterator[str]:
    """The lists of medicines that rules search for by name."""
    yield _item("Raise serotonin (E8)", ", ".join(sorted(SEROTONIN)))
    yield _item("Block dopamine (E8, S21)", ", ".join(sorted(DOPAMINE_BLOCKERS)))
    yield _item("Taken against twitching or short nights (not S14 by time alone)", ", ".join(sorted(TAKEN_AGAINST)))
    for one in INTERACTIONS:
        pair = f"{', '.join(sorted(one.medicine))} with {', '.join(sorted(one.others))} ({SOURCES[one.source].name})"
        yield _item("Reach a harmful level together (S24)", pair)


PARTS = {"rules": rule_lines, "thresholds": threshold_lines, "medicines": medicine_lines, "sources": source_lines}


def with_parts(page: str) -> str:
    """The page with each generated part between its two markers."""
    for name, lines in PARTS.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->"
        before, _, rest = page.partition(begin)
        _, _, after = rest.partition(end)
        page = before + begin + "\n".join(lines()) + "\n" + end + after
    return page


if __name__ == "__main__":
    PAGE.write_text(with_parts(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
