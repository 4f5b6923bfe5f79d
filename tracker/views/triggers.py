"""What goes together with episodes in this person's diary."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.cache import caches
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
    from tracker.analysis.hour_scale import HoursAfter
    from tracker.analysis.verdicts import Verdict

    Answer = tuple[Verdict | None, tuple[HoursAfter, ...]]

KEPT_S = 30 * 24 * 3600


@require_safe
def triggers(request: SignedIn) -> HttpResponse:
    """The last verdict in plain words, with what it rests on and when the next one is due."""
    from tracker.reports.trigger_hours import hour_cards
    from tracker.reports.trigger_report import build_trigger_report
    from tracker.views.pictures import forest_picture

    first, last = diary.span(request.user)
    today = today_for(request.user)
    whole = in_persons_units(diary.load(request.user, first or today, min(last or today, today), treatments=False))
    verdict, hours = _last_verdict(request.user.pk, whole)
    report = build_trigger_report(whole, verdict, _)
    context: dict[str, Any] = {
        "report": report,
        "hours": hour_cards(hours, {exposure.key: exposure for exposure in whole.exposures}, _),
        "first": today,
        "chart": forest_picture(report.spans, _) if report.spans else "",
    }
    return render(request, "tracker/triggers.html", context)


def _last_verdict(user_id: int, whole: Diary) -> Answer:
    """Worked out once for each state of the diary: any entry that changes makes another name in the cache."""
    from tracker.analysis.hour_scale import HOUR_METHOD
    from tracker.analysis.results import METHOD

    methods = f"{METHOD.version} {HOUR_METHOD.version}"
    state = sha256(diary_json.write(whole) + methods.encode()).hexdigest()
    name = f"verdict:{user_id}:{state}"
    kept: Answer | None = caches["answers"].get(name)
    if kept is None:
        kept = _work_out(whole)
        caches["answers"].set(name, kept, KEPT_S)
    return kept


def _work_out(whole: Diary) -> Answer:
    """The last verdict, and the hours after each intake with what was known on its day."""
    from tracker.analysis.align import align, day_table
    from tracker.analysis.hour_scale import hours_after
    from tracker.analysis.timeline import timeline
    from tracker.analysis.verdicts import VERDICT_LEVEL, verdicts

    reached = verdicts(align(day_table(whole)))
    if not reached:
        return None, ()
    known = whole.between(whole.first_day, reached[-1].day)
    return reached[-1], hours_after(timeline(known), VERDICT_LEVEL)
