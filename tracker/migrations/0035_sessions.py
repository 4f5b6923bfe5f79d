"""Move the sessions into a table that knows their owners, and empty the one before."""

from importlib import import_module
from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import migrations, models
from django.utils import timezone


def move(apps: Any, _schema_editor: Any) -> None:
    """Copy the sessions that have not ended. One whose owner is gone is dropped."""
    old, new = apps.get_model("sessions", "Session"), apps.get_model("tracker", "Session")
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    people = set(apps.get_model("tracker", "User").objects.values_list("pk", flat=True))
    for row in old.objects.filter(expire_date__gt=timezone.now()).iterator():
        named = store.decode(row.session_data).get(SESSION_KEY)
        if named is None or int(named) in people:
            new.objects.create(
                session_key=row.session_key,
                session_data=row.session_data,
                expire_date=row.expire_date,
                user_id=named,
            )
    old.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("tracker", "0034_cached_value_last"), ("sessions", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key"),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "session", "verbose_name_plural": "sessions", "abstract": False},
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
    ]
