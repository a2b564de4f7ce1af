from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("rooms", "0023_agreements")]

    operations = [
        migrations.AlterField(
            model_name="standin",
            name="network",
            field=models.CharField(help_text="where she is known by her name", max_length=400),
        ),
    ]
