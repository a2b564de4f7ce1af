"""The stage of a party: who sells when, and who has it now."""

from livesell.ledger.turn import Recorded, Refused, Turn
from livesell.wire.codes import Code
from rooms.events.lineup import LineupChanged, StageHandedOn
from rooms.frames.lineup import HandOnStage, SetLineup
from rooms.membership.standing import let_in, standing
from rooms.models.parties import Party
from rooms.models.rooms import Member
from rooms.parties import parties
from rooms.presenters import lineup_view
from rooms.rules.lineup import next_up
from rooms.rules.parties import ANNOUNCED, ON_AIR, OVER
from rooms.rules.roles import HOSTS, SELLERS


def set_lineup(turn: Turn, frame: SetLineup) -> Recorded:
    """Other turns. Who has the stage keeps it, unless she is out of the line-up now."""
    party = parties.of_room(turn, frame.party_id)
    if party.state in OVER:
        raise Refused(Code.OVER)
    order = [slot.seller_id for slot in frame.slots]
    if len(set(order)) < len(order) or not set(order) <= sellers(turn):
        raise Refused(Code.NOT_FOUND, "each seller once, and everyone a seller of this room")
    party.lineup = [[slot.seller_id, slot.minutes] for slot in frame.slots]
    if party.on_stage not in order:
        party.on_stage, party.on_stage_since = "", None
    return _tell(turn, party)


def leave(turn: Turn, user_id: str) -> None:
    """Somebody sells here no more: she is out of every line-up to come, and the next has the stage if she had it."""
    for party in Party.objects.filter(room_id=turn.room_id).exclude(state__in=OVER):
        order = [seller for seller, _ in party.lineup]
        if user_id not in order:
            continue
        if party.on_stage == user_id:
            _give(turn, party, next_up(order, user_id, sellers(turn)))
        party.lineup = [slot for slot in party.lineup if slot[0] != user_id]
        _tell(turn, party)


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
    _give(turn, party, receiver)
    party.save(update_fields=["on_stage", "on_stage_since"])
    return turn.record(StageHandedOn(party_id=party.pk, lineup=lineup_view(party)))


def _give(turn: Turn, party: Party, receiver: str) -> None:
    """The stage; nobody where that is empty. The caller saves it."""
    party.on_stage, party.on_stage_since = receiver, turn.now if receiver else None


def _tell(turn: Turn, party: Party) -> Recorded:
    """Save a party, and say what its line-up is now."""
    party.moved += party.state in ANNOUNCED  # it may be longer or shorter in calendars
    party.save()
    event = LineupChanged(party_id=party.pk, lineup=lineup_view(party))
    return parties.tell(turn, party, event if party.state in ANNOUNCED else None)


def _receiver(turn: Turn, party: Party, seller_id: str | None) -> str:
    order = [seller for seller, _ in party.lineup]
    able = sellers(turn)
    if seller_id is None:
        return next_up(order, party.on_stage, able)
    if seller_id not in order or seller_id not in able:
        raise Refused(Code.NOT_FOUND)
    return seller_id


def sellers(turn: Turn) -> set[str]:
    """Those who may sell in this room now."""
    found = Member.objects.filter(let_in(turn.now), room_id=turn.room_id, role__in=SELLERS)
    return set(found.values_list("user_id", flat=True))
