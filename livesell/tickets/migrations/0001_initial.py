from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Ticket",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("user_id", models.CharField(blank=True, max_length=26)),
                ("version", models.PositiveIntegerField(default=0)),
                ("session_key", models.CharField(blank=True, default="", max_length=40)),
                ("expires_at", models.BigIntegerField(db_index=True)),
            ],
        ),
    ]
