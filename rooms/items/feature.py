"""Items: what is for sale, its list, its flash sales, and who asks to see it."""

from livesell.ledger.feature import Deadline, Feature, OwnPart, Part, ReadContext, command
from livesell.ledger.sql import Sql
from livesell.ledger.turn import Handler
from livesell.wire.envelope import Id
from rooms import permissions
from rooms.events.items import (
    FlashAnnounced,
    FlashBegun,
    FlashEnded,
    ItemAdded,
    ItemAsked,
    ItemEdited,
    ItemFeatured,
    ItemMoved,
    ItemNoted,
    ItemPinned,
    ItemView,
)
from rooms.frames.items import (
    AddItem,
    AnnounceFlash,
    AskItem,
    CarryItems,
    CloneItem,
    EditItem,
    EndFlash,
    ImportItems,
    MoveItem,
    NoteItem,
    PinItem,
    SetPrice,
    SetStock,
    WithdrawItem,
)
from rooms.items import alerts, copying, flash_sales, items, ordering, requests
from rooms.items.flash_sales import FlashDue
from rooms.membership import lists
from rooms.models.items import Item
from rooms.presenters import ShownParties, item_views

FLASHES = Sql(
    "SELECT p.room_id, i.id, i.flash_starts_at AS due_at FROM rooms_item i"
    " JOIN rooms_party p ON p.id = i.party_id WHERE i.flash_percent IS NOT NULL AND"
    " CASE WHEN i.flash_on THEN i.flash_ends_at ELSE i.flash_starts_at END <= %s"
)


def _items(context: ReadContext) -> list[ItemView]:
    shown = Item.objects.filter(party__in=context.use(ShownParties).ids).select_related("seller")
    return item_views(shown.order_by("party_id", "place"))


def _asked(context: ReadContext) -> dict[str, list[str]]:
    shown = Item.objects.filter(party__in=context.use(ShownParties).ids)
    return lists.ASKERS.lists_of(context.users, list(shown.values_list("pk", flat=True)))


ITEMS = Feature(
    commands=(
        command(AddItem, often="600 in 600s", allow=permissions.may_sell, run=items.add),
        command(EditItem, often="120 in 60s", allow=permissions.may_sell, run=items.edit),
        command(SetPrice, often="120 in 60s", allow=permissions.may_sell, run=items.set_price),
        command(SetStock, often="120 in 60s", allow=permissions.may_sell, run=items.set_stock),
        command(WithdrawItem, often="60 in 60s", allow=permissions.may_sell, run=items.withdraw),
        command(MoveItem, often="300 in 60s", allow=permissions.may_sell, run=ordering.move),
        command(PinItem, often="60 in 60s", allow=permissions.may_sell, run=ordering.pin),
        command(NoteItem, often="120 in 60s", allow=permissions.may_sell, run=ordering.note),
        command(CloneItem, often="120 in 60s", allow=permissions.may_sell, run=copying.clone),
        command(CarryItems, often="10 in 60s", allow=permissions.may_sell, run=copying.carry),
        command(ImportItems, often="10 in 60s", allow=permissions.may_sell, run=items.add_sheet),
        command(AskItem, often="10 in 60s", allow=permissions.may_take_part, run=requests.ask, bulk=True),
        command(AnnounceFlash, often="30 in 60s", allow=permissions.may_sell, run=flash_sales.announce),
        command(EndFlash, often="30 in 60s", allow=permissions.may_sell, run=flash_sales.end),
    ),
    clock=(
        Deadline("flash", FlashDue, "item_id", Handler(permissions.may_keep_time, flash_sales.step), FLASHES),
    ),
    show_events=(
        ItemAdded,
        ItemEdited,
        ItemFeatured,
        ItemMoved,
        ItemPinned,
        ItemAsked,
        FlashAnnounced,
        FlashBegun,
        FlashEnded,
    ),
    desk_events=(ItemNoted,),
    snapshot=(Part("items", list[ItemView], _items, "by party, in its order; withdrawn ones too"),),
    mine=(OwnPart("asked", list[Id], _asked, [], "items shown that the reader wants to see, by id"),),
    alerts=alerts.ALERTS,
    on_ban=items.withdraw_all_of,
)
