/** Which giveaways are shown, and in which words. */

import type { GiveawayView } from "../wire/frames";
import { texts } from "../messages/texts";

const OLD_ONES = 3;

/**
 * A party's giveaways: open ones, the one that closes first on top, then the last that are over, newest
 * first.
 */
export function giveawaysOf(giveaways: readonly GiveawayView[], partyId: string): GiveawayView[] {
  const own = giveaways.filter((each) => each.party_id === partyId);
  const open = own
    .filter((each) => each.state === "open")
    .sort((one, other) => one.closes_at - other.closes_at);
  const over = own.filter((each) => each.state !== "open").toReversed();
  return [...open, ...over.slice(0, OLD_ONES)];
}

export function checkUrl(roomUrl: string, giveaway: GiveawayView): string {
  return `${roomUrl}giveaways/${giveaway.id}/check/`;
}

/** "3 jars", as far as a number says it. */
export function prizeWords({ places, prize }: Pick<GiveawayView, "places" | "prize">): string {
  return places === 1 ? prize : texts.sale.prizes(places, prize);
}

export function entrantWords(entrants: number): string {
  return entrants === 0 ? texts.sale.nobodyTakesPart : texts.sale.entrants(entrants);
}
