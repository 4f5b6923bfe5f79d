from django.db import migrations, models


class Migration(migrations.Migration):
    """Let a cached result have no revision."""

    dependencies = [("tracker", "0016_plain_names")]

    operations = [
        migrations.AlterField("CachedResult", "revision", models.PositiveBigIntegerField(null=True)),
    ]
