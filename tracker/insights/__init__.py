"""What is assembled for one person. Pages, links and commands call it, so that they show the same."""

from tracker.insights.overview import overview
from tracker.insights.page import summary_context
from tracker.insights.signs import WatchedFlag, places_since, red_flags, rules_window, thresholds_of, watched_flags
from tracker.insights.summary import doctor_summary
from tracker.insights.treatments import treatments_so_far
from tracker.insights.trigger_answers import TriggersSoFar, triggers_so_far
from tracker.insights.verdict import verdict_and_hours, whole_diary

__all__ = [
    "TriggersSoFar",
    "WatchedFlag",
    "doctor_summary",
    "overview",
    "places_since",
    "red_flags",
    "rules_window",
    "summary_context",
    "thresholds_of",
    "treatments_so_far",
    "triggers_so_far",
    "verdict_and_hours",
    "watched_flags",
    "whole_diary",
]
