import type { AddItem, EditItem } from "../wire/frames";
import { ask, type Helm } from "./helm";

export const NEW_ITEM = "new item";

export function add(helm: Helm, item: Omit<AddItem, "type">) {
  return ask(helm, { type: "item.add", ...item }, NEW_ITEM);
}

export function edit(helm: Helm, change: Omit<EditItem, "type">) {
  return ask(helm, { type: "item.edit", ...change }, change.item_id);
}

export function setStock(helm: Helm, variantId: string, stock: number) {
  return ask(helm, { type: "item.set_stock", variant_id: variantId, stock }, variantId);
}

/** Puts an item on air, or with null takes the one that is off. */
export function feature(helm: Helm, partyId: string, itemId: string | null) {
  return ask(helm, { type: "item.feature", party_id: partyId, item_id: itemId }, itemId ?? partyId);
}

export function withdraw(helm: Helm, itemId: string) {
  return ask(helm, { type: "item.withdraw", item_id: itemId }, itemId);
}
