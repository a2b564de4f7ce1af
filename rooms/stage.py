"""The stage of a party: who sells when, and who has it now."""

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms import parties
from rooms.events import LineupChanged, StageHandedOn
from rooms.frames import HandOnStage, SetLineup
from rooms.models import Member, Party
from rooms.rules.parties import ANNOUNCED, ON_AIR, OVER
from rooms.rules.roles import HOSTS, SELLERS
from rooms.rules.stage import next_up
from rooms.showing import lineup_view
from rooms.standings import let_in, standing


def set_lineup(turn: Turn, frame: SetLineup) -> Recorded:
    """Other turns. Who has the stage keeps it, unless she is out of the line-up now."""
    party = parties.of_room(turn, frame.party_id)
    if party.state in OVER:
        raise Refused(Code.OVER)
    order = [slot.seller_id for slot in frame.slots]
    if len(set(order)) < len(order) or not set(order) <= _sellers(turn):
        raise Refused(Code.NOT_FOUND, "each seller once, and everyone a seller of this room")
    party.lineup = [[slot.seller_id, slot.minutes] for slot in frame.slots]
    if party.on_stage not in order:
        party.on_stage, party.on_stage_since = "", None
    party.save()
    event = LineupChanged(party_id=party.pk, lineup=lineup_view(party))
    return parties.tell(turn, party, event if party.state in ANNOUNCED else None)


def hand_on(turn: Turn, frame: HandOnStage) -> Recorded:
    """The stage goes to the seller who is named, or to the next; after the last one nobody has it."""
    party = parties.of_room(turn, frame.party_id)
    if party.state not in ON_AIR:
        raise Refused(Code.OVER if party.state in OVER else Code.NOT_LIVE)
    if standing(turn).role not in HOSTS and party.on_stage != turn.actor.user_id:
        raise Refused(Code.FORBIDDEN)
    receiver = _receiver(turn, party, frame.seller_id)
    if receiver == party.on_stage:
        raise Refused(Code.WRONG_STATE)
    party.on_stage, party.on_stage_since = receiver, turn.now if receiver else None
    party.save(update_fields=["on_stage", "on_stage_since"])
    return turn.record(StageHandedOn(party_id=party.pk, lineup=lineup_view(party)))


def _receiver(turn: Turn, party: Party, seller_id: str | None) -> str:
    order = [seller for seller, _ in party.lineup]
    sellers = _sellers(turn)
    if seller_id is None:
        return next_up(order, party.on_stage, sellers)
    if seller_id not in order or seller_id not in sellers:
        raise Refused(Code.NOT_FOUND)
    return seller_id


def _sellers(turn: Turn) -> set[str]:
    """Those who may sell in this room now."""
    found = Member.objects.filter(let_in(turn.now), room_id=turn.room_id, role__in=SELLERS)
    return set(found.values_list("user_id", flat=True))
