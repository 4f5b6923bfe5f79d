from django.db import migrations, models


class Migration(migrations.Migration):
    """Give everything that is tracked a kind. Existing ones are amounts, as they were, until the person changes that."""

    dependencies = [("tracker", "0018_results_by_last_day")]

    operations = [
        migrations.AddField(
            "Exposure",
            "kind",
            models.CharField(
                choices=[
                    ("yes_no", "Yes or no"),
                    ("count", "How many"),
                    ("score", "0 to 10"),
                    ("amount", "How much"),
                ],
                default="amount",
                max_length=8,
                verbose_name="Kind",
            ),
        ),
        migrations.AddField(
            "Exposure",
            "one_tap",
            models.FloatField(blank=True, null=True, verbose_name="One tap on Today adds"),
        ),
        migrations.AlterField(
            "Exposure",
            "summary",
            models.CharField(
                choices=[("sum", "Add them up"), ("mean", "Take the average"), ("last", "Take the last one")],
                default="sum",
                max_length=8,
                verbose_name="If you note it more than once a day",
            ),
        ),
    ]
