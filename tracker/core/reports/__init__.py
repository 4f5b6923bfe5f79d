"""The summary for a doctor: one value, and its writers (PDF, JSON, CSV, FHIR)."""

from tracker.core.reports.context import SummaryContext
from tracker.core.reports.csv_summary import to_csv
from tracker.core.reports.fhir.bundle import to_fhir
from tracker.core.reports.json_summary import from_snapshot, to_json, to_snapshot
from tracker.core.reports.pdf.document import to_pdf
from tracker.core.reports.summary import DoctorSummary, build_summary, with_sections
from tracker.core.reports.week_chart import chart_title, chart_words, week_chart

__all__ = [
    "DoctorSummary",
    "SummaryContext",
    "build_summary",
    "chart_title",
    "chart_words",
    "from_snapshot",
    "to_csv",
    "to_fhir",
    "to_json",
    "to_pdf",
    "to_snapshot",
    "week_chart",
    "with_sections",
]
