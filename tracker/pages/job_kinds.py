"""What jobs do. Each function runs in a child process and returns what its page shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tracker import diary, insights
from tracker.core.formats import FileRefusedError, diary_file
from tracker.core.merging import KINDS, keep_mine, take_theirs
from tracker.core.reference.limits import FUTURE_SLACK
from tracker.models import Job
from tracker.pages.context import today_for
from tracker.pages.jobs import file_of
from tracker.pages.offered_differences import offered_differences

TAKE_THEIRS = "take"
IMPORT, ANALYSIS = "import", "analysis"


def import_diary(job: Job) -> dict[str, Any]:
    """Read a diary file and save it. The key of the job begins with what to do about differences."""
    now = timezone.now()
    try:
        value = diary_file.read(file_of(job).read_bytes(), _, now + FUTURE_SLACK)
    except FileRefusedError as refused:
        return {"problems": [[one.file, one.line, one.reason] for one in refused.problems]}
    Job.objects.filter(pk=job.pk).update(total=sum(len(getattr(value, kind)) for kind in KINDS))
    choose = take_theirs if job.key.startswith(TAKE_THEIRS) else keep_mine
    saved = diary.save(job.user, value, now, choose, _progress(job))
    counts = {name: getattr(saved, name) for name in ("added", "unchanged", "merged", "different")}
    differences = [one for one in saved.differences if not one.is_settled]
    document = offered_differences(value, differences)[1] if differences else ""
    return counts | {"document": document}


def analyse(job: Job) -> dict[str, Any]:
    """Compute the scheduled analyses, which are stored beside the diary."""
    totals = insights.totals_until(job.user, today_for(job.user))
    insights.latest_verdict(job.user, today_for(job.user), totals)
    insights.latest_hours(job.user, totals)
    return {}


JOBS: dict[str, Callable[[Job], dict[str, Any]]] = {IMPORT: import_diary, ANALYSIS: analyse}


def _progress(job: Job) -> Callable[[int], None]:
    written = 0

    def note(more: int) -> None:
        nonlocal written
        written += more
        Job.objects.filter(pk=job.pk).update(written=written)

    return note
