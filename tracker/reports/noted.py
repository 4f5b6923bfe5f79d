"""Which sections of a summary say something; those that do not share one line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.reference.words import gettext_noop as _
from tracker.reports.facts import Fact, Say, Section

SILENT = frozenset({"not_said", "entries", "known", "still_going"})
"""Values that count entries or what was not said; without another value the fact says nothing."""

ALWAYS_SHOWN = frozenset({"questions", "course", "how_made"})
"""Questions have room to write in; that nothing was logged is an answer to how often."""


def split_by_content(sections: Iterable[Section]) -> tuple[list[Section], list[Section]]:
    """The sections in their order: those that say something, and those that do not."""
    told, silent = list[Section](), list[Section]()
    for section in sections:
        (told if section.key in ALWAYS_SHOWN or _says_something(section) else silent).append(section)
    return told, silent


def nothing_noted(silent: Sequence[Section], say: Say) -> str:
    """One line for all of them; empty where there is none."""
    if not silent:
        return ""
    return say(_("Nothing noted on: %(sections)s.")) % {"sections": ", ".join(section.title for section in silent)}


def _says_something(section: Section) -> bool:
    facts = (*section.headline, *section.facts)
    return bool(section.notes) or any(table.rows for table in section.tables) or any(map(_is_said, facts))


def _is_said(fact: Fact) -> bool:
    return not fact.values or any(value for key, value in fact.values.items() if key not in SILENT)
