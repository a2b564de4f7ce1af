from django.db import migrations, models


class Migration(migrations.Migration):
    """A ledger keeps the epoch from which its chain begins when it begins another life; and why lives began is told."""

    dependencies = [("ledger", "0002_answers_by_command")]

    operations = [
        migrations.AddField("ledger", "first_epoch", models.CharField(max_length=32, default="")),
        migrations.RunSQL("UPDATE ledger_ledger SET first_epoch = epoch", migrations.RunSQL.noop),
        migrations.AlterField("ledger", "first_epoch", models.CharField(max_length=32)),
        migrations.AddField("text", "hidden_at", models.BigIntegerField(null=True)),
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
    ]
