"""The summary for the doctor as a file: for the commands and for the files that a page offers."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext

from tracker import diary
from tracker.core.records import Diary
from tracker.core.reports import DoctorSummary, to_csv, to_fhir, to_json, to_pdf
from tracker.insights.page import summary_context
from tracker.insights.signs import WatchedFlag, watched_signs_key
from tracker.insights.summary import SummaryPeriod, doctor_summary

FORMATS = ("pdf", "html", "csv", "json", "fhir")


def summary_file(period: SummaryPeriod, format: str, *, annex: bool = False) -> bytes:
    """Write the summary of a period without marking its signs as shown.

    Cached per diary revision and answers to signs, except FHIR, which holds every entry and is too large to cache.
    """
    if format == "fhir":
        return write_summary(*doctor_summary(period), format, annex=annex)
    key = watched_signs_key(diary.load_watched_signs(period.user))
    return cached_file(f"file {format} {annex} {period} {key}", period, None, format, annex=annex)


def cached_file(
    name: str, period: SummaryPeriod, flags: Sequence[WatchedFlag] | None, format: str, *, annex: bool
) -> bytes:
    """The summary as a file, with these signs, cached per diary revision under a name that says which signs."""

    def write() -> bytes:
        return write_summary(*doctor_summary(period, flags), format, annex=annex)

    return diary.cached(period.user, name, write, diary.FILE)


def write_summary(summary: DoctorSummary, period: Diary, format: str, *, annex: bool = False) -> bytes:
    """Write the summary in one of FORMATS. `period` holds the entries in stored units, which only FHIR contains."""
    language = get_language() or "en"
    if format == "pdf":
        return to_pdf(summary, gettext, language, annex=annex)
    if format == "html":
        return _html(summary, language)
    if format == "fhir":
        return to_fhir(summary, period, gettext, language, settings.SNOMED)
    return to_csv(summary) if format == "csv" else to_json(summary)


def _html(summary: DoctorSummary, language: str) -> bytes:
    """Self-contained page, with the style sheets as data URLs."""
    sheets = [Path(str(finders.find(f"css/{name}.css"))).read_bytes() for name in ("charts", "summary")]
    css = [f"data:text/css;base64,{b64encode(sheet).decode()}" for sheet in sheets]
    context = {**summary_context(summary), "css": css, "language": language}
    return render_to_string("tracker/doctor_summary_file.html", context).encode()
