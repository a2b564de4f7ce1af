"""The end of an account. What ledgers and invoices need stays, under a name that is nobody's; all else goes.

Facts are never changed, so that everybody can check their chain: a name that a public fact shows stays in it. Her words
are erased as those of a removed message are, which the chain allows for.

First she can do nothing any more. When her sockets are closed, what is open of hers is looked for once more, and all of
it is erased. Each step may be taken twice: a process that dies leaves the rest to the next one.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F, Q

from chat.models.appeals import Appeal
from chat.models.reports import Report
from livesell.accounts.models import DataExport, Erasure, User
from livesell.app.personal import blockers, collecting, exporting
from livesell.ledger import texts
from livesell.ledger.models import Ledger, Text
from livesell.tickets.models import Ticket
from rooms.models.customers import CustomerExport, MarketingConsent
from rooms.models.lists import Follow
from rooms.models.orders import Delivery
from rooms.models.rooms import Member

WAIT_MS = 10_000
"""After so long her sockets are closed, and what she sent before is decided."""
NOBODY = "—"
"""What she is called from then on, in every language."""
PAGE = 500
GONE = frozenset(
    {
        "account.EmailAddress.user",
        "accounts.Device.user",
        "mfa.Authenticator.user",
        "outbound.Notification.user",
        "outbound.PushSubscription.user",
        "outbound.Delivery.user",
        "outbound.Preference.user",
        "outbound.Hours.user",
        "rooms.RoleOffer.user",
        "rooms.RoleOffer.by",
        "rooms.RoleRefusal.user",
        "rooms.RoleRefusal.by",
        "rooms.Ask.user",
        "rooms.Sheet.owner",
        "rooms.Terms.seller",
        "rooms.OrderNews.to",
        "rooms.Exemption.seller",
        "rooms.Exemption.buyer",
        "rooms.OwnLimits.user",
        "rooms.Follow.user",
        "rooms.CalendarFeed.user",
        "rooms.Arrivals.seller",
        "rooms.Rsvp.user",
        "rooms.Invite.by",
        "chat.Speaker.user",
        "chat.HeldMessage.author",
        "chat.MentionChoice.user",
        "chat.Mention.user",
        "chat.Mention.by",
        "chat.PersonNote.user",
        "chat.EvasionFlag.user",
        "chat.EvasionFlag.banned",
        "chat.Raider.user",
    }
)
"""Rows that go with her."""
STAYS = frozenset(
    {
        "accounts.Erasure.user",
        "accounts.DataExport.user",  # goes with its file
        "accounts.ServerBan.user",
        "accounts.ServerBan.by",
        "accounts.ServerBan.lifted_by",
        "admin.LogEntry.user",
        "rooms.ShutOut.user",
        "rooms.Member.user",  # goes, unless she owns the room
        "rooms.Item.seller",
        "rooms.Picture.owner",
        "rooms.Auction.leader",
        "rooms.Bid.bidder",
        "rooms.Discount.seller",
        "rooms.Order.seller",
        "rooms.Order.buyer",
        "rooms.Strike.buyer",
        "rooms.Claim.buyer",
        "rooms.StandIn.user",
        "rooms.MarketingConsent.seller",  # taken back: that she had it can be shown
        "rooms.MarketingConsent.user",
        "rooms.CustomerExport.seller",
        "rooms.CustomerExport.people",  # she is taken off the list
        "rooms.Giveaway.giver",
        "rooms.Entry.user",
        "chat.Announcement.author",
        "chat.ModerationAction.by",
        "chat.ModerationAction.user",
        "chat.ModerationAction.confirmed_by",
        "chat.ModerationAction.undone_by",
        "chat.Appeal.by",
        "chat.HeldMessage.taken_by",
        "chat.PersonNote.by",
        "chat.Pin.author",
        "chat.Poll.author",
        "chat.Shoutout.author",
        "chat.Shoutout.person",
        "chat.Raid.author",
        "chat.Vote.user",
        "chat.Question.author",
        "chat.Question.by",
        "chat.Upvote.user",
        "chat.Case.user",
        "chat.Case.taken_by",
        "chat.Case.decided_by",
        "chat.Report.by",
    }
)
"""Rows that others, sums, draws and the history of acts stand on: they name a tombstone from then on."""


def request(user: User, now: int) -> list[str]:
    """She wants to go: nobody signs in as her any more. The reasons where something is open; nothing happens then."""
    with transaction.atomic():
        if reasons := blockers.of(user.pk):
            return reasons
        Erasure.objects.get_or_create(user=user, defaults={"asked_at": now})
        _shut(user.pk, is_active=False)
    return []


def due(now: int) -> list[str]:
    """Who is to be erased now."""
    waiting = Erasure.objects.filter(done_at=None, asked_at__lte=now - WAIT_MS)
    return list(waiting.order_by("asked_at").values_list("user_id", flat=True)[:20])


def was_given_back(user_id: str) -> bool:
    """Whether something was opened in her last seconds: then she has her account again."""
    with transaction.atomic():
        if not blockers.of(user_id):
            return False
        Erasure.objects.filter(user_id=user_id, done_at=None).delete()
        _shut(user_id, is_active=True)
    return True


def follows(user_id: str) -> list[str]:
    """The rooms that she follows: to leave them is a fact of theirs."""
    return list(Follow.objects.filter(user_id=user_id).values_list("room_id", flat=True))


def erase_words(user_id: str, after: int) -> int | None:
    """Erase what she said in a page of ledgers behind an id; the last of them, or None where there are no more."""
    ledgers = list(Ledger.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:PAGE])
    for ledger_id in ledgers:
        said = Text.objects.filter(ledger_id=ledger_id, author_id=user_id, text__isnull=False)
        texts.erase(list(said.values_list("pk", flat=True)))
    return ledgers[-1] if len(ledgers) == PAGE else None


def finish(user_id: str, now: int) -> None:
    """Delete the rows that go, and leave a tombstone."""
    for one in DataExport.objects.filter(user_id=user_id):
        exporting.forget(one)
    with transaction.atomic():
        for rows in _going(user_id):
            rows.delete()
        MarketingConsent.objects.filter(Q(user_id=user_id) | Q(seller_id=user_id), withdrawn_at=None).update(
            withdrawn_at=now
        )
        CustomerExport.people.through.objects.filter(user_id=user_id).delete()
        Appeal.objects.filter(act__user_id=user_id).update(text="")
        Report.objects.filter(by_id=user_id).update(text="")
        _bury(user_id)
        Erasure.objects.filter(user_id=user_id).update(done_at=now)


def _going(user_id: str) -> Iterator[Any]:
    for model, column in collecting.references():
        if collecting.name_of(model, column) in GONE:
            yield collecting.rows(model, **{column: user_id})
    yield Ticket.objects.filter(user_id=user_id)
    yield Member.objects.filter(user_id=user_id).exclude(role="owner")
    # Of an order that came to nothing there is no invoice that needs to say where it went.
    yield Delivery.objects.filter(order__buyer_id=user_id, order__state="cancelled", order__payments=None)


def _bury(user_id: str) -> None:
    User.objects.filter(pk=user_id).update(
        email=f"{user_id}@erased.invalid",
        name=NOBODY,
        name_key=f"@{user_id}",
        name_look=None,
        name_caps="",
        language="",
        password=make_password(None),
        last_login=None,
        is_active=False,
    )


def _shut(user_id: str, *, is_active: bool) -> None:
    User.objects.filter(pk=user_id).update(
        is_active=is_active,
        session_version=F("session_version") + 1,
        sockets_version=F("sockets_version") + 1,
    )
