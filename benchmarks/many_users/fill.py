"""A database with the diaries of many people, copied inside PostgreSQL.

One believable diary is saved as the pages would save it, and then copied for everybody, in the order of its days: as
in life the rows of one person lie scattered between those of all the others. Run by itself it fills the database of
DATABASE_URL and prints, as JSON, how a browser of one of the people asks for each page.
"""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from typing import Any

COPIED = ("Day", "Episode", "Medicine", "Reading", "Visit")


def fill(people: int, days: int, last_day: date) -> Any:
    """Fill an empty database, and return the person in the middle."""
    from django.utils import timezone

    from tracker import diary
    from tracker.core.demo import believable
    from tracker.models import Exposure, User

    template = User.objects.create_user(username="template")
    diary.save(template, believable(last_day, days, 1), timezone.now())
    everybody = User.objects.bulk_create(User(username=f"person-{n}") for n in range(people))
    _copy(Exposure, template, "ORDER BY person.id")
    for name in COPIED:
        _copy_by_name(name, template)
    template.delete()
    _settle()
    return everybody[people // 2]


def _copy_by_name(name: str, template: Any) -> None:
    from django.apps import apps

    table = apps.get_model("tracker", name)
    columns = {field.column for field in table._meta.concrete_fields}
    _copy(table, template, "ORDER BY held.local_date, person.id" if "local_date" in columns else "ORDER BY person.id")


def _copy(table: Any, template: Any, order: str) -> None:
    """Copy the template's rows of one table to each person, with foreign keys to the person's own rows."""
    from django.db import connection

    kept = [f.column for f in table._meta.concrete_fields if f.column not in ("id", "user_id", "client_id")]
    values = [f"held.{column}" if column != "exposure_id" else "own.id" for column in kept]
    name, own = table._meta.db_table, ""
    if "exposure_id" in kept:
        own = """JOIN tracker_exposure theirs ON theirs.id = held.exposure_id
                 JOIN tracker_exposure own ON own.user_id = person.id AND own.key = theirs.key"""
    into = ", ".join(f'"{column}"' for column in kept)
    with connection.cursor() as cursor:
        # The names are those of our own tables, not input.
        cursor.execute(
            f"""INSERT INTO {name} (user_id, client_id, {into})
                SELECT person.id, gen_random_uuid(), {", ".join(values)}
                FROM {name} held CROSS JOIN tracker_user person {own}
                WHERE held.user_id = %s AND person.id <> %s {order}""",  # noqa: S608
            [template.pk, template.pk],
        )


def _settle() -> None:
    """Analyse the tables, as autovacuum does in an older database."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def sizes() -> dict[str, Any]:
    """Rows per table, and the size of the database in megabytes."""
    from django.apps import apps
    from django.db import connection

    rows = {name: apps.get_model("tracker", name).objects.count() for name in ("User", "Exposure", *COPIED)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return {"rows": rows, "mb": cursor.fetchone()[0] / 1e6}


def main() -> None:
    """Create the tables and the people, and print a session cookie."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone

    from benchmarks.pages.addresses import pages

    call_command("migrate", verbosity=0)
    today = timezone.now().date()
    user = fill(int(sys.argv[1]), int(sys.argv[2]), today - timedelta(days=1))
    client = Client()
    client.force_login(user)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    result = {"cookie": cookie, "paths": pages(user, today - timedelta(days=1))} | sizes()
    print(json.dumps(result))  # noqa: T201


if __name__ == "__main__":
    main()
