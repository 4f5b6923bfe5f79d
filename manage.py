#!/usr/bin/env python
"""The journal's command line."""

import os
import sys


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError, ProgrammingError

    try:
        execute_from_command_line(sys.argv)
    except (OperationalError, ProgrammingError) as refusal:
        if "--traceback" in sys.argv:
            raise
        if any(words in str(refusal) for words in ("no such table", "no such column", "does not exist")):
            sys.exit("The database has no tables yet, or those of an earlier Levator: run manage.py migrate first.")
        sys.exit(f"The database cannot be used: {str(refusal).splitlines()[0]}")


if __name__ == "__main__":
    main()
