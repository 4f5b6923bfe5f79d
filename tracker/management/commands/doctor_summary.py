"""`manage.py doctor_summary`: the summary for a doctor, without a browser."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.core.reference.limits import FIRST_DATE
from tracker.insights import SummaryPeriod
from tracker.insights.summary_file import FORMATS, summary_file
from tracker.management.account import REFUSED, WRONG_USE, account, today_of
from tracker.management.arguments import iso_date
from tracker.management.blas_threads import limit_blas_threads

STANDARD_OUTPUT = "-"


class Command(BaseCommand):
    """Writes one file. Exit code 1 when a value was refused, 2 on wrong use."""

    help = "Write the summary for a doctor as one page (PDF or HTML) or as data (CSV, JSON or FHIR)."
    # They would import every page.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose diary, which period, which format, where to."""
        parser.add_argument("--user", required=True, metavar="NAME", help="whose diary")
        parser.add_argument("--from", required=True, type=iso_date, dest="first_day", metavar="D")
        parser.add_argument("--to", required=True, type=iso_date, dest="last_day", metavar="D")
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument("--annex", action="store_true", help="with a PDF: pages of charts and episodes behind it")
        parser.add_argument("--output", default=STANDARD_OUTPUT, metavar="FILE", help="standard output without it")

    def handle(self, *args: Any, user: str, format: str, output: str, **options: Any) -> None:
        """Build the summary and write it in the requested format."""
        annex = options.get("annex", False)
        if annex and format != "pdf":
            raise CommandError("Only a PDF has an annex.", returncode=REFUSED)
        if format == "pdf" and output == STANDARD_OUTPUT and self.stdout.isatty():
            raise CommandError("A PDF cannot be read on a terminal; add --output FILE.", returncode=WRONG_USE)
        limit_blas_threads()
        owner = account(user)
        today = today_of(owner)
        first_day, last_day = _period(options["first_day"], options["last_day"], today)
        content = summary_file(SummaryPeriod(owner, first_day, last_day, today), format, annex=annex)
        if output == STANDARD_OUTPUT:
            stdout: Any = self.stdout
            stdout.buffer.write(content)
            return
        try:
            # A new file is readable by its owner only.
            with open(output, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
                file.write(content)
        except OSError as problem:
            raise CommandError(f"{output} cannot be written: {problem.strerror}", returncode=REFUSED) from None


def _period(first_day: date, last_day: date, today: date) -> tuple[date, date]:
    """Check the period and cut it at today. Raises CommandError."""
    if last_day < first_day:
        raise CommandError(f"The period ends on {last_day}, before it starts on {first_day}.", returncode=REFUSED)
    if first_day < FIRST_DATE or first_day > today:
        reason = f"The period starts on {first_day}; it must start from {FIRST_DATE} to today."
        raise CommandError(reason, returncode=REFUSED)
    return first_day, min(last_day, today)
