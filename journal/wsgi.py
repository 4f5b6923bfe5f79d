"""WSGI application, served by gunicorn."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings")

application = get_wsgi_application()


def refuse_newer_tables() -> None:
    """Exit with one line instead of serving a database that a newer Levator has changed."""
    from django.core.management import CommandError
    from django.db import DatabaseError

    from tracker import database as tables

    try:
        tables.refuse_newer_tables()
    except CommandError as refusal:
        sys.exit(str(refusal))
    except DatabaseError:
        # The database may become reachable later; until then each page reports the error.
        return
    finally:
        tables.close_connections()


refuse_newer_tables()
