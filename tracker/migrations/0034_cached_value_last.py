"""Move the value of a cached result behind its other columns, and drop an index that the constraint covers.

SQLite reads a row from its beginning: to learn the last day of a result it went through the whole value.
"""

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def copy_values(apps: Any, _schema_editor: Any) -> None:
    """Fill the new column."""
    apps.get_model("tracker", "CachedResult").objects.update(content=F("value"))


class Migration(migrations.Migration):
    dependencies = [("tracker", "0033_replaced_rows")]

    operations = [
        migrations.AddField("cachedresult", "content", models.BinaryField(default=b"")),
        migrations.RunPython(copy_values, migrations.RunPython.noop),
        migrations.RemoveField("cachedresult", "value"),
        migrations.RenameField("cachedresult", "content", "value"),
        migrations.AlterField(
            "cachedresult",
            "user",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="cached_results",
                db_index=False,
            ),
        ),
        # SQLite puts a changed column behind the others, so this one comes last.
        migrations.AlterField("cachedresult", "value", models.BinaryField()),
    ]
