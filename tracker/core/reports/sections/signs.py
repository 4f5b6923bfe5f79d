"""The section on signs: answers to a doctor's questions, signs noted, and how often none was present."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tracker.core.records import Day, Diary, Episode, History, Onset
from tracker.core.reference.sections import SECTIONS
from tracker.core.reference.signs import ASKED
from tracker.core.reference.words import Translate
from tracker.core.reference.words import gettext_noop as _
from tracker.core.reports.facts import Cell, Fact, Section, SummaryColumn, SummaryTable
from tracker.core.reports.sections.history import history
from tracker.core.reports.wording import share, sign_name, whole

Entry = Episode | Day


def signs_section(
    diary: Diary, translate: Translate, before: Sequence[Entry] = (), earlier: History | None = None
) -> Section:
    """The answers to a doctor's questions, signs by name and onset, and how often none was present.

    `before` are entries before the period and `earlier` the history before those; both may hold signs.
    """
    asked = absent((*diary.episodes, *diary.days), translate), _unsaid(diary, translate)
    noted = sign_table(diary.episodes, diary.days, translate)
    return Section(
        "signs",
        translate(SECTIONS["signs"]),
        facts=(*history(diary, before, earlier, translate), *asked),
        tables=(noted,),
    )


def sign_table(episodes: Sequence[Episode], days: Sequence[Day], translate: Translate) -> SummaryTable:
    """Signs noted in episodes and check-ins, those with a sudden onset first."""
    columns = (
        SummaryColumn("sign", translate(_("Sign noted")), number=False),
        SummaryColumn("episodes", translate(_("Episodes"))),
        SummaryColumn("check_ins", translate(_("Check-ins"))),
        SummaryColumn("sudden", translate(_("Sudden"))),
        SummaryColumn("gradual", translate(_("Gradual"))),
        SummaryColumn("unsure", translate(_("Not sure"))),
    )
    entries: list[Entry] = [*episodes, *days]
    onsets = Counter((sign.name, sign.onset) for entry in entries for sign in set(entry.signs))
    of_episodes, of_days = _entries_with(episodes), _entries_with(days)
    both = of_episodes + of_days
    names = sorted(both, key=lambda name: (-onsets[name, Onset.SUDDEN], -both[name], name))
    rows = tuple(
        (
            Cell(sign_name(name, translate), name),
            whole(of_episodes[name]),
            whole(of_days[name]),
            *(whole(onsets[name, onset]) for onset in Onset),
        )
        for name in names
    )
    return SummaryTable("signs", "", columns, rows)


def absent(entries: Sequence[Entry], translate: Translate) -> Fact:
    """In how many entries warning signs were answered, and whether any was present.

    A sign counts as absent if it was never noted and the list was answered *none of these* at least once.
    """
    answered = sum(entry.no_other_signs and not entry.signs for entry in entries)
    seen = {sign.name for entry in entries for sign in entry.signs}
    asked = answered + sum(bool(entry.signs) for entry in entries)
    values = {
        "answered_none": answered,
        "entries": len(entries),
        "signs_absent": sum(name not in seen for name in ASKED) if answered else 0,
        "asked": asked,
    }
    label = translate(_("Warning signs"))
    if not asked:
        return Fact("absent", label, translate(_("never asked")), "", values, secondary=True)
    words = _("asked about in %(share)s entries: none of the others present") if seen else _(
        "asked about in %(share)s entries: none present"
    )  # fmt: skip
    if not answered:
        words = _("noted in %(share)s entries, the others not said")
    return Fact("absent", label, translate(words) % {"share": share(asked, len(entries), translate)}, "", values)


def _unsaid(diary: Diary, translate: Translate) -> Fact:
    """Entries without any answer on signs: unknown, never absent. For files only."""
    episodes, days = (
        sum(not entry.signs and not entry.no_other_signs for entry in entries)
        for entries in (diary.episodes, diary.days)
    )
    text = translate(_("%(episodes)d episodes, %(days)d check-ins")) % {"episodes": episodes, "days": days}
    values = {"episodes": episodes, "check_ins": days}
    return Fact("not_said", translate(_("Nothing said")), text, "", values, secondary=True)


def _entries_with(entries: Sequence[Entry]) -> Counter[str]:
    return Counter(name for entry in entries for name in {sign.name for sign in entry.signs})
