"""Stories of items and flash sales: for every event the act that makes it, seen by somebody who was there."""

from rooms.frames.items import (
    AnnounceFlash,
    AskItem,
    CarryItems,
    EditItem,
    FeatureItem,
    MoveItem,
    NewVariant,
    PinItem,
    SetPrice,
    SetStock,
    WithdrawItem,
)
from rooms.frames.parties import (
    CancelParty,
    EndParty,
    ScheduleParty,
    StartParty,
)
from rooms.items.flash_sales import FlashDue
from rooms.models.items import Picture, Variant
from tests.support.scenarios import Scenario, next_party, story, verify
from tests.support.turns import NOON, Room, party_of


def flash(variant: Variant, *, lead_seconds: int = 0) -> AnnounceFlash:
    """Twenty percent off for a minute."""
    return AnnounceFlash(item_id=variant.item_id, percent=20, seconds=60, lead_seconds=lead_seconds)


@story("item.added")
def an_item_is_added_while_live(room: Room) -> Scenario:
    """It goes to the end of its party, with pictures and kinds; a coming party's items stay behind it."""
    party = party_of(room.live()).pk
    coming = next_party(room)
    room.item(coming)
    room.must("hana", ScheduleParty(party_id=coming, starts_at=NOON + 3_600_000))
    sam = room.cast["sam"].user_id
    picture = Picture.objects.create(owner_id=sam, small="small.webp", large="large.webp", created_at=NOON)
    variants = [NewVariant(name="red", stock=2), NewVariant(name="blue", stock=0)]
    with verify(room, "bea") as scenario:
        room.item(party, title="A wool scarf", pictures=[picture.pk], per_buyer_limit=2, variants=variants)
    return scenario


@story("item.edited")
def the_price_changes_and_claims_keep_theirs(room: Room) -> Scenario:
    jam = room.live(stock=3)
    room.place("bea", jam, 2)
    with verify(room, "bea") as scenario:
        room.must("sam", EditItem(item_id=jam.item_id, title="Plum jam of 2025", price=650))
    return scenario


@story("item.edited-own-price")
def a_kind_has_a_price_of_its_own(room: Room) -> Scenario:
    """The large scarf costs more; Bea holds one at the old price."""
    sizes = [NewVariant(options=[size], stock=3) for size in ("S", "L")]
    room.item(party := room.draft(), title="A wool scarf", axes=["Size"], variants=sizes)
    room.must("hana", StartParty(party_id=party))
    _, large = Variant.objects.order_by("place")
    room.place("bea", large)
    with verify(room, "bea") as scenario:
        room.must("sam", SetPrice(variant_id=large.pk, price=700))
    return scenario


@story("flash.announced")
def a_flash_sale_is_to_come(room: Room) -> Scenario:
    jam = room.live(stock=3)
    with verify(room, "bea") as scenario:
        room.must("sam", flash(jam, lead_seconds=30))
    return scenario


@story("flash.begun")
def a_flash_sale_begins(room: Room) -> Scenario:
    """Ben claims at the price before, Bea at the one it is now."""
    jam = room.live(stock=3)
    room.must("sam", flash(jam, lead_seconds=30))
    room.later(0.5)
    with verify(room, "bea") as scenario:
        room.place("ben", jam)
        room.must("clock", FlashDue(item_id=jam.item_id))
        room.place("bea", jam, price_version=2)
    return scenario


@story("flash.ended")
def a_flash_sale_ends(room: Room) -> Scenario:
    jam = room.live(stock=3)
    room.must("sam", flash(jam))
    room.place("bea", jam, price_version=2)
    room.later(1)
    with verify(room, "bea") as scenario:
        room.must("clock", FlashDue(item_id=jam.item_id))
    return scenario


@story("item.edited-more-stock")
def more_stock_serves_the_line(room: Room) -> Scenario:
    jam = room.live(stock=1)
    room.place("otto", jam)
    room.place("ben", jam)
    room.place("bea", jam)
    with verify(room, "bea") as scenario:
        room.must("sam", SetStock(variant_id=jam.pk, stock=3))
    return scenario


@story("item.edited-less-stock")
def less_stock_passes_over_those_who_want_more(room: Room) -> Scenario:
    jam = room.live(stock=3)
    room.place("otto", jam)
    room.place("ben", jam, 3)
    room.place("bea", jam, 1)
    with verify(room, "bea") as scenario:
        room.must("sam", SetStock(variant_id=jam.pk, stock=2))
    return scenario


