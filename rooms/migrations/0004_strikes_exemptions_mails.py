"""Strikes, exemptions and mails get the names that everything else has for them."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("rooms", "0003_moderators_named"),
    ]

    operations = [
        migrations.RenameModel("Lapse", "Strike"),
        migrations.RenameModel("Let", "Exemption"),
        migrations.RenameModel("Letter", "Mail"),
        migrations.RenameIndex("strike", new_name="rooms_strike_of_buyer", old_name="rooms_lapse_of_buyer"),
        migrations.RenameIndex("mail", new_name="rooms_mail_waiting", old_name="rooms_letter_waiting"),
        migrations.RemoveConstraint("exemption", "rooms_let_once"),
        migrations.AddConstraint(
            "exemption",
            models.UniqueConstraint(fields=("room", "seller", "buyer"), name="rooms_exemption_once"),
        ),
        migrations.AlterField(
            "strike",
            "order",
            models.OneToOneField(
                on_delete=models.deletion.CASCADE,
                primary_key=True,
                related_name="strike",
                serialize=False,
                to="rooms.order",
            ),
        ),
        migrations.AlterField(
            "mail",
            "order",
            models.ForeignKey(on_delete=models.deletion.CASCADE, related_name="mails", to="rooms.order"),
        ),
    ]
