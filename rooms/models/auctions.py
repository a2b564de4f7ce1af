"""Lots and their bids. Written in bulk by turns. The reserve and every maximum are secrets: no ledger holds them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from livesell.wire.ids import ID_LENGTH, new_id
from rooms.models.items import Variant


class Auction(models.Model):
    """One unit that is up for auction, or about to be. It is held on its shelf from the moment it is put up."""

    STATES = [(state, state) for state in ("pending", "open", "paused", "offered", "closed")]
    OUTCOMES = [(outcome, outcome) for outcome in ("sold", "passed", "void")]

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    variant = models.ForeignKey(Variant, on_delete=models.PROTECT, related_name="auctions")

    start_price = models.BigIntegerField()
    reserve = models.BigIntegerField(null=True, blank=True)
    buy_now = models.BigIntegerField(null=True, blank=True)
    bands = models.TextField(blank=True, help_text="steps of its own, as JSON; empty: the usual ones")
    seconds = models.PositiveSmallIntegerField()
    extend_seconds = models.PositiveSmallIntegerField(help_text="0: sudden death")
    grace_ms = models.PositiveSmallIntegerField()
    prebids = models.BooleanField(help_text="takes bids before it is opened")
    offer_minutes = models.PositiveIntegerField(help_text="how long a runner-up has to answer")

    state = models.CharField(max_length=10, choices=STATES, default="pending")
    outcome = models.CharField(max_length=10, choices=OUTCOMES, blank=True)
    price = models.BigIntegerField(null=True, blank=True)
    leader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ceiling = models.BigIntegerField(default=0, help_text="the leader's maximum")
    bids = models.PositiveIntegerField(default=0)
    ends_at = models.BigIntegerField(null=True, blank=True)
    left_ms = models.BigIntegerField(null=True, blank=True, help_text="while paused")
    held_up = models.BooleanField(default=False, help_text="paused because its party is, or is interrupted")
    closest_late_ms = models.PositiveIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=800, blank=True)
    reason_code = models.CharField(max_length=16, blank=True)
    offered_until = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "ends_at"], name="rooms_auction_due"),
            models.Index(fields=["variant", "state"], name="rooms_auction_of_variant"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(reserve=None) | Q(reserve__gte=F("start_price")))
                & (Q(buy_now=None) | Q(buy_now__gte=F("start_price")))
                & (Q(buy_now=None) | Q(reserve=None) | Q(buy_now__gte=F("reserve"))),
                name="rooms_auction_terms_agree",
            ),
            models.CheckConstraint(
                condition=Q(price=None) | Q(price__gte=F("start_price")), name="rooms_auction_not_below_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.variant_id}, {self.state}"


class Bid(models.Model):
    """The most somebody would pay. `since` is the offset at which it was told, `price` what it made of the lot's."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)
    auction = models.ForeignKey(Auction, on_delete=models.CASCADE, related_name="history")
    bidder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    maximum = models.BigIntegerField()
    price = models.BigIntegerField()
    since = models.BigIntegerField()
    at = models.BigIntegerField(help_text="the moment as of which it counts")
    grace_ms = models.PositiveSmallIntegerField(help_text="how long after that it came in")
    told = models.BooleanField(default=True, help_text="others saw it; not a raise of who led")
    struck = models.BooleanField(default=False, help_text="its bidder was shut out, or did not pay")

    class Meta:
        indexes = [
            models.Index(fields=["auction", "since"], name="rooms_bid_history"),
            models.Index(fields=["bidder", "auction"], name="rooms_bid_of_bidder"),
            models.Index(
                fields=["auction", "bidder", "maximum"], condition=Q(struck=False), name="rooms_bid_bidders"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bidder_id} bids {self.maximum}"
