"""Whom the facts of a room tell, once, over which way, and where it leads."""

import pytest
from django.core import mail

from livesell.accounts.models import User
from livesell.outbound import bell, choices
from livesell.outbound.models import Cursor, Delivery, Notification, PushSubscription
from livesell.outbound.wording import said
from rooms.frames.auctions import AddAuction, OpenAuction, PlaceBid
from rooms.frames.giveaways import EnterGiveaway, OpenGiveaway
from rooms.frames.items import AskItem, FeatureItem, SetStock
from rooms.frames.parties import CancelParty, GiveRsvp, ScheduleParty, StartParty
from rooms.frames.rooms import FollowRoom, SetRole, UnfollowRoom
from rooms.giveaways.giveaways import CloseGiveaway
from rooms.models.lists import Rsvp
from rooms.models.parties import Party
from tests.outbound.conftest import Outbox
from tests.support.buying import confirmed
from tests.support.turns import MINUTE, Room, open_room

pytestmark = pytest.mark.django_db
DAY = 24 * 60


def in_line(room: Room) -> str:
    """Ben has the one jar, Bea waits for it; the id of Ben's claim."""
    jar = room.live(stock=1)
    ben = room.place("ben", jar).claim
    room.place("bea", jar)
    return ben


def test_who_comes_up_in_line_is_told_at_once_on_her_device_until_her_hold_ends(
    room: Room, outbox: Outbox
) -> None:
    phone = outbox.browser("bea")
    ben = in_line(room)
    outbox.run()
    assert phone.pushes == []

    room.release("ben", ben)
    outbox.run()

    (push,) = phone.pushes
    assert push.text["web_push"] == 8030
    assert push.title == "It is your turn: A jar of plum jam"
    assert f"/rooms/{room.id}/#item-" in push.text["notification"]["navigate"]
    assert push.headers["Urgency"] == "high"
    assert int(push.headers["TTL"]) == 15 * 60
    assert mail.outbox == []  # she has a device, so no mail says the same


def test_what_is_told_of_one_claim_replaces_what_was_told_before(room: Room, outbox: Outbox) -> None:
    phone = outbox.browser("bea")
    ben = in_line(room)
    room.release("ben", ben)
    outbox.run()
    room.later(minutes=13)
    outbox.run()

    turn, ends = phone.pushes
    assert ends.title == "It is held for you for 3 minutes more: A jar of plum jam"
    assert turn.headers["Topic"] == ends.headers["Topic"]
    assert turn.text["notification"]["tag"] == ends.text["notification"]["tag"]


@pytest.mark.parametrize("words", [{}, [], "soon"])
def test_one_that_cannot_be_judged_takes_no_other_with_it(words: object, room: Room, outbox: Outbox) -> None:
    ben = in_line(room)
    room.release("ben", ben)
    outbox.make()
    Rsvp.objects.create(user_id=room.actor("bea").user_id, party=Party.objects.get(), at=room.now)
    turn = Notification.objects.get(kind="your_turn")
    own = {one.attname: getattr(turn, one.attname) for one in turn._meta.fields} | {"pk": None, "id": None}
    odd = {"kind": "reminder_hour", "about": Party.objects.get().pk, "at": turn.at - 1, "words": words}
    Notification.objects.create(**own | odd)

    outbox.decide()
    outbox.send()

    assert outbox.told("bea") == ["your_turn"]
    assert [sent.subject for sent in mail.outbox] == ["It is your turn: A jar of plum jam"]
    assert not Notification.objects.filter(state="waiting").exists()


def test_who_has_no_device_gets_the_urgent_ones_by_mail(room: Room, outbox: Outbox) -> None:
    ben = in_line(room)
    room.release("ben", ben)
    outbox.run()

    (sent,) = mail.outbox
    assert sent.to == ["bea@example.org"]
    assert sent.subject == "It is your turn: A jar of plum jam"
    assert f"/rooms/{room.id}/#item-" in str(sent.body)


