"""The summary for a doctor: one value, turned into bytes."""

from tracker.core.reports.csv_summary import to_csv
from tracker.core.reports.fhir.bundle import to_fhir
from tracker.core.reports.json_summary import frozen, thawed, to_json
from tracker.core.reports.known import Known
from tracker.core.reports.pdf.document import render
from tracker.core.reports.summary import DoctorSummary, build, restricted
from tracker.core.reports.week_chart import chart_title, chart_words, week_chart

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
