import time

from django.db import migrations, models


def stamp(apps, _schema):
    """What was answered before this was noted counts as answered now, so that it is kept for as long as all others."""
    apps.get_model("ledger", "Answer").objects.filter(at=0).update(at=int(time.time() * 1000))


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.AddField(model_name="answer", name="at", field=models.BigIntegerField(default=0)),
        migrations.RunPython(stamp, migrations.RunPython.noop),
    ]