def test_what_is_true_no_more_is_not_told(room: Room, outbox: Outbox) -> None:
    """She gave it back before anybody could tell her."""
    phone = outbox.browser("bea")
    ben = in_line(room)
    room.release("ben", ben)
    claim = room.facts()[-1]["event"]["claim"]["id"]
    room.release("bea", claim)
    outbox.run()

    assert phone.pushes == []
    assert outbox.told("bea") == []


def test_who_wished_for_what_was_sold_out_is_told_once_when_one_comes_back(
    room: Room, outbox: Outbox
) -> None:
    phone, jar = outbox.browser("bea"), room.live(stock=1)
    room.confirm("sam", room.place("ben", jar).claim)
    assert room.place("bea", jar).event["type"] == "claim.waitlisted"
    room.release("otto", room.place("otto", jar).claim)  # she thought better of it
    outbox.run()
    assert (outbox.told("bea"), outbox.told("otto")) == ([], [])

    room.must("sam", SetStock(variant_id=jar.pk, stock=3))
    outbox.run()
    room.must("sam", SetStock(variant_id=jar.pk, stock=4))
    outbox.run()

    assert (outbox.told("bea"), outbox.told("otto")) == (["your_turn"], [])
    assert len(phone.pushes) == 1


def test_who_has_the_room_in_sight_is_told_by_its_page_alone(room: Room, outbox: Outbox) -> None:
    phone = outbox.browser("bea")
    ben = in_line(room)
    room.release("ben", ben)
    outbox.in_sight.add((room.id, room.actor("bea").user_id))
    outbox.run()

    assert phone.pushes == []
    assert mail.outbox == []
    assert bell.unread(room.actor("bea").user_id, room.now) == 0
    assert outbox.told("bea") == ["your_turn"]


def lot(room: Room) -> str:
    """The id of an open lot."""
    jar = room.live(stock=2)
    made = room.must("sam", AddAuction(variant_id=jar.pk, start_price=100, seconds=60))
    auction_id: str = made["auction"]["id"]
    room.must("sam", OpenAuction(auction_id=auction_id))
    return auction_id


def test_who_is_outbid_is_told_and_who_raises_her_own_bid_is_not(room: Room, outbox: Outbox) -> None:
    auction = lot(room)
    room.must("ben", PlaceBid(auction_id=auction, amount=200))
    room.must("bea", PlaceBid(auction_id=auction, amount=400))
    outbox.run()
    assert outbox.told("ben") == ["outbid"]

    room.do("bea", PlaceBid(auction_id=auction, amount=900))
    outbox.run()

    assert outbox.told("ben") == ["outbid"]
    assert outbox.told("bea") == []


def test_who_leads_again_is_not_told_that_she_does_not(room: Room, outbox: Outbox) -> None:
    auction = lot(room)
    room.must("ben", PlaceBid(auction_id=auction, amount=200))
    room.must("bea", PlaceBid(auction_id=auction, amount=400))
    room.must("ben", PlaceBid(auction_id=auction, amount=800))
    outbox.run()

    assert outbox.told("ben") == []
    assert outbox.told("bea") == ["outbid"]


def test_followers_and_who_comes_are_told_once_that_a_show_begins(room: Room, outbox: Outbox) -> None:
    room.must("ben", FollowRoom())
    room.must("bea", FollowRoom())
    room.must("bea", UnfollowRoom())
    party = room.draft()
    room.item(party)
    room.must("hana", ScheduleParty(party_id=party, starts_at=room.now + 30 * MINUTE))
    room.must("otto", GiveRsvp(party_id=party, coming=True))
    room.must("ben", GiveRsvp(party_id=party, coming=True))
    room.later(minutes=29)
    room.must("hana", StartParty(party_id=party))
    outbox.run()
    outbox.run()

    assert outbox.told("ben").count("show_starts") == 1
    assert outbox.told("otto").count("show_starts") == 1
    assert outbox.told("bea") == []
    assert sorted(one.to[0] for one in mail.outbox if "Live now" in one.subject) == [
        "ben@example.org",
        "otto@example.org",
    ]


