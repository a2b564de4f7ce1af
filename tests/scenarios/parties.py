"""Stories of parties and their stage: for every event the act that makes it, seen by somebody who was there."""

import time

from rooms.frames.items import (
    FeatureItem,
    NewVariant,
)
from rooms.frames.lineup import HandOnStage, SetLineup, Slot
from rooms.frames.parties import (
    CancelParty,
    ContinueParty,
    EditParty,
    EndParty,
    GiveRsvp,
    PauseParty,
    RestartParty,
    ResumeParty,
    ScheduleParty,
    StartParty,
)
from rooms.frames.series import Repeat, RepeatParty
from rooms.models.items import Picture
from rooms.models.parties import Series
from rooms.parties.outages import InterruptParty
from rooms.parties.series import AnnounceNext
from tests.support.scenarios import Scenario, next_party, story, verify
from tests.support.turns import NOON, Room, party_of


@story("party.scheduled")
def a_party_is_announced_with_its_items(room: Room) -> Scenario:
    """Two parties are drafted; the later one was announced first."""
    first, second = room.draft(), next_party(room)
    for number, party in enumerate((first, first, second)):
        room.item(party, title=f"Jar {number}", variants=[NewVariant(name=size, stock=3) for size in "SL"])
    room.must("hana", ScheduleParty(party_id=second, starts_at=NOON + 7_200_000))
    with verify(room, "bea") as scenario:
        room.must("hana", ScheduleParty(party_id=first, starts_at=NOON + 3_600_000))
    return scenario


@story("party.scheduled-again")
def a_party_is_brought_forward(room: Room) -> Scenario:
    party = room.draft()
    room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 7_200_000))
    with verify(room, "bea") as scenario:
        room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    return scenario


@story("party.postponed")
def a_party_is_postponed(room: Room) -> Scenario:
    """Bea said that she comes, and still does."""
    party = room.draft()
    room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    room.must("bea", GiveRsvp(party_id=party, coming=True))
    with verify(room, "bea") as scenario:
        later = ScheduleParty(party_id=party, starts_at=NOON + 7_200_000, reason="The kiln is cold")
        room.must("hana", later)
    return scenario


@story("party.restarted")
def a_party_goes_on_after_its_end(room: Room) -> Scenario:
    """What Bea holds is as it was. An earlier party, which this one's end took out of sight, does not come back."""
    first = party_of(room.live()).pk
    room.must("hana", EndParty(party_id=first))
    second = next_party(room)
    jam = room.item(second, stock=2).variants.get()
    room.must("hana", StartParty(party_id=second))
    room.place("bea", jam)
    room.must("hana", EndParty(party_id=second))
    room.later(5)
    with verify(room, "bea") as scenario:
        room.must("hana", RestartParty(party_id=second))
    return scenario


