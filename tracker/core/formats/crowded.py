"""Limits on how much a diary file may hold, of one day and in all."""

from __future__ import annotations

from collections import Counter

from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError
from tracker.core.records import Diary
from tracker.core.reference import limits
from tracker.core.reference.exposures import BY_KEY
from tracker.core.reference.words import Translate

MAX_PROBLEMS = 20
"""Crowded days that are named."""


def refuse_crowded(diary: Diary, translate: Translate) -> None:
    """Refuse more entries on a day, or more of a kind, than any real diary has: pages would take minutes."""
    a_day = (
        (diary.episodes, limits.MAX_EPISODES_A_DAY, translate("{day} has more than {most} episodes.")),
        (diary.readings, limits.MAX_READINGS_A_DAY, translate("{day} has more than {most} values.")),
        (diary.doses, limits.MAX_DOSES_A_DAY, translate("{day} has more than {most} doses.")),
    )
    problems = []
    for entries, most, text in a_day:
        days = Counter(entry.local_date for entry in entries)
        problems += [text.format(day=day.isoformat(), most=most) for day, n in sorted(days.items()) if n > most]
    own = [one for one in diary.exposures if one.key not in BY_KEY]
    in_all = (
        (own, limits.MAX_OWN_EXPOSURES, translate("The file has more than {most} things of your own to track.")),
        (diary.medicines, limits.MAX_MEDICINES, translate("The file has more than {most} medicines.")),
        (diary.injections, limits.MAX_INJECTIONS, translate("The file has more than {most} injections.")),
        (diary.visits, limits.MAX_VISITS, translate("The file has more than {most} visits.")),
        (diary.experiments, limits.MAX_EXPERIMENTS, translate("The file has more than {most} experiments.")),
    )
    problems += [text.format(most=most) for entries, most, text in in_all if len(entries) > most]
    if problems:
        raise FileRefusedError(tuple(FileProblem(0, text) for text in problems[:MAX_PROBLEMS]))
