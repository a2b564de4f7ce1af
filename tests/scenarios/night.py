"""One long night: everything that sells, by dice, always the same dice, seen by one who buys, bids and takes part.

The evening before (`evening.py`) is all claims and talk; here lots, gifts, orders, flash sales and outages meet them
on the same shelves, and the clock does what is due.
"""

from random import Random

from chat.frames.moderation import BanMember, UnbanMember
from livesell.wire.envelope import Command
from rooms.clock import due
from rooms.frames.auctions import (
    AcceptOffer,
    AddAuction,
    BuyNow,
    DeclineOffer,
    OpenAuction,
    PauseAuction,
    PlaceBid,
    ResumeAuction,
    VoidAuction,
)
from rooms.frames.claims import ClaimFor, ConfirmClaim, OverrideClaim, ReleaseClaim
from rooms.frames.giveaways import CancelGiveaway, EnterGiveaway, OpenGiveaway, RedrawGiveaway
from rooms.frames.items import AnnounceFlash, CloneItem, SetPrice, SetStock, WithdrawItem
from rooms.frames.orders import CancelOrder, ConfirmOrder
from rooms.frames.parties import EditParty, EndParty, PauseParty, RestartParty, ResumeParty, StartParty
from rooms.frames.rooms import FollowRoom, UnfollowRoom
from rooms.frames.values import Price
from rooms.models.auctions import Auction
from rooms.models.claims import Claim
from rooms.models.giveaways import Giveaway
from rooms.models.items import Item, Variant
from rooms.models.orders import Order
from rooms.models.parties import Beat, Party
from tests.support.buying import settlement
from tests.support.lots import TENS, interrupt
from tests.support.scenarios import Scenario, next_party, story, verify
from tests.support.turns import Room, place

ACTS = 500
BUYERS = ("ben", "bea", "otto")
Act = tuple[str, Command] | None
KINDS = {
    "claim": 20, "by_hand": 3, "give_back": 3, "confirm": 8, "first": 2, "stock": 4, "reprice": 2, "withdraw": 1,
    "clone": 1, "flash": 2, "lot": 6, "open_lot": 6, "stop_lot": 2, "resume_lot": 4, "void_lot": 1, "bid": 24,
    "buy_now": 1, "accept": 2, "decline": 2, "gift": 3, "enter": 5, "redraw": 2, "call_off": 1, "bill": 4, "pay": 3,
    "let_order": 3, "ban": 1, "unban": 4, "follow": 2, "pause": 1, "resume": 6, "end": 1, "restart": 2, "start": 6,
}  # fmt: skip


