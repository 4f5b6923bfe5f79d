"""Limits on how much a diary file may hold for one day."""

from __future__ import annotations

from collections import Counter

from tracker.core.formats.validation.refusal import FileProblem, FileRefusedError
from tracker.core.records import Diary
from tracker.core.reference.limits import MAX_EPISODES_A_DAY, MAX_EXPOSURES, MAX_READINGS_A_DAY
from tracker.core.reference.words import Translate

MAX_PROBLEMS = 20
"""Crowded days that are named."""


def refuse_crowded(diary: Diary, translate: Translate) -> None:
    """Refuse more entries on a day, or more exposures, than any real diary has: pages would take minutes."""
    words = (
        (diary.episodes, MAX_EPISODES_A_DAY, translate("{day} has more than {most} episodes.")),
        (diary.readings, MAX_READINGS_A_DAY, translate("{day} has more than {most} values.")),
    )
    problems = []
    for entries, most, text in words:
        days = Counter(entry.local_date for entry in entries)
        problems += [text.format(day=day.isoformat(), most=most) for day, n in sorted(days.items()) if n > most]
    if len(diary.exposures) > MAX_EXPOSURES:
        text = translate("The file has more than {most} things that are tracked.")
        problems.append(text.format(most=MAX_EXPOSURES))
    if problems:
        raise FileRefusedError(tuple(FileProblem(0, text) for text in problems[:MAX_PROBLEMS]))
