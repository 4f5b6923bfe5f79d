from __future__ import annotations

from typing import Any

from django.db import migrations

from tracker.core.reference.folding import fold_text


def fold_names(apps: Any, schema_editor: Any) -> None:
    """Store each user name in the form it is compared in.

    Where somebody has that name already, the account keeps its own: `People.named` looks for the exact name first.
    """
    users = apps.get_model("tracker", "User").objects
    taken = set(users.values_list("username", flat=True))
    longest = apps.get_model("tracker", "User")._meta.get_field("username").max_length
    for user in users.order_by("pk").only("username"):
        name = fold_text(user.username)
        if name not in taken and len(name) <= longest:
            taken.add(name)
            users.filter(pk=user.pk).update(username=name)


class Migration(migrations.Migration):
    dependencies = [("tracker", "0011_cached_values")]
    operations = [migrations.RunPython(fold_names, migrations.RunPython.noop)]
