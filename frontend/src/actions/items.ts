import type { AddItem, EditItem } from "../wire/frames";
import type { SheetOut } from "../wire/http";
import { ask, type RoomContext } from "./context";

export const NEW_ITEM = "new-item";

export function add(context: RoomContext, item: Omit<AddItem, "type">) {
  return ask(context, { type: "item.add", ...item }, NEW_ITEM);
}

export function edit(context: RoomContext, change: Omit<EditItem, "type">) {
  return ask(context, { type: "item.edit", ...change }, change.item_id);
}

export function setStock(context: RoomContext, variantId: string, stock: number) {
  return ask(context, { type: "item.set_stock", variant_id: variantId, stock }, variantId);
}

/** A price of a variant's own; null: it costs what the item does. */
export function setPrice(context: RoomContext, variantId: string, price: number | null) {
  return ask(context, { type: "item.set_price", variant_id: variantId, price }, variantId);
}

export function note(context: RoomContext, itemId: string, words: string) {
  return ask(context, { type: "item.note", item_id: itemId, note: words }, itemId);
}

/** The same item once more, in that party, with the whole stock it was given. */
export function clone(context: RoomContext, itemId: string, partyId: string) {
  return ask(context, { type: "item.clone", item_id: itemId, party_id: partyId }, itemId);
}

/** Moves what an ended party left unsold into another. */
export function carry(context: RoomContext, fromId: string, partyId: string) {
  return ask(context, { type: "item.carry", from_id: fromId, party_id: partyId }, fromId);
}

/** Puts an item on air, or with null takes the one that is off. */
export function feature(context: RoomContext, partyId: string, itemId: string | null) {
  return ask(context, { type: "item.feature", party_id: partyId, item_id: itemId }, itemId ?? partyId);
}

export function withdraw(context: RoomContext, itemId: string) {
  return ask(context, { type: "item.withdraw", item_id: itemId }, itemId);
}

/** A viewer wants to see it. */
export function askFor(context: RoomContext, itemId: string) {
  return ask(context, { type: "item.ask", item_id: itemId }, itemId);
}

/** Puts an item before another of its party, or with null at the end. */
export function move(context: RoomContext, itemId: string, before: string | null) {
  return ask(context, { type: "item.move", item_id: itemId, before }, itemId);
}

export function pin(context: RoomContext, itemId: string, pinned: boolean) {
  return ask(context, { type: "item.pin", item_id: itemId, pinned }, itemId);
}

export function announceFlash(
  context: RoomContext,
  itemId: string,
  percent: number,
  seconds: number,
  lead: number,
) {
  return ask(
    context,
    { type: "flash.announce", item_id: itemId, percent, seconds, lead_seconds: lead },
    itemId,
  );
}

export function endFlash(context: RoomContext, itemId: string) {
  return ask(context, { type: "flash.end", item_id: itemId }, itemId);
}

/**
 * Has a file looked at; nothing is made of it yet. `stock`: the units of each kind, where the file says
 * nothing of it.
 */
export function look(
  context: RoomContext,
  partyId: string,
  file: File,
  stock: number | null = null,
): Promise<SheetOut> {
  const params = { room_id: context.room, party_id: partyId, stock };
  return context.http.upload("/api/rooms/{room_id}/parties/{party_id}/sheets", params, file);
}

export function importSheet(context: RoomContext, sheetId: string) {
  return ask(context, { type: "item.import", sheet_id: sheetId }, sheetId);
}
