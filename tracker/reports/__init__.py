"""The summary for a doctor: one value, turned into bytes."""

from tracker.reports.csv_summary import to_csv
from tracker.reports.doctor_summary import DoctorSummary, build, restricted
from tracker.reports.fhir import to_fhir
from tracker.reports.json_summary import frozen, thawed, to_json
from tracker.reports.known import Known
from tracker.reports.pdf import render
from tracker.reports.week_chart import chart_title, chart_words, week_chart

__all__ = [
    "DoctorSummary",
    "Known",
    "build",
    "chart_title",
    "chart_words",
    "frozen",
    "render",
    "restricted",
    "thawed",
    "to_csv",
    "to_fhir",
    "to_json",
    "week_chart",
]