@story("party.interrupted")
def the_host_is_away(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    with verify(room, "bea") as scenario:
        room.must("clock", InterruptParty(party_id=party, cause="host"))
    return scenario


@story("party.interrupted-by-the-server-too")
def the_server_is_away_while_the_host_is(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    room.must("clock", InterruptParty(party_id=party, cause="host"))
    room.later(1)
    with verify(room, "bea") as scenario:
        room.must("clock", InterruptParty(party_id=party, cause="server"))
    return scenario


@story("party.continued")
def the_host_lets_the_show_go_on(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    room.must("clock", InterruptParty(party_id=party, cause="bidders"))
    room.later(0.5)
    with verify(room, "bea") as scenario:
        room.must("hana", ContinueParty(party_id=party))
    return scenario


@story("party.continued-by-a-pause")
def a_pause_ends_an_interruption(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    room.must("clock", InterruptParty(party_id=party, cause="host"))
    with verify(room, "bea") as scenario:
        room.must("hana", PauseParty(party_id=party))
    return scenario


@story("party.edited")
def a_party_changes_its_terms(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    hana = room.cast["hana"].user_id
    cover = Picture.objects.create(owner_id=hana, small="small.webp", large="large.webp", created_at=NOON)
    with verify(room, "bea") as scenario:
        words = {"rules": "Sold as seen.", "notes": "Tea at four.", "cover": cover.pk}
        edit = EditParty(party_id=party, title="Friday's last finds", hold_minutes=5, **words)
        room.must("hana", edit)
    return scenario


@story("party.started")
def a_draft_goes_live_at_once(room: Room) -> Scenario:
    party = room.draft()
    room.item(party)
    room.item(party, title="A jar of quince jelly", stock=4)
    with verify(room, None) as scenario:
        room.must("hana", StartParty(party_id=party))
    return scenario


@story("party.started-as-announced")
def an_announced_party_goes_live(room: Room) -> Scenario:
    party = room.draft()
    item = room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    room.must("hana", FeatureItem(party_id=party, item_id=item.pk))
    room.later(5)
    with verify(room, "bea") as scenario:
        room.must("hana", StartParty(party_id=party))
    return scenario


@story("party.paused")
def a_party_is_paused(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    with verify(room, "bea") as scenario:
        room.must("hana", PauseParty(party_id=party))
    return scenario


@story("party.resumed")
def a_party_goes_on(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    room.must("hana", PauseParty(party_id=party))
    with verify(room, "bea") as scenario:
        room.must("hana", ResumeParty(party_id=party))
    return scenario


@story("party.ended")
def a_party_ends_and_hopeless_lines_are_let_go(room: Room) -> Scenario:
    """Of two jars one is free; Bea wants two and waits, Ben behind her: nothing can come for either."""
    jam = room.live(stock=2)
    sold = room.place("otto", jam).claim
    room.confirm("sam", sold)
    room.place("bea", jam, 2)
    room.place("ben", jam, 1)
    with verify(room, "bea") as scenario:
        room.must("hana", EndParty(party_id=party_of(jam).pk))
    return scenario


@story("party.ended-with-holds")
def a_party_ends_and_a_line_still_hopes(room: Room) -> Scenario:
    jam = room.live(stock=1)
    room.place("ben", jam)
    room.place("bea", jam)
    with verify(room, "bea") as scenario:
        room.must("hana", EndParty(party_id=party_of(jam).pk))
    return scenario


@story("party.ended-a-second-one")
def the_end_of_a_second_party_takes_the_first_out_of_sight(room: Room) -> Scenario:
    """Bea has bought, holds and waits in the first party and holds in the second; the first goes, and hers stays."""
    first = room.live(stock=2, hold_minutes=60)
    room.confirm("sam", room.place("bea", first).claim)
    room.place("bea", first)
    room.place("ben", first)
    room.place("bea", first)
    room.must("hana", EndParty(party_id=party_of(first).pk))
    room.later(10)
    second = next_party(room)
    jam = room.item(second, title="A jar of quince jelly", stock=3).variants.get()
    room.must("hana", StartParty(party_id=second))
    room.place("bea", jam)
    with verify(room, "bea") as scenario:
        room.must("hana", EndParty(party_id=second))
    return scenario


@story("party.rsvp_given")
def people_say_that_they_come(room: Room) -> Scenario:
    """Bea comes to two parties and thinks again about one."""
    parties = [room.draft(), next_party(room)]
    for party in parties:
        room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    room.must("bea", GiveRsvp(party_id=parties[1], coming=True))
    with verify(room, "bea") as scenario:
        room.must("ben", GiveRsvp(party_id=parties[0], coming=True))
        room.must("bea", GiveRsvp(party_id=parties[0], coming=True))
        room.must("bea", GiveRsvp(party_id=parties[1], coming=False))
    return scenario


@story("party.rsvp_given-to-one-that-is-called-off")
def who_comes_to_a_party_that_is_called_off_comes_to_none(room: Room) -> Scenario:
    party = room.draft()
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    room.must("bea", GiveRsvp(party_id=party, coming=True))
    with verify(room, "bea") as scenario:
        room.must("hana", CancelParty(party_id=party))
    return scenario


@story("lineup.changed")
def sellers_are_given_their_turns(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    hana, sam = (room.cast[name].user_id for name in ("hana", "sam"))
    with verify(room, "bea") as scenario:
        slots = [Slot(seller_id=sam, minutes=30), Slot(seller_id=hana, minutes=45)]
        room.must("hana", SetLineup(party_id=party, slots=slots))
    return scenario


@story("stage.handed_on")
def the_stage_goes_to_the_first_and_on(room: Room) -> Scenario:
    party = party_of(room.live()).pk
    hana, sam = (room.cast[name].user_id for name in ("hana", "sam"))
    slots = [Slot(seller_id=sam, minutes=30), Slot(seller_id=hana, minutes=45)]
    room.must("hana", SetLineup(party_id=party, slots=slots))
    with verify(room, "bea") as scenario:
        room.must("hana", HandOnStage(party_id=party))
        room.later(30)
        room.must("sam", HandOnStage(party_id=party))
    return scenario


@story("party.repeated")
def a_party_comes_again_and_the_next_is_announced(room: Room) -> Scenario:
    """When the first is live the clock announces the second; then the host has enough of it."""
    time.sleep(0.003)
    party = room.draft()
    room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    weekly = Repeat(every=1, unit="week", zone="Europe/Berlin", until=None, times=4)
    with verify(room, "bea") as scenario:
        room.must("hana", RepeatParty(party_id=party, repeat=weekly))
        time.sleep(0.003)
        room.must("hana", StartParty(party_id=party))
        room.must("clock", AnnounceNext(series_id=Series.objects.get().pk))
        room.must("hana", RepeatParty(party_id=party, repeat=None))
    return scenario


@story("party.repeated-until-its-end")
def a_series_that_ended_is_not_told_of_with_its_last_party(room: Room) -> Scenario:
    party = room.draft()
    room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    twice = Repeat(every=1, unit="month", zone="Europe/Berlin", until=None, times=2)
    room.must("hana", RepeatParty(party_id=party, repeat=twice))
    room.must("hana", StartParty(party_id=party))
    with verify(room, "bea") as scenario:
        room.must("hana", EndParty(party_id=party))
    return scenario


@story("party.cancelled")
def an_announced_party_is_called_off(room: Room) -> Scenario:
    """Another, which is live, stays."""
    room.live()
    party = next_party(room)
    room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    with verify(room, "bea") as scenario:
        room.must("hana", CancelParty(party_id=party))
    return scenario
