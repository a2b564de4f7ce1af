from django.db import migrations, models


class Migration(migrations.Migration):
    """Answers are looked up by the ids of commands: these come first in the index, or a turn reads all of a room's."""

    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="answer", name="ledger_answer_one_per_id"),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                fields=("ledger", "command_id", "actor_id"), name="ledger_answer_one_per_id"
            ),
        ),
    ]
