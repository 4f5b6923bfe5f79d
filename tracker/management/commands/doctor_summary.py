"""`manage.py doctor_summary`: the summary for a doctor, without a browser."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError
from base64 import b64encode
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, gettext

from tracker import diary
from tracker.core.records import Diary, local_day
from tracker.core.reference.limits import FIRST_DATE
from tracker.core.reports import DoctorSummary, to_csv, to_fhir, to_json, to_pdf
from tracker.insights import doctor_summary, summary_context
from tracker.management.account import REFUSED, WRONG_USE, account
from tracker.models import User

STANDARD_OUTPUT = "-"

Writer = Callable[[DoctorSummary, Diary], bytes]
"""The summary in one format; the period itself is for the one that holds its entries."""


class Command(BaseCommand):
    """Writes one file. Exit code 1 when a value was refused, 2 on wrong use."""

    help = "Write the summary for a doctor as one page (PDF or HTML) or as data (CSV, JSON or FHIR)."
    # They would import every page.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose diary, which period, which format, where to."""
        parser.add_argument("--user", required=True, metavar="NAME", help="whose diary")
        parser.add_argument("--from", required=True, type=_day, dest="first_day", metavar="D")
        parser.add_argument("--to", required=True, type=_day, dest="last_day", metavar="D")
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument("--annex", action="store_true", help="with a PDF: pages of charts and episodes behind it")
        parser.add_argument("--output", default=STANDARD_OUTPUT, metavar="FILE", help="standard output without it")

    def handle(self, *args: Any, user: str, format: str, output: str, **options: Any) -> None:
        """Build the summary once and write it in the format asked for."""
        if options.get("annex") and format != "pdf":
            raise CommandError("Only a PDF has an annex.", returncode=REFUSED)
        if format == "pdf" and output == STANDARD_OUTPUT and self.stdout.isatty():
            raise CommandError("A PDF cannot be read on a terminal; add --output FILE.", returncode=WRONG_USE)
        _use_one_core()
        owner = account(user)
        today = local_day(timezone.now(), owner.time_zone, owner.day_starts_at)
        first_day, last_day = _checked(options["first_day"], options["last_day"], today)
        write = _pdf_with_annex if options.get("annex") else FORMATS[format]
        self._write(output, _made(owner, write, first_day, last_day, today))

    def _write(self, output: str, content: bytes) -> None:
        if output == STANDARD_OUTPUT:
            out: Any = self.stdout
            out.buffer.write(content)
            return
        try:
            with open(output, "wb", opener=_private) as file:
                file.write(content)
        except OSError as problem:
            raise CommandError(f"{output} cannot be written: {problem.strerror}", returncode=REFUSED) from None


def _use_one_core() -> None:
    """Small matrices are quickest on one core; it has to be said before numpy is imported."""
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(threads, "1")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a date; write it as 2026-05-31") from None


def _private(path: str, flags: int) -> int:
    """Open a new file so that only its owner can read it."""
    return os.open(path, flags, 0o600)


def _checked(first_day: date, last_day: date, today: date) -> tuple[date, date]:
    """The period as far as it has come. Raises CommandError for a period that cannot be."""
    if last_day < first_day:
        raise CommandError(f"The period ends on {last_day}, before it starts on {first_day}.", returncode=REFUSED)
    if first_day < FIRST_DATE or first_day > today:
        raise CommandError(f"The period starts on {first_day}; it must start from {FIRST_DATE} to today.",
                           returncode=REFUSED)  # fmt: skip
    return first_day, min(last_day, today)


def _made(user: User, write: Writer, first_day: date, last_day: date, today: date) -> bytes:
    """The file, made once for each state of the diary, but for FHIR, which is too much to keep."""
    first_shown = dict(user.watched_signs.open().values_list("rule", "first_shown"))

    def make() -> bytes:
        return write(*doctor_summary(user, first_day, last_day, today, is_shown=False))

    shown = crc32(repr(sorted(first_shown.items())).encode())
    name = f"command {write.__name__} {first_day} {last_day} {today} {shown}"
    return make() if write is _fhir else diary.cached(user, name, make, diary.FILE)


def _pdf(summary: DoctorSummary, period: Diary) -> bytes:
    return to_pdf(summary, gettext, _language())


def _pdf_with_annex(summary: DoctorSummary, period: Diary) -> bytes:
    return to_pdf(summary, gettext, _language(), annex=True)


def _csv(summary: DoctorSummary, period: Diary) -> bytes:
    return to_csv(summary)


def _json(summary: DoctorSummary, period: Diary) -> bytes:
    return to_json(summary)


def _fhir(summary: DoctorSummary, period: Diary) -> bytes:
    return to_fhir(summary, period, gettext, _language(), settings.SNOMED)


def _html(summary: DoctorSummary, period: Diary) -> bytes:
    """One file that needs no other: the style sheets and the drawings are in it."""
    sheets = [Path(str(finders.find(f"css/{name}.css"))).read_bytes() for name in ("charts", "summary")]
    context = {
        **summary_context(summary),
        "css": [_data_address("text/css", sheet) for sheet in sheets],
        "language": _language(),
    }
    return render_to_string("tracker/doctor_summary_file.html", context).encode()


def _data_address(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"


def _language() -> str:
    return get_language() or "en"


FORMATS = {"pdf": _pdf, "html": _html, "csv": _csv, "json": _json, "fhir": _fhir}
