"""Start gunicorn with the options of gunicorn.conf.py: python -m journal --bind 127.0.0.1:8000

As `gunicorn journal.wsgi`, but with one line instead of a traceback where WEB_CONCURRENCY is no number: gunicorn reads
that variable while it is imported, before it reads any file of ours.
"""

from __future__ import annotations

import os
import sys


def check_processes(default: str) -> None:
    """Exit with one line if WEB_CONCURRENCY is no number."""
    wish = os.environ.setdefault("WEB_CONCURRENCY", default)
    if not (wish.isascii() and wish.isdigit() and int(wish) > 0):
        sys.exit(f"WEB_CONCURRENCY must be a whole number such as 2, not {wish!r}.")


def main() -> None:
    """Check what gunicorn does not check, and hand over to it."""
    check_processes("4")
    from gunicorn.app.wsgiapp import run

    sys.argv[1:1] = ["journal.wsgi"]
    run(prog="python -m journal")


if __name__ == "__main__":
    main()