@story("item.withdrawn")
def an_item_on_air_is_withdrawn(room: Room) -> Scenario:
    """Otto's hold stays, the line is let go, nothing is on air."""
    jam = room.live(stock=1)
    room.must("sam", FeatureItem(party_id=party_of(jam).pk, item_id=jam.item_id))
    room.place("otto", jam)
    room.place("ben", jam)
    room.place("bea", jam)
    with verify(room, "bea") as scenario:
        room.must("sam", WithdrawItem(item_id=jam.item_id))
    return scenario


@story("item.featured")
def an_item_goes_on_air(room: Room) -> Scenario:
    jam = room.live()
    with verify(room, "bea") as scenario:
        room.must("sam", FeatureItem(party_id=party_of(jam).pk, item_id=jam.item_id))
    return scenario


@story("item.featured-none")
def nothing_is_on_air(room: Room) -> Scenario:
    jam = room.live()
    party = party_of(jam).pk
    room.must("sam", FeatureItem(party_id=party, item_id=jam.item_id))
    with verify(room, None) as scenario:
        room.must("sam", FeatureItem(party_id=party, item_id=None))
    return scenario


@story("item.moved")
def items_change_places(room: Room) -> Scenario:
    """Jar 3 comes first, jar 1 last; a party before this one and one behind it keep theirs."""
    party, coming = room.draft(), next_party(room)
    jars = [room.item(party, title=f"Jar {number}") for number in range(1, 5)]
    room.item(coming)
    for each in (party, coming):
        room.must("hana", ScheduleParty(party_id=each, starts_at=NOON + 3_600_000))
    with verify(room, "bea") as scenario:
        room.must("sam", MoveItem(item_id=jars[2].pk, before=jars[0].pk))
        room.must("hana", MoveItem(item_id=jars[0].pk, before=None))
        room.item(party, title="Jar 5")
    return scenario


@story("item.pinned")
def items_are_pinned_and_one_is_not_any_more(room: Room) -> Scenario:
    jam = room.live()
    tea = room.item(party_of(jam).pk, title="Tea")
    room.must("sam", PinItem(item_id=jam.item_id))
    with verify(room, None) as scenario:
        room.must("sam", PinItem(item_id=jam.item_id, pinned=False))
        room.must("sam", PinItem(item_id=tea.pk))
    return scenario


@story("item.asked")
def viewers_ask_for_items_and_one_comes_up(room: Room) -> Scenario:
    """Bea asked for both; the jam is shown, and she and Ben are answered."""
    jam = room.live()
    party = party_of(jam).pk
    tea = room.item(party, title="Tea")
    room.must("bea", AskItem(item_id=jam.item_id))
    with verify(room, "bea") as scenario:
        room.must("ben", AskItem(item_id=jam.item_id))
        room.must("bea", AskItem(item_id=tea.pk))
        room.must("sam", FeatureItem(party_id=party, item_id=jam.item_id))
    return scenario


@story("item.asked-in-a-party-that-is-called-off")
def what_was_asked_for_goes_with_its_party(room: Room) -> Scenario:
    party = room.draft()
    jam = room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=NOON + 3_600_000))
    room.must("bea", AskItem(item_id=jam.pk))
    with verify(room, "bea") as scenario:
        room.must("hana", CancelParty(party_id=party))
    return scenario


@story("item.added-carried-over")
def unsold_items_are_carried_into_the_next_party(room: Room) -> Scenario:
    """Of three jars one is sold and one held: one moves."""
    jam = room.live(stock=3)
    room.confirm("sam", room.place("ben", jam).claim)
    room.place("bea", jam)
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    coming = next_party(room)
    room.must("hana", ScheduleParty(party_id=coming, starts_at=NOON + 3_600_000))
    with verify(room, "bea") as scenario:
        room.must("sam", CarryItems(from_id=party_of(jam).pk, party_id=coming))
    return scenario


@story("flash.ended-out-of-sight")
def a_flash_sale_of_a_party_nobody_sees_any_more(room: Room) -> Scenario:
    """The first party ended during a flash sale, then a second one: what the clock does now changes nothing."""
    jam = room.live(stock=1)
    room.must("sam", flash(jam))
    room.must("hana", EndParty(party_id=party_of(jam).pk))
    second = next_party(room)
    room.item(second)
    room.must("hana", StartParty(party_id=second))
    room.must("hana", EndParty(party_id=second))
    room.later(1)
    with verify(room, "bea") as scenario:
        room.must("clock", FlashDue(item_id=jam.item_id))
    return scenario
