"""What goes together with episodes in this person's diary."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker import diary
from tracker.analysis import in_persons_units
from tracker.formats import diary_json
from tracker.records import Diary
from tracker.views.everywhere import SignedIn, today_for

if TYPE_CHECKING:
    from tracker.analysis.verdicts import Verdict

KEPT_S = 30 * 24 * 3600


@require_safe
def triggers(request: SignedIn) -> HttpResponse:
    """The last verdict in plain words, with what it rests on and when the next one is due."""
    from tracker.reports.trigger_report import build_trigger_report
    from tracker.views.pictures import forest_picture

    first, last = diary.span(request.user)
    today = today_for(request.user)
    whole = in_persons_units(diary.load(request.user, first or today, min(last or today, today)))
    report = build_trigger_report(whole, _last_verdict(request.user.pk, whole), _)
    context: dict[str, Any] = {
        "report": report,
        "first": today,
        "chart": forest_picture(report.spans, _) if report.spans else "",
    }
    return render(request, "tracker/triggers.html", context)


def _last_verdict(user_id: int, whole: Diary) -> Verdict | None:
    """Worked out once for each state of the diary: any entry that changes makes another name in the cache."""
    from tracker.analysis.align import align, day_table
    from tracker.analysis.results import METHOD
    from tracker.analysis.verdicts import verdicts

    state = sha256(diary_json.write(whole) + METHOD.version.encode()).hexdigest()
    name = f"verdict:{user_id}:{state}"
    kept = cache.get(name)
    if kept is None:
        kept = verdicts(align(day_table(whole)))[-1:]
        cache.set(name, kept, KEPT_S)
    return kept[0] if kept else None
