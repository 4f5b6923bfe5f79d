"""What is assembled for one person. Pages, links and commands call it, so that they show the same."""

from tracker.insights.experiments import (
    ExperimentSoFar,
    PowerSoFar,
    experiment_power,
    experiments_so_far,
    is_open,
)
from tracker.insights.overview import overview
from tracker.insights.page import summary_context
from tracker.insights.signs import (
    WatchedFlag,
    places_since,
    recent_from,
    red_flags,
    rules_context,
    thresholds_of,
    watched_flags,
)
from tracker.insights.summary import SummaryPeriod, doctor_summary, shown_summary
from tracker.insights.totals import most_episodes_in_a_day, totals_until
from tracker.insights.treatments import treatments_so_far
from tracker.insights.trigger_answers import PARTS, TriggersSoFar, triggers_so_far
from tracker.insights.verdict import LONG_DAYS, is_analysis_long, latest_hours, latest_verdict

__all__ = [
    "LONG_DAYS",
    "PARTS",
    "ExperimentSoFar",
    "PowerSoFar",
    "SummaryPeriod",
    "TriggersSoFar",
    "WatchedFlag",
    "doctor_summary",
    "experiment_power",
    "experiments_so_far",
    "is_analysis_long",
    "is_open",
    "latest_hours",
    "latest_verdict",
    "most_episodes_in_a_day",
    "overview",
    "places_since",
    "recent_from",
    "red_flags",
    "rules_context",
    "shown_summary",
    "summary_context",
    "thresholds_of",
    "totals_until",
    "treatments_so_far",
    "triggers_so_far",
    "watched_flags",
]
