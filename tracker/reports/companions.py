"""Signs that came along with the twitch, and signs that were asked about and answered no."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tracker.records import Day, Diary, Episode, Onset
from tracker.reference.sections import SECTIONS
from tracker.reference.signs import SIGNS
from tracker.reference.words import gettext_noop as _
from tracker.reports.facts import Cell, Column, Fact, Say, Section, Table
from tracker.reports.wording import own_words, share, whole

ASKED_FIRST = {
    "face_droop": _("drooping face"),
    "face_weak": _("weak face"),
    "face_numb": _("numb face"),
    "vision_lost_or_double": _("lost or double sight"),
    "hearing_loss": _("less hearing"),
    "speech_slurred_or_lost": _("slurred speech"),
    "swallow_hard": _("hard to swallow"),
    "limb_weak": _("weak limb"),
    "muscle_thinner": _("thinner muscle"),
}
"""Signs whose absence a doctor wants to read by name, in few words; the others of the list are counted."""

Entry = Episode | Day


def companions(diary: Diary, say: Say) -> Section:
    """What was there, by name and onset; what was said to be absent; and how often nothing was said."""
    table = sign_table(diary.episodes, diary.days, say)
    facts = absent((*diary.episodes, *diary.days), say), _unsaid(diary, say)
    return Section("signs", say(SECTIONS["signs"]), facts=facts, tables=(table,))


def sign_table(episodes: Sequence[Episode], days: Sequence[Day], say: Say) -> Table:
    """Signs of episodes and of check-ins, those with a sudden onset first."""
    columns = (
        Column("sign", say(_("Sign")), number=False),
        Column("episodes", say(_("Episodes"))),
        Column("check_ins", say(_("Check-ins"))),
        Column("sudden", say(_("Sudden"))),
        Column("gradual", say(_("Gradual"))),
        Column("unsure", say(_("Not sure"))),
    )
    entries: list[Entry] = [*episodes, *days]
    onsets = Counter((sign.name, sign.onset) for entry in entries for sign in set(entry.signs))
    of_episodes, of_days = _entries_with(episodes), _entries_with(days)
    both = of_episodes + of_days
    names = sorted(both, key=lambda name: (-onsets[name, Onset.SUDDEN], -both[name], name))
    rows = tuple(
        (
            _sign_cell(name, say),
            whole(of_episodes[name]),
            whole(of_days[name]),
            *(whole(onsets[name, onset]) for onset in Onset),
        )
        for name in names
    )
    note = "" if rows else say(_("No other sign was noted."))
    return Table("signs", "", columns, rows, note)


def absent(entries: Sequence[Entry], say: Say) -> Fact:
    """Signs never noted while the whole list of signs was answered with *none of these*, at least once."""
    label = say(_("Asked, answered no"))
    answered = [entry for entry in entries if entry.no_other_signs and not entry.signs]
    seen = {sign.name for entry in entries for sign in entry.signs}
    never = [name for name in SIGNS if name not in seen]
    values = {"answered_none": len(answered), "entries": len(entries), "signs_absent": len(never)}
    if not answered:
        return Fact("absent", label, say(_("not said of any sign")), "", values | {"signs_absent": 0})
    first = [name for name in ASKED_FIRST if name in never]
    names = ", ".join(say(ASKED_FIRST[name]) for name in first)
    others = say(_("%(count)d more of the list")) % {"count": len(never) - len(first)}
    text = say(_("in %(share)s entries")) % {"share": share(len(answered), len(entries), say)}
    return Fact("absent", label, text, f"{names}, {others}" if names else others, values)


def _unsaid(diary: Diary, say: Say) -> Fact:
    """Entries that neither name a sign nor say that there was none: unknown, never absent."""
    episodes, days = (_silent(entries) for entries in (diary.episodes, diary.days))
    text = say(_("%(episodes)d episodes, %(days)d check-ins")) % {"episodes": episodes, "days": days}
    return Fact("not_said", say(_("Nothing said")), text, "", {"episodes": episodes, "check_ins": days})


def _silent(entries: Sequence[Entry]) -> int:
    return sum(not entry.signs and not entry.no_other_signs for entry in entries)


def _entries_with(entries: Sequence[Entry]) -> Counter[str]:
    return Counter(name for entry in entries for name in {sign.name for sign in entry.signs})


def _sign_cell(name: str, say: Say) -> Cell:
    return Cell(say(SIGNS[name].says) if name in SIGNS else own_words(name), name)