def test_who_comes_is_reminded_as_she_chose_and_of_no_time_that_was_moved(room: Room, outbox: Outbox) -> None:
    for kind in ("reminder_day", "reminder_hour", "reminder_minutes"):
        choices.choose(room.actor("ben").user_id, kind, "mail", "now")
    choices.choose(room.actor("ben").user_id, "reminder_hour", "mail", "off")
    party = room.draft()
    room.must("hana", ScheduleParty(party_id=party, starts_at=room.now + 3 * DAY * MINUTE))
    room.must("ben", GiveRsvp(party_id=party, coming=True))
    outbox.run()
    room.must("hana", ScheduleParty(party_id=party, starts_at=room.now + 2 * DAY * MINUTE))
    outbox.run()
    for minutes in (DAY, DAY - 60, 50, 5):  # a day before, an hour, ten minutes
        room.later(minutes=minutes)
        outbox.run()

    assert [one.subject for one in mail.outbox if "Announced" not in one.subject] == [
        "Tomorrow: Friday finds",
        "In ten minutes: Friday finds",
    ]


def test_who_said_that_she_comes_is_told_that_it_is_called_off(room: Room, outbox: Outbox) -> None:
    party = room.draft()
    room.must("hana", ScheduleParty(party_id=party, starts_at=room.now + 3 * DAY * MINUTE))
    room.must("ben", GiveRsvp(party_id=party, coming=True))
    room.must("hana", CancelParty(party_id=party))
    outbox.run()

    assert outbox.told("ben") == ["show_called_off"]


def test_who_asked_to_see_an_item_is_told_once_that_it_is_on_air(room: Room, outbox: Outbox) -> None:
    room.live()
    party = Party.objects.get(room_id=room.id)
    mug = room.item(party.pk, title="A blue mug")
    room.must("ben", AskItem(item_id=mug.pk))
    room.must("sam", FeatureItem(party_id=party.pk, item_id=mug.pk))
    room.must("sam", FeatureItem(party_id=party.pk, item_id=None))
    room.must("sam", FeatureItem(party_id=party.pk, item_id=mug.pk))
    outbox.run()

    assert outbox.told("ben") == ["item_on_air"]
    assert outbox.told("bea") == []


def test_who_wins_a_giveaway_is_told(room: Room, outbox: Outbox) -> None:
    room.live()
    party = Party.objects.get(room_id=room.id)
    opened = room.must("sam", OpenGiveaway(party_id=party.pk, prize="پرچم", seconds=60))
    giveaway = opened["giveaway"]["id"]
    room.must("ben", EnterGiveaway(giveaway_id=giveaway))
    room.later(minutes=2)
    room.must("clock", CloseGiveaway(giveaway_id=giveaway))
    outbox.run()

    assert outbox.told("ben") == ["giveaway_won"]
    assert said(Notification.objects.get(kind="giveaway_won")).title == "You won: پرچم"


def test_who_is_offered_a_role_is_told_also_where_the_room_is_for_members(
    users: dict[str, User], outbox: Outbox
) -> None:
    attic = open_room("hana", users, private=True)
    attic.must("hana", SetRole.model_validate({"user_id": attic.actor("otto").user_id, "role": "seller"}))
    outbox.run()

    (sent,) = mail.outbox
    assert sent.to == ["otto@example.org"]
    assert sent.subject == "You were offered a role: Hana's attic"


