#!/usr/bin/env python
"""The journal's command line."""

import os
import sys


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as refusal:
        if "--traceback" in sys.argv:
            raise
        sys.exit(f"The database cannot be used: {str(refusal).splitlines()[0]}")


if __name__ == "__main__":
    main()