class Night:
    """Rolls the dice. What an act is about is chosen by its place in time, never by an id: those differ every time."""

    def __init__(self, room: Room, dice: Random) -> None:
        self.room = room
        self.dice = dice

    def roll(self) -> Act:
        """The next act, and who does it; None where it makes no sense."""
        kind = self.dice.choices(list(KINDS), list(KINDS.values()))[0]
        who = self.dice.choice(BUYERS)
        units = self.dice.randrange(1, 4)
        for about in (self._party, self._claim, self._lot, self._gift, self._order, self._item):
            acts = about(who, units)
            if kind in acts:
                return acts[kind]
        return None

    def clock(self) -> None:
        """Time passes, mostly a little, and what is due then is done."""
        self.room.later(self.dice.choice((0, 0, 0.2, 0.5, 2, 30)))
        Beat.objects.filter(room_id=self.room.id).update(at=self.room.now)
        for one in sorted(due.find(self.room.now), key=lambda one: (one.frame.type, one.command_id)):
            self.room.do("clock", one.frame, key=one.command_id)
        live = self._live()
        if live and self.dice.random() < 0.01:
            interrupt(self.room, live.pk, "bidders")

    def _live(self) -> Party | None:
        return Party.objects.filter(room_id=self.room.id, state__in=("live", "paused")).first()

    def _party(self, who: str, units: int) -> dict[str, Act]:
        live, ben = self._live(), self.room.cast["ben"].user_id
        last = Party.objects.filter(room_id=self.room.id, state="ended").order_by("ended_at").last()
        follow = FollowRoom() if units > 1 else UnfollowRoom()
        found: dict[str, Act] = {
            "ban": ("mona", BanMember(user_id=ben, reason="shouted")),
            "unban": ("mona", UnbanMember(user_id=ben)),
            "follow": (who, follow),
            "restart": ("hana", RestartParty(party_id=last.pk)) if last else None,
        }
        if live is None:
            coming = Party.objects.filter(room_id=self.room.id, state="draft").order_by("pk").first()
            return found | {"start": ("hana", StartParty(party_id=coming.pk)) if coming else None}
        return found | {
            "pause": ("hana", PauseParty(party_id=live.pk)),
            "resume": ("hana", ResumeParty(party_id=live.pk)),
            "end": ("hana", EndParty(party_id=live.pk)),
        }

    def _claim(self, who: str, units: int) -> dict[str, Act]:
        kinds = ("give_back", "confirm", "first")
        active = list(Claim.objects.filter(state__in=("held", "waitlisted", "wanted")).order_by("since"))
        if not active:
            return dict.fromkeys(kinds)
        claim = active[units * len(active) // 4]
        to = "first" if units > 1 else "last"
        return {
            "give_back": ("hana", ReleaseClaim(claim_id=claim.pk, reason="She left.")),
            "confirm": ("sam", ConfirmClaim(claim_id=claim.pk)),
            "first": ("hana", OverrideClaim(claim_id=claim.pk, to=to, reason="She asked first.")),
        }

    def _lot(self, who: str, units: int) -> dict[str, Act]:
        kinds = ("open_lot", "stop_lot", "resume_lot", "void_lot", "bid", "buy_now", "accept", "decline")
        going = list(Auction.objects.exclude(state="closed").order_by("pk"))
        if not going:
            return dict.fromkeys(kinds)
        lot = going[units * len(going) // 4]
        leader = next((name for name, one in self.room.cast.items() if one.user_id == lot.leader_id), who)
        amount: Price = (lot.price or lot.start_price) + 10 * units
        return {
            "open_lot": ("sam", OpenAuction(auction_id=lot.pk)),
            "stop_lot": ("sam", PauseAuction(auction_id=lot.pk)),
            "resume_lot": ("sam", ResumeAuction(auction_id=lot.pk)),
            "void_lot": ("sam", VoidAuction(auction_id=lot.pk, reason="It fell.")),
            "bid": (who, PlaceBid(auction_id=lot.pk, amount=amount)),
            "buy_now": (who, BuyNow(auction_id=lot.pk)),
            "accept": (leader, AcceptOffer(auction_id=lot.pk)),
            "decline": (leader, DeclineOffer(auction_id=lot.pk)),
        }

    def _gift(self, who: str, units: int) -> dict[str, Act]:
        """One takes part in each, so that the seed, which is chance, decides nothing."""
        gifts = list(Giveaway.objects.order_by("first"))
        if not gifts:
            return dict.fromkeys(("enter", "redraw", "call_off"))
        gift = gifts[-1]
        won = gift.winners[0]["id"] if gift.winners else None
        redraw = RedrawGiveaway(giveaway_id=gift.pk, winner_id=won, reason="gone") if won else None
        return {
            "enter": (who, EnterGiveaway(giveaway_id=gift.pk)) if not gift.entrants else None,
            "redraw": ("sam", redraw) if redraw else None,
            "call_off": ("sam", CancelGiveaway(giveaway_id=gift.pk, reason="It broke.")),
        }

    def _order(self, who: str, units: int) -> dict[str, Act]:
        found = list(
            Order.objects.filter(state__in=("open", "confirmed", "cancelled")).order_by("opened_at", "pk")
        )
        if not found:
            return dict.fromkeys(("bill", "pay", "let_order"))
        order = found[-units % len(found)]
        pay = ("clock", settlement(order)) if hasattr(order, "bill") else None
        return {
            "bill": ("sam", ConfirmOrder(order_id=order.pk)),
            "pay": pay,
            "let_order": ("sam", CancelOrder(order_id=order.pk, reason="Not paid.")),
        }

    def _item(self, who: str, units: int) -> dict[str, Act]:
        live = self._live()
        if live is None:
            return {}
        item: Item = self.dice.choice(list(live.items.order_by("number")))
        variant: Variant = self.dice.choice(list(item.variants.order_by("place")))
        version, taken = item.price_version, variant.held + variant.sold
        gift = {"party_id": live.pk, "prize": "Jam", "variant_id": variant.pk, "places": units}
        return {
            "claim": (who, place(variant, max(1, units - 1), price_version=version)),
            "by_hand": ("sam", ClaimFor(variant_id=variant.pk, price_version=version, name="Ann", network="X")),
            "stock": ("sam", SetStock(variant_id=variant.pk, stock=taken + units - 1)),
            "reprice": ("sam", SetPrice(variant_id=variant.pk, price=300 + units)),
            "withdraw": ("sam", WithdrawItem(item_id=item.pk)),
            "clone": ("sam", CloneItem(item_id=item.pk)),
            "flash": ("sam", AnnounceFlash(item_id=item.pk, percent=20, seconds=60, lead_seconds=0)),
            "lot": ("sam", AddAuction(variant_id=variant.pk, start_price=100, bands=TENS, buy_now=900)),
            "gift": ("sam", OpenGiveaway.model_validate(gift)),
        }  # fmt: skip


def set_up(room: Room) -> None:
    """Three parties, to be live one after the other; in each a jar goes to who pays first."""
    parties = [room.draft("First")] + [next_party(room, title) for title in ("Second", "Third")]
    for party in parties:
        for number in range(4):
            room.item(party, title=f"Jar {number}", stock=number + 2, first_paid=number == 3)
    room.must("hana", EditParty(party_id=parties[0], several_lots=True))


@story("a-long-night")
def a_long_night(room: Room) -> Scenario:
    """No lot is open at its end: what Bea bid at most comes with replies, not with facts."""
    set_up(room)
    night = Night(room, Random(1947))
    with verify(room, "bea") as scenario:
        for _ in range(ACTS):
            night.clock()
            if act := night.roll():
                room.do(*act)
        for lot in Auction.objects.exclude(state="closed").order_by("pk"):
            room.do("hana", VoidAuction(auction_id=lot.pk, reason="It is late."))
    return scenario
