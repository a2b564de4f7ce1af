import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Ledger",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, unique=True)),
                ("epoch", models.CharField(max_length=32)),
                ("first_epoch", models.CharField(max_length=32)),
                ("offset", models.BigIntegerField(default=0)),
                ("hash", models.CharField(max_length=64)),
                ("at", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Renewal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.BigIntegerField()),
                ("why", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("offset", models.BigIntegerField()),
                ("at", models.BigIntegerField()),
                ("type", models.CharField(max_length=40)),
                ("actor_id", models.CharField(max_length=26)),
                ("fact", models.TextField()),
                ("hash", models.CharField(max_length=64)),
                (
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="ledger.ledger"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["ledger", "type", "offset"], name="ledger_event_by_type")],
                "constraints": [
                    models.UniqueConstraint(fields=("ledger", "offset"), name="ledger_event_one_per_offset")
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("actor_id", models.CharField(max_length=26)),
                ("command_id", models.CharField(max_length=64)),
                ("fingerprint", models.CharField(max_length=32)),
                ("answer", models.TextField()),
                (
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="ledger.ledger",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ledger", "command_id", "actor_id"), name="ledger_answer_one_per_id"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Text",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("offset", models.BigIntegerField()),
                ("salt", models.CharField(max_length=32)),
                ("text", models.TextField(null=True)),
                ("hidden", models.BooleanField(default=False)),
                ("hidden_at", models.BigIntegerField(null=True)),
                (
                    "ledger",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="texts", to="ledger.ledger"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("ledger", "offset"), name="ledger_text_one_per_offset")
                ],
            },
        ),
    ]
