"""Tables of items over HTTPS: sent to be looked at before they are imported, and downloaded."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import File, Query, Router, Schema
from ninja.errors import HttpError
from ninja.files import UploadedFile

from livesell.accounts.visitor import VISITOR, visitor
from livesell.wire.envelope import Id
from rooms.frames.values import MAX_STOCK
from rooms.items.sheets import reading, table, writing
from rooms.models.items import Item, Sheet
from rooms.models.parties import Party
from rooms.rules.parties import OVER
from rooms.rules.roles import HOSTS, SELLERS, Standing
from rooms.web.access import caller

router = Router(tags=["rooms"], auth=VISITOR)
MOST_REMARKS = 2_000
MOST_ITEMS = 200
"""What an answer holds at most; the counts tell how much there is."""


class RemarkOut(Schema):
    """Something to say about a place in the file; without a column it is about the whole line."""

    line: int
    column: str
    why: str


class SheetItem(Schema):
    """An item as it would be made."""

    title: str
    price: int
    kinds: int
    units: int


class SheetOut(Schema):
    """What a file holds. `id` is there when nothing is wrong: `item.import` with it makes the items."""

    id: Id | None
    rows: int
    asks_stock: bool
    count: int
    units: int
    wrong_count: int
    wrong: list[RemarkOut]
    notes: list[RemarkOut]
    items: list[SheetItem]


@router.post("/rooms/{room_id}/parties/{party_id}/sheets", response=SheetOut, operation_id="sheet_keep")
def keep_sheet(
    request: HttpRequest,
    room_id: str,
    party_id: str,
    file: File[UploadedFile],
    stock: Annotated[int | None, Query(ge=0, le=MAX_STOCK)] = None,
) -> SheetOut:
    """For sellers: send a CSV file, in our columns or a Shopify export's, to see what would be made of it.

    UTF-8 or UTF-16, at most 1 MiB, 1,000 rows and 200 columns. Nothing is made yet; of each person the last good file
    is kept. `asks_stock`: the export says nothing of stock; send it again with `stock`, the units of each kind.
    """
    _, party = _sold_in(request, room_id, party_id)
    if party.state in OVER:
        raise HttpError(409, "over")
    data = file.read() if (file.size or 0) <= table.MAX_BYTES else b" " * (table.MAX_BYTES + 1)
    sheet = reading.read(data, party.pk, party.currency, stock)
    return _shown(sheet, None if sheet.wrong else _kept(visitor(request).user_id, party, sheet))


@router.get("/rooms/{room_id}/parties/{party_id}/items.csv", operation_id="items_export")
def export(request: HttpRequest, room_id: str, party_id: str) -> HttpResponse:
    """For sellers: their items as a CSV file, with their notes; for hosts everybody's. Withdrawn ones are left out."""
    own, party = _sold_in(request, room_id, party_id)
    items = Item.objects.filter(party=party, withdrawn=False).prefetch_related("variants").order_by("place")
    if own.role not in HOSTS:
        items = items.filter(seller_id=own.user_id)
    answer = HttpResponse(writing.write(items, party.currency), "text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="items-{party.pk}.csv"'
    return answer


def _sold_in(request: HttpRequest, room_id: str, party_id: str) -> tuple[Standing, Party]:
    """The caller as one of those who sell here, and the party."""
    own = caller(request, room_id, desk=True)
    party = Party.objects.filter(pk=party_id, room_id=room_id).first()
    if party is None:
        raise HttpError(404, "not_found")
    if own.role not in SELLERS:
        raise HttpError(403, "forbidden")
    return own, party


def _kept(owner_id: str, party: Party, sheet: reading.Sheet) -> str:
    items = [item.model_dump(mode="json") for item in sheet.items]
    kept = Sheet.objects.create(owner_id=owner_id, party=party, items=items)
    Sheet.objects.filter(owner_id=owner_id).exclude(pk=kept.pk).delete()
    return kept.pk


def _shown(sheet: reading.Sheet, sheet_id: str | None) -> SheetOut:
    items = [
        SheetItem(
            title=item.title,
            price=item.price,
            kinds=len(item.variants),
            units=sum(kind.stock for kind in item.variants),
        )
        for item in sheet.items
    ]
    return SheetOut(
        id=sheet_id,
        rows=sheet.rows,
        asks_stock=sheet.asks_stock,
        count=len(items),
        units=sum(item.units for item in items),
        wrong_count=len(sheet.wrong),
        wrong=[RemarkOut(**one._asdict()) for one in sheet.wrong[:MOST_REMARKS]],
        notes=[RemarkOut(**one._asdict()) for one in sheet.notes[:MOST_REMARKS]],
        items=items[:MOST_ITEMS],
    )
