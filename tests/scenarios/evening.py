"""One long evening: three hundred acts by dice, always the same dice, seen from its first moment by one who buys."""

from random import Random

from chat.frames.messages import PostMessage, RemoveMessage
from chat.frames.moderation import BanMember, UnbanMember
from livesell.wire.envelope import Command
from rooms.claims.claims import ExpireClaim
from rooms.frames.claims import ConfirmClaim, ReleaseClaim
from rooms.frames.items import AddItem, EditItem, FeatureItem, NewVariant, SetStock, WithdrawItem
from rooms.frames.parties import EndParty, PauseParty, ResumeParty, ScheduleParty, StartParty
from rooms.models.claims import Claim
from rooms.models.items import Item, Variant
from rooms.models.parties import Party
from tests.support.scenarios import Scenario, next_party, story, verify
from tests.support.turns import NOON, Room, place

ACTS = 300
BUYERS = ("ben", "bea", "otto", "mona")
KINDS = {
    "place": 24, "give": 6, "confirm": 3, "expire": 4, "say": 6, "unsay": 1, "stock": 4, "price": 1, "withdraw": 1,
    "add": 2, "air": 2, "ban": 1, "unban": 4, "pause": 1, "resume": 8, "end": 1, "start": 3,
}  # fmt: skip


class Evening:
    """Rolls the dice. What an act is about is chosen by its place in time, never by an id: those differ every time."""

    def __init__(self, room: Room, parties: list[str]) -> None:
        self.room = room
        self.dice = Random(2025)
        self.coming = parties
        self.said: list[int] = []

    def roll(self) -> tuple[str, Command] | None:
        """The next act, and who does it; None where it makes no sense."""
        kind = self.dice.choices(list(KINDS), list(KINDS.values()))[0]
        who = self.dice.choice(BUYERS)
        live = Party.objects.filter(room_id=self.room.id, state__in=("live", "paused")).first()
        if kind in ("say", "unsay", "ban", "unban"):
            return self._talk(kind, who)
        if kind == "start":
            return None if live or not self.coming else ("hana", StartParty(party_id=self.coming.pop(0)))
        if live is None:
            return None
        if kind in ("pause", "resume", "end"):
            frames = {"pause": PauseParty, "resume": ResumeParty, "end": EndParty}
            return "hana", frames[kind].model_validate({"party_id": live.pk})
        if kind in ("give", "confirm", "expire"):
            return self._of_a_claim(kind)
        return self._of_an_item(kind, who, live)

    def _talk(self, kind: str, who: str) -> tuple[str, Command] | None:
        shut_out = self.room.cast["ben" if who in ("ben", "bea") else "otto"].user_id
        if kind == "say":
            return who, PostMessage(text=f"line {self.dice.randrange(1_000)}")
        if kind == "unsay":
            return (
                ("hana", RemoveMessage(message_offset=self.dice.choice(self.said), reason_code="other"))
                if self.said
                else None
            )
        if kind == "ban":
            return "mona", BanMember(user_id=shut_out, reason="shouted")
        return "mona", UnbanMember(user_id=shut_out)

    def _of_a_claim(self, kind: str) -> tuple[str, Command] | None:
        active = list(Claim.objects.filter(state__in=("held", "waitlisted")).order_by("since"))
        if not active:
            return None
        claim = self.dice.choice(active)
        if kind == "give":
            buyer = next(name for name in BUYERS if self.room.cast[name].user_id == claim.buyer_id)
            return buyer, ReleaseClaim(claim_id=claim.pk)
        if kind == "confirm":
            return "sam", ConfirmClaim(claim_id=claim.pk)
        return "clock", ExpireClaim(claim_id=claim.pk)

    def _of_an_item(self, kind: str, who: str, live: Party) -> tuple[str, Command]:
        item: Item = self.dice.choice(list(live.items.order_by("number")))
        variant: Variant = self.dice.choice(list(item.variants.order_by("place")))
        units = self.dice.randrange(1, 5)
        kinds = [NewVariant(name=size, stock=units) for size in "SL"]
        frames: dict[str, Command] = {
            "place": place(variant, max(1, units - 2), price_version=item.price_version),
            "stock": SetStock(variant_id=variant.pk, stock=variant.held + variant.sold + units - 1),
            "price": EditItem(item_id=item.pk, price=item.price + units),
            "withdraw": WithdrawItem(item_id=item.pk),
            "add": AddItem(party_id=live.pk, title=f"Jar {live.items.count()}", price=300, variants=kinds),
            "air": FeatureItem(party_id=live.pk, item_id=item.pk),
        }
        return who if kind == "place" else "sam", frames[kind]


@story("a-long-evening")
def a_long_evening(room: Room) -> Scenario:
    """Three parties, one after the other, the third announced before the first begins."""
    parties = [room.draft("First")] + [next_party(room, title) for title in ("Second", "Third")]
    for party in parties:
        for number in range(3):
            room.item(party, title=f"Jar {number}", stock=number + 1)
    room.must("hana", ScheduleParty(party_id=parties[2], starts_at=NOON + 3_600_000))
    evening = Evening(room, parties)
    with verify(room, "bea") as scenario:
        for _ in range(ACTS):
            room.later(evening.dice.choice((0, 0, 1, 3)))
            if act := evening.roll():
                answer = room.do(*act)
                if answer.ok and answer.event["type"] == "message.posted" and answer.fact:
                    evening.said.append(answer.fact["offset"])
    return scenario
