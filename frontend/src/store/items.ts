/** The items of a show: by party, and in a party in the order in which the list has them. */

import type { ItemView, ShowEvent, ShowSnapshot } from "../wire/frames";
import { replaced, withParty } from "./updates";

export type ItemEvent = Extract<ShowEvent, { type: `item.${string}` | `flash.${string}` }>;

export function reduceItems(show: ShowSnapshot, event: ItemEvent): ShowSnapshot {
  const { items } = show;
  switch (event.type) {
    case "item.added":
      return { ...show, items: put(items, event.item, firstAfter(items, event.item.party_id)) };
    case "item.edited":
    case "flash.announced":
    case "flash.begun":
    case "flash.ended":
      return { ...show, items: replaced(items, event.item.id, () => event.item) };
    case "item.featured":
      return featured(show, event.party_id, event.item_id);
    case "item.moved":
      return { ...show, items: moved(items, event.item_id, event.before) };
    case "item.pinned":
      return { ...show, items: replaced(items, event.item_id, (item) => ({ ...item, pinned: event.pinned })) };
    case "item.asked":
      return { ...show, items: replaced(items, event.item_id, (item) => ({ ...item, asked: event.count })) };
    default:
      return event satisfies never;
  }
}

/** Being on air answers everybody who asked. */
function featured(show: ShowSnapshot, partyId: string, itemId: string | null): ShowSnapshot {
  const shown = withParty(show, partyId, { on_air: itemId });
  return { ...shown, items: replaced(shown.items, itemId ?? "", (item) => ({ ...item, asked: 0 })) };
}

function moved(items: readonly ItemView[], id: string, before: string | null): ItemView[] {
  const item = items.find((each) => each.id === id);
  if (!item) return [...items];
  const others = items.filter((each) => each !== item);
  return put(others, item, before ?? firstAfter(others, item.party_id));
}

/** The list with an item before that one, or at the end. */
function put(items: readonly ItemView[], item: ItemView, before: string | null): ItemView[] {
  const at = items.findIndex((each) => each.id === before);
  return at < 0 ? [...items, item] : [...items.slice(0, at), item, ...items.slice(at)];
}

/** The first item of the party after this one. */
function firstAfter(items: readonly ItemView[], partyId: string): string | null {
  return items.find((each) => each.party_id > partyId)?.id ?? null;
}