def test_an_order_is_told_to_its_buyer_alone_in_her_language(room: Room, outbox: Outbox) -> None:
    User.objects.filter(pk=room.actor("ben").user_id).update(language="de")
    order = confirmed(room, "ben", room.live())
    outbox.run()

    (sent,) = mail.outbox
    assert sent.to == ["ben@example.org"]
    assert sent.subject == "Du kannst deine Bestellung bezahlen: Friday finds"
    assert f"/orders/{order.pk}/" in str(sent.body)


def test_a_ban_ends_what_a_room_tells_from_its_offset_on(room: Room, outbox: Outbox) -> None:
    """Also what was made before it, and not told yet."""
    room.must("ben", FollowRoom())
    phone = outbox.browser("ben")
    room.live()
    outbox.make()
    room.shut_out("ben")
    outbox.decide()
    outbox.send()

    assert phone.pushes == []
    assert outbox.told("ben") == []


def test_a_ban_between_the_decision_and_the_sending_ends_it_too(room: Room, outbox: Outbox) -> None:
    room.must("ben", FollowRoom())
    phone = outbox.browser("ben")
    room.live()
    outbox.make()
    outbox.decide()
    room.shut_out("ben")
    outbox.send()

    assert phone.pushes == []
    assert bell.listed(room.actor("ben").user_id, room.now) == []


def test_what_she_switched_off_is_told_over_no_other_way_either(room: Room, outbox: Outbox) -> None:
    ben = room.actor("ben").user_id
    phone = outbox.browser("ben")
    for channel in ("push", "mail", "bell"):
        choices.choose(ben, "show_starts", channel, "off")
    room.must("ben", FollowRoom())
    room.live()
    outbox.run()

    assert phone.pushes == []
    assert mail.outbox == []
    assert bell.listed(ben, room.now) == []
    assert bell.unread(ben, room.now) == 0


@pytest.mark.parametrize("channel", ["push", "mail"])
def test_what_is_switched_off_while_it_waits_does_not_come(room: Room, outbox: Outbox, channel: str) -> None:
    ben = room.actor("ben").user_id
    phone = outbox.browser("ben")
    choices.choose(ben, "show_starts", "mail", "now")
    room.must("ben", FollowRoom())
    room.live()
    outbox.make()
    outbox.decide()
    choices.choose(ben, "show_starts", channel, "off")
    outbox.send()

    assert (len(phone.pushes), len(mail.outbox)) == ((0, 1) if channel == "push" else (1, 0))


def test_a_crowd_is_told_a_page_at_a_time_and_each_of_it_once(
    room: Room, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("livesell.outbound.cursor.PAGE", 2)
    monkeypatch.setattr("livesell.outbound.deciding.PAGE", 2)
    for who in ("ben", "bea", "mona", "otto", "sam"):
        room.must(who, FollowRoom())
    room.live()
    outbox.run()

    told = Notification.objects.filter(kind="show_starts", state="told")
    assert sorted(told.values_list("user__name", flat=True)) == ["Bea", "Ben", "Mona", "Otto", "Sam"]
    head = Cursor.objects.get(ledger__name=room.ledger())
    assert (head.offset, head.rule, head.after) == (room.offset(), 0, "")


def test_a_fact_that_a_rule_cannot_read_costs_itself_alone(
    room: Room, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rooms.parties.alerts._room_title", lambda _fact: 1 / 0)
    room.must("ben", FollowRoom())
    jar = room.live(stock=1)
    claim = room.place("ben", jar).claim
    room.place("bea", jar)
    room.release("ben", claim)
    outbox.run()

    assert outbox.told("ben") == []
    assert outbox.told("bea") == ["your_turn"]


def test_a_kind_that_a_release_does_not_know_any_more_is_not_shown(room: Room, outbox: Outbox) -> None:
    room.must("ben", FollowRoom())
    room.live()
    outbox.make()
    Notification.objects.update(kind="of_long_ago")
    outbox.decide()
    outbox.send()

    assert bell.listed(room.actor("ben").user_id, room.now) == []
    assert Delivery.objects.count() == 0
    assert not PushSubscription.objects.exists()
