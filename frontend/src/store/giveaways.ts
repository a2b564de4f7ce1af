/** How each fact changes the giveaways of a room, the shelf that they keep prizes on, and in which of them one takes part. */

import type { GiveawayView, ShowEvent, ShowSnapshot, VariantView } from "../wire/frames";
import { replaced } from "./updates";

export type GiveawayEvent = Extract<ShowEvent, { type: `giveaway.${string}` }>;
export type Entry = Extract<ShowEvent, { type: "giveaway.entered" | "giveaway.left" }>;

export function reduceGiveaways(show: ShowSnapshot, event: GiveawayEvent): ShowSnapshot {
  if (event.type === "giveaway.opened") {
    const opened = { ...show, giveaways: [...show.giveaways, event.giveaway] };
    return shifted(opened, event.giveaway, { held: event.giveaway.places, sold: 0 });
  }
  const giveaway = show.giveaways.find((each) => each.id === event.giveaway_id);
  if (!giveaway) return show;
  const changed = { ...giveaway, ...change(giveaway, event) };
  const giveaways = replaced(show.giveaways, giveaway.id, () => changed);
  return shifted({ ...show, giveaways }, giveaway, units(giveaway, changed));
}

function change(giveaway: GiveawayView, event: Exclude<GiveawayEvent, { type: "giveaway.opened" }>): Partial<GiveawayView> {
  switch (event.type) {
    case "giveaway.entered":
      return { entrants: giveaway.entrants + 1 };
    case "giveaway.left":
      return { entrants: giveaway.entrants - 1 };
    case "giveaway.closed":
      return {};
    case "giveaway.drawn":
      return { state: "drawn", winners: event.winners };
    case "giveaway.redrawn": {
      const { loser, winner } = event;
      return { winners: giveaway.winners.flatMap((each) => (each.id !== loser.id ? [each] : winner ? [winner] : [])) };
    }
    case "giveaway.cancelled":
      return { state: "cancelled", reason: event.reason };
    default:
      return event satisfies never;
  }
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
  const move = (variant: VariantView) => ({ ...variant, held: variant.held + by.held, sold: variant.sold + by.sold });
  const items = replaced(show.items, item_id, (item) => ({ ...item, variants: replaced(item.variants, variant_id, move) }));
  return { ...show, items };
}

/** The giveaways in which somebody takes part, after one more fact. */
export function entered(list: readonly string[], event: Entry, user: string): string[] {
  const who = event.type === "giveaway.entered" ? event.entrant.id : event.user_id;
  const others = list.filter((each) => who !== user || each !== event.giveaway_id);
  return who === user && event.type === "giveaway.entered" ? [...others, event.giveaway_id] : others;
}

/** Those that are still shown. */
export function shownStill(list: readonly string[], show: ShowSnapshot): string[] {
  const shown = new Set(show.giveaways.map((each) => each.id));
  return list.filter((each) => shown.has(each));
}
