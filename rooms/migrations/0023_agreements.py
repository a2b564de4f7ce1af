from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rooms", "0022_postponed_why")]

    operations = [
        migrations.AddField(
            model_name="bill",
            name="agreed",
            field=models.JSONField(
                default=dict,
                help_text="what was agreed when it was confirmed: see `rooms.checkout.agreements`",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="terms",
            name="currency",
            field=models.CharField(default="EUR", help_text="of the money in `shipping`", max_length=3),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="discount",
            name="currency",
            field=models.CharField(default="EUR", help_text="of the money in it", max_length=3),
            preserve_default=False,
        ),
    ]
