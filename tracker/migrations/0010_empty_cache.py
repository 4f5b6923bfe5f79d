from django.db import migrations


class Migration(migrations.Migration):
    """Cached results were pickles. They are JSON, HTML or files now, and are computed again."""

    dependencies = [("tracker", "0009_episodes_that_go_on")]

    operations = [migrations.RunSQL("DELETE FROM tracker_kept", migrations.RunSQL.noop)]
