import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

import livesell.wire.ids


def place_by_number(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("rooms", "Item").objects.update(place=F("number"))


class Migration(migrations.Migration):
    dependencies = [
        ("rooms", "0006_giveaways"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="item",
            name="number",
            field=models.PositiveIntegerField(help_text="what people call out; it never changes"),
        ),
        migrations.AddField(
            model_name="item",
            name="place",
            field=models.PositiveIntegerField(default=0, help_text="1, 2, 3 in the order of showing"),
            preserve_default=False,
        ),
        migrations.AddField(model_name="item", name="pinned", field=models.BooleanField(default=False)),
        migrations.AddField(
            model_name="item",
            name="note",
            field=models.TextField(blank=True, default="", help_text="the seller's own; in no ledger"),
            preserve_default=False,
        ),
        migrations.RunPython(place_by_number, migrations.RunPython.noop),
        migrations.CreateModel(
            name="Ask",
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
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="asks", to="rooms.item"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("item", "user"), name="rooms_ask_once")],
            },
        ),
    ]
