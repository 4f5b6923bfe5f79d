from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Rename two models, two columns, an index and a constraint. All rows stay."""

    dependencies = [("tracker", "0015_injection_effect")]

    operations = [
        migrations.RenameModel("Guess", "LoginAttempt"),
        migrations.RenameIndex("LoginAttempt", "login_attempt_account_at", "guess_account_at"),
        migrations.RenameField("User", "diary_state", "diary_revision"),
        migrations.RemoveConstraint("Kept", "one_kept_per_name"),
        migrations.AlterModelTable("Kept", "tracker_kept"),
        migrations.RenameModel("Kept", "CachedResult"),
        migrations.RenameField("CachedResult", "state", "revision"),
        migrations.AlterField(
            "CachedResult",
            "user",
            models.ForeignKey(
                on_delete=models.CASCADE, related_name="cached_results", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            "CachedResult", models.UniqueConstraint(fields=["user", "name"], name="one_cached_result_per_name")
        ),
    ]
