import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import livesell.wire.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Room",
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
                ("title", models.CharField(max_length=400)),
                ("about", models.TextField(blank=True)),
                (
                    "private",
                    models.BooleanField(default=False, help_text="members only; to others it does not exist"),
                ),
                (
                    "claim_words",
                    models.JSONField(blank=True, default=list, help_text="words that claim, said in chat"),
                ),
                (
                    "pass_words",
                    models.JSONField(blank=True, default=list, help_text="words that give a claim back"),
                ),
                ("created_at", models.BigIntegerField()),
                (
                    "closes_at",
                    models.BigIntegerField(blank=True, help_text="of a rehearsal that is open", null=True),
                ),
                (
                    "shut_at",
                    models.BigIntegerField(blank=True, help_text="of a rehearsal that is shut", null=True),
                ),
                (
                    "link_hash",
                    models.CharField(blank=True, help_text="of the token that lets people in", max_length=64),
                ),
                (
                    "rehearsal_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rehearsals",
                        to="rooms.room",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Order",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("confirmed", "confirmed"),
                            ("paid", "paid"),
                            ("shipped", "shipped"),
                            ("done", "done"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=10,
                    ),
                ),
                ("opened_at", models.BigIntegerField()),
                ("confirmed_at", models.BigIntegerField(blank=True, null=True)),
                ("pay_until", models.BigIntegerField(blank=True, null=True)),
                (
                    "wake_at",
                    models.BigIntegerField(
                        blank=True, help_text="when the clock looks at it again", null=True
                    ),
                ),
                ("reminded", models.PositiveSmallIntegerField(default=0)),
                (
                    "lapsed",
                    models.BooleanField(default=False, help_text="cancelled since it was not paid in time"),
                ),
                ("reason", models.TextField(blank=True, help_text="why it was cancelled")),
                ("tracking", models.CharField(blank=True, max_length=400)),
                (
                    "buyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Deferral",
            fields=[
                (
                    "id",
                    models.CharField(
                        help_text="the kind, the room and the thing",
                        max_length=100,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("room_id", models.CharField(db_index=True, max_length=26)),
                ("failures", models.PositiveSmallIntegerField(default=0, help_text="in a row")),
                ("code", models.CharField(help_text="of the last refusal", max_length=40)),
                ("retry_at", models.BigIntegerField(help_text="empty: it is parked", null=True)),
                ("at", models.BigIntegerField(help_text="when it failed last")),
            ],
        ),
        migrations.CreateModel(
            name="Discount",
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
                ("code", models.CharField(help_text="in capitals", max_length=40)),
                ("points", models.PositiveIntegerField(default=0, help_text="basis points")),
                ("currency", models.CharField(help_text="of the money in it", max_length=3)),
                ("amount", models.BigIntegerField(default=0)),
                ("goods_from", models.BigIntegerField(default=0)),
                (
                    "most",
                    models.PositiveIntegerField(blank=True, help_text="orders that may use it", null=True),
                ),
                ("expires_at", models.BigIntegerField(blank=True, null=True)),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="rooms.room"
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Giveaway",
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
                ("prize", models.CharField(max_length=400)),
                (
                    "eligible",
                    models.CharField(
                        choices=[("everyone", "everyone"), ("followers", "followers"), ("buyers", "buyers")],
                        max_length=10,
                    ),
                ),
                ("places", models.PositiveSmallIntegerField(help_text="winners, at most")),
                ("commitment", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("drawn", "drawn"), ("cancelled", "cancelled")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("closes_at", models.BigIntegerField()),
                ("entrants", models.PositiveIntegerField(default=0)),
                (
                    "reached",
                    models.PositiveIntegerField(
                        default=0, help_text="how far in the draw's order winners were sought"
                    ),
                ),
                (
                    "winners",
                    models.JSONField(default=list, help_text="id and name of each, in the draw's order"),
                ),
                ("reason", models.CharField(blank=True, help_text="why it was cancelled", max_length=400)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
                (
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Auction",
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
                ("start_price", models.BigIntegerField()),
                ("reserve", models.BigIntegerField(blank=True, null=True)),
                ("buy_now", models.BigIntegerField(blank=True, null=True)),
                (
                    "bands",
                    models.TextField(
                        blank=True, help_text="steps of its own, as JSON; empty: the usual ones"
                    ),
                ),
                ("seconds", models.PositiveSmallIntegerField()),
                ("extend_seconds", models.PositiveSmallIntegerField(help_text="0: sudden death")),
                ("grace_ms", models.PositiveSmallIntegerField()),
                ("prebids", models.BooleanField(help_text="takes bids before it is opened")),
                (
                    "offer_minutes",
                    models.PositiveIntegerField(help_text="how long a runner-up has to answer"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "pending"),
                            ("open", "open"),
                            ("paused", "paused"),
                            ("offered", "offered"),
                            ("closed", "closed"),
                        ],
                        default="pending",
                        max_length=10,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("sold", "sold"), ("passed", "passed"), ("void", "void")],
                        max_length=10,
                    ),
                ),
                ("price", models.BigIntegerField(blank=True, null=True)),
                ("ceiling", models.BigIntegerField(default=0, help_text="the leader's maximum")),
                ("bids", models.PositiveIntegerField(default=0)),
                ("ends_at", models.BigIntegerField(blank=True, null=True)),
                ("left_ms", models.BigIntegerField(blank=True, help_text="while paused", null=True)),
                (
                    "held_up",
                    models.BooleanField(
                        default=False, help_text="paused because its party is, or is interrupted"
                    ),
                ),
                ("closest_late_ms", models.PositiveIntegerField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, max_length=800)),
                ("offered_until", models.BigIntegerField(blank=True, null=True)),
                (
                    "leader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Beat",
            fields=[
                (
                    "room",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="rooms.room",
                    ),
                ),
                ("at", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Bid",
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
                ("maximum", models.BigIntegerField()),
                ("price", models.BigIntegerField()),
                ("since", models.BigIntegerField()),
                ("at", models.BigIntegerField(help_text="the moment as of which it counts")),
                ("grace_ms", models.PositiveSmallIntegerField(help_text="how long after that it came in")),
                (
                    "told",
                    models.BooleanField(default=True, help_text="others saw it; not a raise of who led"),
                ),
                (
                    "struck",
                    models.BooleanField(default=False, help_text="its bidder was shut out, or did not pay"),
                ),
                (
                    "auction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="history",
                        to="rooms.auction",
                    ),
                ),
                (
                    "bidder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Bill",
            fields=[
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="bill",
                        serialize=False,
                        to="rooms.order",
                    ),
                ),
                ("goods", models.BigIntegerField()),
                ("discount", models.BigIntegerField()),
                ("shipping", models.BigIntegerField()),
                ("tax", models.BigIntegerField()),
                ("tax_rate", models.PositiveIntegerField(help_text="basis points")),
                ("tax_included", models.BooleanField()),
                ("total", models.BigIntegerField()),
                (
                    "agreed",
                    models.JSONField(
                        help_text="what was agreed when it was confirmed: see `rooms.checkout.agreements`"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="delivery",
                        serialize=False,
                        to="rooms.order",
                    ),
                ),
                ("name", models.CharField(max_length=400)),
                ("address", models.TextField()),
                ("country", models.CharField(max_length=2)),
                ("note", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Lapse",
            fields=[
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="lapse",
                        serialize=False,
                        to="rooms.order",
                    ),
                ),
                ("at", models.BigIntegerField()),
                ("lifted", models.BooleanField(default=False)),
            ],
        ),
        migrations.AddField(
            model_name="order",
            name="discount",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="orders",
                to="rooms.discount",
            ),
        ),
        migrations.CreateModel(
            name="Follow",
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
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="rooms.room"
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
        ),
        migrations.CreateModel(
            name="Seed",
            fields=[
                (
                    "giveaway",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="seed",
                        serialize=False,
                        to="rooms.giveaway",
                    ),
                ),
                ("value", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("offset", models.BigIntegerField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "giveaway",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="rooms.giveaway",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entries",
            },
        ),
        migrations.CreateModel(
            name="Item",
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
                ("number", models.PositiveIntegerField(help_text="what people call out; it never changes")),
                ("place", models.PositiveIntegerField(help_text="1, 2, 3 in the order of showing")),
                ("pinned", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True, help_text="the seller's own; in no ledger")),
                ("title", models.CharField(max_length=400)),
                ("description", models.TextField(blank=True)),
                ("price", models.BigIntegerField(help_text="minor units")),
                ("price_version", models.PositiveIntegerField(default=1)),
                (
                    "was",
                    models.BigIntegerField(
                        blank=True, help_text="the price before it was lowered", null=True
                    ),
                ),
                (
                    "axes",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text="what its kinds differ in, such as size and colour",
                    ),
                ),
                (
                    "flash_percent",
                    models.PositiveSmallIntegerField(blank=True, help_text="empty: no flash sale", null=True),
                ),
                ("flash_starts_at", models.BigIntegerField(blank=True, null=True)),
                ("flash_ends_at", models.BigIntegerField(blank=True, null=True)),
                ("flash_on", models.BooleanField(default=False, help_text="it has begun")),
                (
                    "priced_at",
                    models.BigIntegerField(default=0, help_text="when its price was last changed; 0: never"),
                ),
                (
                    "hold_minutes",
                    models.PositiveSmallIntegerField(blank=True, help_text="empty: the party's", null=True),
                ),
                (
                    "per_buyer_limit",
                    models.PositiveIntegerField(
                        blank=True, help_text="empty: as `rooms.rules.claims` says", null=True
                    ),
                ),
                (
                    "first_paid",
                    models.BooleanField(default=False, help_text="nothing is held: who pays first is served"),
                ),
                ("weight", models.PositiveIntegerField(default=0, help_text="of one unit, in grams")),
                ("withdrawn", models.BooleanField(default=False)),
                ("pictures", models.JSONField(default=list, help_text="ids, in their order")),
                (
                    "seller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="asks", to="rooms.item"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Let",
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
                    "buyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="rooms.room"
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
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
                ("kind", models.CharField(max_length=20)),
                ("at", models.BigIntegerField()),
                ("taken_at", models.BigIntegerField(blank=True, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0, help_text="that failed")),
                ("retry_at", models.BigIntegerField(default=0, help_text="not before")),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="letters", to="rooms.order"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Member",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("owner", "owner"),
                            ("host", "host"),
                            ("seller", "seller"),
                            ("moderator", "moderator"),
                            ("buyer", "buyer"),
                        ],
                        default="buyer",
                        max_length=10,
                    ),
                ),
                ("banned", models.BooleanField(default=False)),
                ("banned_until", models.BigIntegerField(blank=True, help_text="empty: for good", null=True)),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="rooms.room"
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
        ),
        migrations.CreateModel(
            name="OwnLimits",
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
                ("kept", models.JSONField(help_text="as in rooms.rules.limits")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "began_at",
                    models.BigIntegerField(
                        blank=True, help_text="her first claim or bid of the day", null=True
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="rooms.room"
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
        ),
        migrations.CreateModel(
            name="Party",
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
                ("title", models.CharField(max_length=400)),
                ("currency", models.CharField(max_length=3)),
                ("hold_minutes", models.PositiveSmallIntegerField()),
                (
                    "several_lots",
                    models.BooleanField(default=False, help_text="more than one lot may be open at once"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("scheduled", "scheduled"),
                            ("live", "live"),
                            ("paused", "paused"),
                            ("ended", "ended"),
                            ("cancelled", "cancelled"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("starts_at", models.BigIntegerField(blank=True, null=True)),
                (
                    "ended_at",
                    models.BigIntegerField(
                        blank=True, help_text="last time; kept when it is restarted", null=True
                    ),
                ),
                ("on_air", models.CharField(blank=True, max_length=26)),
                ("rules", models.TextField(blank=True)),
                ("notes", models.TextField(blank=True)),
                ("cover", models.CharField(blank=True, help_text="id of a picture", max_length=26)),
                ("moved", models.PositiveIntegerField(default=0, help_text="times since it was announced")),
                ("postponed", models.PositiveSmallIntegerField(default=0, help_text="times of those")),
                ("postponed_why", models.CharField(blank=True, help_text="the last time", max_length=400)),
                (
                    "lineup",
                    models.JSONField(default=list, help_text="[seller's id, minutes], in their order"),
                ),
                ("on_stage", models.CharField(blank=True, help_text="id of the seller", max_length=26)),
                ("on_stage_since", models.BigIntegerField(blank=True, null=True)),
                ("outage_act", models.CharField(default="freeze", max_length=8)),
                ("outage_percent", models.PositiveSmallIntegerField(default=50)),
                ("interrupted_by", models.CharField(blank=True, max_length=8)),
                ("interrupted_at", models.BigIntegerField(blank=True, null=True)),
                ("continues_at", models.BigIntegerField(blank=True, null=True)),
                ("continued_at", models.BigIntegerField(default=0)),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parties", to="rooms.room"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "parties",
            },
        ),
        migrations.AddField(
            model_name="order",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="orders", to="rooms.party"
            ),
        ),
        migrations.AddField(
            model_name="item",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="rooms.party"
            ),
        ),
        migrations.AddField(
            model_name="giveaway",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="giveaways", to="rooms.party"
            ),
        ),
        migrations.CreateModel(
            name="Payment",
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
                ("provider", models.CharField(max_length=20)),
                ("reference", models.CharField(max_length=255)),
                ("amount", models.BigIntegerField()),
                ("at", models.BigIntegerField()),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="rooms.order"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Picture",
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
                ("small", models.CharField(max_length=80)),
                ("large", models.CharField(max_length=80)),
                ("created_at", models.BigIntegerField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Refund",
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
                ("amount", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("at", models.BigIntegerField()),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="refunds", to="rooms.order"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RoleOffer",
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
                ("role", models.CharField(max_length=10)),
                ("at", models.BigIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_offers",
                        to="rooms.room",
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
        ),
        migrations.CreateModel(
            name="RoleRefusal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.BigIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="rooms.room"
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
        ),
        migrations.CreateModel(
            name="Rsvp",
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
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="rooms.party"
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
        ),
        migrations.CreateModel(
            name="Series",
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
                ("every", models.PositiveSmallIntegerField()),
                ("unit", models.CharField(max_length=5)),
                ("zone", models.CharField(max_length=64)),
                ("first_at", models.BigIntegerField()),
                ("until", models.BigIntegerField(blank=True, null=True)),
                ("times", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "last",
                    models.PositiveIntegerField(
                        default=0, help_text="the number of the latest party; the first is 0"
                    ),
                ),
                ("goes_on", models.BooleanField(default=True)),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="rooms.room"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "series",
            },
        ),
        migrations.AddField(
            model_name="party",
            name="series",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="parties",
                to="rooms.series",
            ),
        ),
        migrations.CreateModel(
            name="Sheet",
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
                ("items", models.JSONField(help_text="as commands that add them")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="rooms.party"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StandIn",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("network", models.CharField(help_text="where she is known by her name", max_length=400)),
                (
                    "key",
                    models.CharField(help_text="name and network, as they are compared", max_length=1000),
                ),
                (
                    "link_hash",
                    models.CharField(
                        blank=True, help_text="of the secret by which she takes over", max_length=64
                    ),
                ),
                (
                    "simulated",
                    models.BooleanField(
                        default=False, help_text="plays a buyer in a rehearsal; claims as a member does"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stand_ins", to="rooms.room"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Terms",
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
                ("currency", models.CharField(help_text="of the money in `shipping`", max_length=3)),
                ("shipping", models.JSONField(help_text="as in the command terms.set")),
                ("tax_rate", models.PositiveIntegerField(default=0, help_text="basis points")),
                ("tax_included", models.BooleanField(default=True)),
                ("pay_hours", models.PositiveIntegerField()),
                ("imprint", models.TextField(blank=True, help_text="who sells: it stands on the invoice")),
                ("how_to_pay", models.TextField(blank=True)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="rooms.party",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="rooms.room"
                    ),
                ),
                (
                    "seller",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "terms",
            },
        ),
        migrations.CreateModel(
            name="Variant",
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
                ("place", models.PositiveSmallIntegerField()),
                ("name", models.CharField(blank=True, max_length=810)),
                (
                    "options",
                    models.JSONField(blank=True, default=list, help_text="one for each axis of the item"),
                ),
                (
                    "price",
                    models.BigIntegerField(
                        blank=True, help_text="its own, in minor units; empty: the item's", null=True
                    ),
                ),
                ("stock", models.PositiveIntegerField()),
                ("held", models.PositiveIntegerField(default=0)),
                ("sold", models.PositiveIntegerField(default=0)),
                ("waiting", models.PositiveIntegerField(default=0, help_text="claims in line")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="variants", to="rooms.item"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OrderLine",
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
                ("quantity", models.PositiveIntegerField()),
                ("price", models.BigIntegerField(help_text="of one unit, in minor units, as promised")),
                (
                    "source",
                    models.CharField(
                        choices=[("claim", "claim"), ("lot", "lot"), ("giveaway", "giveaway")], max_length=10
                    ),
                ),
                ("source_id", models.CharField(max_length=26)),
                ("at", models.BigIntegerField(help_text="when it was sold")),
                (
                    "struck",
                    models.BooleanField(
                        default=False, help_text="given back, or not to be had any more when the money came"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rooms.item"
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="rooms.order"
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="rooms.variant"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="giveaway",
            name="variant",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="giveaways",
                to="rooms.variant",
            ),
        ),
        migrations.CreateModel(
            name="Claim",
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
                ("quantity", models.PositiveIntegerField()),
                ("price", models.BigIntegerField(help_text="of one unit, in minor units, as promised")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "held"),
                            ("waitlisted", "waitlisted"),
                            ("wanted", "wanted"),
                            ("released", "released"),
                            ("expired", "expired"),
                            ("ordered", "ordered"),
                        ],
                        max_length=10,
                    ),
                ),
                ("since", models.BigIntegerField()),
                (
                    "place",
                    models.BigIntegerField(
                        help_text="in line: lower is first; the offset, unless she was moved"
                    ),
                ),
                (
                    "called",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="how often it was held from the line"
                    ),
                ),
                ("held_until", models.BigIntegerField(blank=True, null=True)),
                (
                    "buyer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "variant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="rooms.variant"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="auction",
            name="variant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="auctions", to="rooms.variant"
            ),
        ),
        migrations.AddIndex(
            model_name="room",
            index=models.Index(
                condition=models.Q(("closes_at__isnull", False)),
                fields=["closes_at"],
                name="rooms_room_rehearsing",
            ),
        ),
        migrations.AddIndex(
            model_name="room",
            index=models.Index(
                condition=models.Q(("shut_at__isnull", False)), fields=["shut_at"], name="rooms_room_shut"
            ),
        ),
        migrations.AddIndex(
            model_name="bid",
            index=models.Index(fields=["auction", "since"], name="rooms_bid_history"),
        ),
        migrations.AddIndex(
            model_name="bid",
            index=models.Index(fields=["bidder", "auction"], name="rooms_bid_of_bidder"),
        ),
        migrations.AddIndex(
            model_name="bid",
            index=models.Index(
                condition=models.Q(("struck", False)),
                fields=["auction", "bidder", "maximum"],
                name="rooms_bid_bidders",
            ),
        ),
        migrations.AddField(
            model_name="lapse",
            name="buyer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="lapse",
            name="room",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="rooms.room"
            ),
        ),
        migrations.AddConstraint(
            model_name="discount",
            constraint=models.UniqueConstraint(fields=("room", "seller", "code"), name="rooms_discount_once"),
        ),
        migrations.AddConstraint(
            model_name="discount",
            constraint=models.CheckConstraint(
                condition=models.Q(("points__lte", 10000), ("amount__gte", 0)), name="rooms_discount_sane"
            ),
        ),
        migrations.AddConstraint(
            model_name="follow",
            constraint=models.UniqueConstraint(fields=("room", "user"), name="rooms_follow_once"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("giveaway", "user"), name="rooms_entry_one_a_person"),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.UniqueConstraint(fields=("item", "user"), name="rooms_ask_once"),
        ),
        migrations.AddConstraint(
            model_name="let",
            constraint=models.UniqueConstraint(fields=("room", "seller", "buyer"), name="rooms_let_once"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["taken_at", "retry_at", "at"], name="rooms_letter_waiting"),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(fields=("room", "user"), name="rooms_member_once"),
        ),
        migrations.AddConstraint(
            model_name="ownlimits",
            constraint=models.UniqueConstraint(fields=("room", "user"), name="rooms_ownlimits_once"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["wake_at"], name="rooms_order_wake"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["state", "party"], name="rooms_order_by_state"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["buyer", "opened_at"], name="rooms_order_of_buyer"),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["party", "seller", "state"], name="rooms_order_of_seller"),
        ),
        migrations.AddConstraint(
            model_name="order",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")),
                fields=("party", "seller", "buyer"),
                name="rooms_order_one_open",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("flash_percent__isnull", False)),
                fields=["flash_starts_at"],
                name="rooms_item_flash",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("party", "number"), name="rooms_item_number_once"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("price__gte", 0)), name="rooms_item_price_not_negative"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.UniqueConstraint(fields=("provider", "reference"), name="rooms_payment_once"),
        ),
        migrations.AddConstraint(
            model_name="roleoffer",
            constraint=models.UniqueConstraint(fields=("room", "user"), name="rooms_roleoffer_once"),
        ),
        migrations.AddConstraint(
            model_name="rolerefusal",
            constraint=models.UniqueConstraint(fields=("room", "user", "by"), name="rooms_rolerefusal_once"),
        ),
        migrations.AddConstraint(
            model_name="rsvp",
            constraint=models.UniqueConstraint(fields=("party", "user"), name="rooms_rsvp_once"),
        ),
        migrations.AddIndex(
            model_name="party",
            index=models.Index(fields=["state", "starts_at"], name="rooms_party_by_state"),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("live", "paused"))),
                fields=("room",),
                name="rooms_party_one_live_in_a_room",
            ),
        ),
        migrations.AddConstraint(
            model_name="standin",
            constraint=models.UniqueConstraint(fields=("room", "key"), name="rooms_standin_once"),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.UniqueConstraint(
                condition=models.Q(("party", None)),
                fields=("room", "seller"),
                name="rooms_terms_once_a_seller",
            ),
        ),
        migrations.AddConstraint(
            model_name="terms",
            constraint=models.UniqueConstraint(fields=("party", "seller"), name="rooms_terms_once_a_party"),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.UniqueConstraint(fields=("item", "place"), name="rooms_variant_place_once"),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stock__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("held"), "+", models.F("sold")
                        ),
                    )
                ),
                name="rooms_variant_never_oversold",
            ),
        ),
        migrations.AddIndex(
            model_name="orderline",
            index=models.Index(fields=["variant"], name="rooms_orderline_of_variant"),
        ),
        migrations.AddConstraint(
            model_name="orderline",
            constraint=models.UniqueConstraint(
                fields=("source", "source_id", "order"), name="rooms_orderline_once"
            ),
        ),
        migrations.AddIndex(
            model_name="giveaway",
            index=models.Index(fields=["state", "closes_at"], name="rooms_giveaway_due"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["variant", "state", "place"], name="rooms_claim_place"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["buyer", "variant"], name="rooms_claim_of_buyer"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["state", "held_until"], name="rooms_claim_due"),
        ),
        migrations.AddIndex(
            model_name="auction",
            index=models.Index(fields=["state", "ends_at"], name="rooms_auction_due"),
        ),
        migrations.AddIndex(
            model_name="auction",
            index=models.Index(fields=["variant", "state"], name="rooms_auction_of_variant"),
        ),
        migrations.AddConstraint(
            model_name="auction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reserve", None), ("reserve__gte", models.F("start_price")), _connector="OR"),
                    models.Q(("buy_now", None), ("buy_now__gte", models.F("start_price")), _connector="OR"),
                    models.Q(
                        ("buy_now", None),
                        ("reserve", None),
                        ("buy_now__gte", models.F("reserve")),
                        _connector="OR",
                    ),
                ),
                name="rooms_auction_terms_agree",
            ),
        ),
        migrations.AddConstraint(
            model_name="auction",
            constraint=models.CheckConstraint(
                condition=models.Q(("price", None), ("price__gte", models.F("start_price")), _connector="OR"),
                name="rooms_auction_not_below_start",
            ),
        ),
        migrations.AddIndex(
            model_name="lapse",
            index=models.Index(fields=["room", "buyer"], name="rooms_lapse_of_buyer"),
        ),
    ]
