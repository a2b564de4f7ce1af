/**
 * How each fact changes the giveaways of a room, the shelf that they keep prizes on, and in which of them one
 * takes part.
 */

import type { GiveawayView, ShowSnapshot, VariantView } from "../wire/frames";
import { type EventOf, type MineRows, type RowsOf, unchanged } from "./tables";
import { replaced } from "./updates";

export type Entry = EventOf<"giveaway.entered" | "giveaway.left">;

export const giveawayRows: RowsOf<`giveaway.${string}`> = {
  "giveaway.opened": (show, { giveaway }) =>
    shifted({ ...show, giveaways: [...show.giveaways, giveaway] }, giveaway, {
      held: giveaway.places,
      sold: 0,
    }),
  "giveaway.entered": (show, { giveaway_id }) =>
    changed(show, giveaway_id, ({ entrants }) => ({ entrants: entrants + 1 })),
  "giveaway.left": (show, { giveaway_id }) =>
    changed(show, giveaway_id, ({ entrants }) => ({ entrants: entrants - 1 })),
  "giveaway.closed": unchanged,
  "giveaway.drawn": (show, { giveaway_id, winners }) =>
    changed(show, giveaway_id, () => ({ state: "drawn", winners })),
  "giveaway.redrawn": (show, event) =>
    changed(show, event.giveaway_id, ({ winners }) => ({ winners: redrawn(winners, event) })),
  "giveaway.cancelled": (show, { giveaway_id, reason, reason_code }) =>
    changed(show, giveaway_id, () => ({ state: "cancelled", reason, reason_code })),
};

export const giveawayMine: MineRows = {
  "giveaway.entered": (mine, event, { user }) => ({ entered: entered(mine.entered, event, user) }),
  "giveaway.left": (mine, event, { user }) => ({ entered: entered(mine.entered, event, user) }),
};

function changed(
  show: ShowSnapshot,
  id: string,
  change: (giveaway: GiveawayView) => Partial<GiveawayView>,
): ShowSnapshot {
  const giveaway = show.giveaways.find((each) => each.id === id);
  if (!giveaway) return show;
  const after = { ...giveaway, ...change(giveaway) };
  const giveaways = replaced(show.giveaways, id, () => after);
  return shifted({ ...show, giveaways }, giveaway, units(giveaway, after));
}

/** The next in the order of the draw, if there is one, in the place of who lost it. */
function redrawn(
  winners: GiveawayView["winners"],
  { loser, winner }: EventOf<"giveaway.redrawn">,
): GiveawayView["winners"] {
  return winners.flatMap((each) => (each.id !== loser.id ? [each] : winner ? [winner] : []));
}

interface Units {
  readonly held: number;
  readonly sold: number;
}

/** By how many units the shelf moves when a giveaway is no longer what it was. */
function units(before: GiveawayView, after: GiveawayView): Units {
  const kept = (giveaway: GiveawayView) => (giveaway.state === "open" ? giveaway.places : 0);
  return { held: kept(after) - kept(before), sold: after.winners.length - before.winners.length };
}

function shifted(show: ShowSnapshot, { item_id, variant_id }: GiveawayView, by: Units): ShowSnapshot {
  if (item_id === null || variant_id === null || (by.held === 0 && by.sold === 0)) return show;
  const move = (variant: VariantView) => ({
    ...variant,
    held: variant.held + by.held,
    sold: variant.sold + by.sold,
  });
  const items = replaced(show.items, item_id, (item) => ({
    ...item,
    variants: replaced(item.variants, variant_id, move),
  }));
  return { ...show, items };
}

/** The giveaways in which somebody takes part, after one more fact. */
function entered(list: readonly string[], event: Entry, user: string): string[] {
  const who = event.type === "giveaway.entered" ? event.entrant.id : event.user_id;
  const others = list.filter((each) => who !== user || each !== event.giveaway_id);
  return who === user && event.type === "giveaway.entered" ? [...others, event.giveaway_id] : others;
}

/** Those that are still shown. */
export function shownStill(list: readonly string[], show: ShowSnapshot): string[] {
  const shown = new Set(show.giveaways.map((each) => each.id));
  return list.filter((each) => shown.has(each));
}
