/** The items of a show: by party, and in a party in the order in which the list has them. */

import type { ItemView, ShowSnapshot } from "../wire/frames";
import type { EventOf, MineRows, RowsOf } from "./tables";
import { listed, replaced, withParty } from "./updates";

export const itemRows: RowsOf<`item.${string}` | `flash.${string}`> = {
  "item.added": (show, { item }) =>
    withItems(show, put(show.items, item, firstAfter(show.items, item.party_id))),
  "item.edited": edited,
  "item.featured": (show, { party_id, item_id }) => featured(show, party_id, item_id),
  "item.moved": (show, { item_id, before }) => withItems(show, moved(show.items, item_id, before)),
  "item.pinned": (show, { item_id, pinned }) => withItem(show, item_id, { pinned }),
  "item.asked": (show, { item_id, count }) => withItem(show, item_id, { asked: count }),
  "flash.announced": edited,
  "flash.begun": edited,
  "flash.ended": edited,
};

export const itemMine: MineRows = {
  "item.edited": (mine, { item }) => ({
    claims: mine.claims.map((each) =>
      each.claim.item_id === item.id ? { ...each, title: item.title } : each,
    ),
  }),
  "item.asked": (mine, event, { user }) =>
    event.user_id === user ? { asked: listed(mine.asked, event.item_id, true) } : {},
  "item.featured": (mine, { item_id }) => (item_id ? { asked: listed(mine.asked, item_id, false) } : {}),
};

function withItems(show: ShowSnapshot, items: ItemView[]): ShowSnapshot {
  return { ...show, items };
}

function withItem(show: ShowSnapshot, id: string, change: Partial<ItemView>): ShowSnapshot {
  return withItems(
    show,
    replaced(show.items, id, (item) => ({ ...item, ...change })),
  );
}

function edited(
  show: ShowSnapshot,
  { item }: EventOf<"item.edited" | `flash.${"announced" | "begun" | "ended"}`>,
): ShowSnapshot {
  return withItem(show, item.id, item);
}

/** Being on air answers everybody who asked. */
function featured(show: ShowSnapshot, partyId: string, itemId: string | null): ShowSnapshot {
  const shown = withParty(show, partyId, { on_air: itemId });
  return withItem(shown, itemId ?? "", { asked: 0 });
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
