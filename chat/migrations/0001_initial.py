import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import livesell.wire.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("room_id", models.CharField(max_length=26, primary_key=True, serialize=False)),
                ("offset", models.BigIntegerField()),
                ("until", models.BigIntegerField(db_index=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ModerationAction",
            fields=[
                (
                    "id",
                    models.CharField(
                        default=livesell.wire.ids.new_id,
                        editable=False,
                        max_length=26,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("room_id", models.CharField(db_index=True, max_length=26)),
                (
                    "act",
                    models.CharField(
                        choices=[("remove", "remove"), ("ban", "ban"), ("unban", "unban")], max_length=10
                    ),
                ),
                ("reason", models.TextField()),
                ("message_offset", models.BigIntegerField(blank=True, null=True)),
                ("until", models.BigIntegerField(blank=True, null=True)),
                ("at", models.BigIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
