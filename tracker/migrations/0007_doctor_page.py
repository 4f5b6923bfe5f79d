from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("tracker", "0006_shared_links"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="doctor_page",
            field=models.JSONField(blank=True, default=dict),
        ),
    ]
