/** What happened to a buyer's claims and bids, in words and as what a phone lets her feel. */

import type { BidNews } from "../store/bidNews";
import type { Moment } from "../store/moments";
import type { News } from "../store/news";
import type { ItemView } from "../wire/frames";
import { clockTime, isolated } from "./format";
import { lotTitle } from "./lots";

type Items = readonly ItemView[];

export function claimWords({ what, claim, ahead }: News, items: Items): string {
  const item = isolated(items.find((each) => each.id === claim.item_id)?.title ?? "the item");
  switch (what) {
    case "held":
      return `${item} is held for you.`;
    case "promoted":
      return `Your turn: ${item} is now held for you.`;
    case "waiting":
      return ahead === 0
        ? `You are first in line for ${item}.`
        : `You are in line for ${item}, ${ahead} ahead of you.`;
    case "wanted":
      return `You want ${item}: who pays first gets it.`;
    case "released":
      return `Your claim of ${item} was let go.`;
    case "expired":
      return claim.held_until === null
        ? `Your hold of ${item} has run out.`
        : `Your hold of ${item} ran out at ${clockTime(claim.held_until)}.`;
    case "ordered":
      return `${item} is yours: it is on your order.`;
  }
}

export function bidWords({ what, auction }: BidNews, items: Items): string {
  const lot = isolated(
    lotTitle(
      items.find((each) => each.id === auction.item_id),
      auction,
    ),
  );
  switch (what) {
    case "leading":
      return `You lead for ${lot}.`;
    case "outbid":
      return `You are outbid for ${lot}.`;
    case "won":
      return `You won: ${lot} is yours.`;
    case "over":
      return `${lot} is over. It is not yours.`;
    case "offered":
      return `${lot} is offered to you.`;
  }
}

export function momentWords(moment: Moment, items: Items): string {
  return moment.kind === "claim" ? claimWords(moment.news, items) : bidWords(moment.news, items);
}

/** Good news, something to do about, or only to know. */
export function momentLook({ news }: Moment): "alert-success" | "alert-warning" | "alert-info" {
  switch (news.what) {
    case "promoted":
    case "leading":
    case "won":
      return "alert-success";
    case "outbid":
    case "expired":
      return "alert-warning";
    default:
      return "alert-info";
  }
}

/**
 * Milliseconds of buzzing and of rest, told apart without looking: two short for outbid, three long for one's
 * turn.
 */
const FELT: Readonly<Partial<Record<Moment["news"]["what"], readonly number[]>>> = {
  promoted: [300, 100, 300, 100, 300],
  expired: [400],
  leading: [60],
  outbid: [80, 80, 80],
  won: [80, 80, 240],
  offered: [300, 100, 300, 100, 300],
};

/**
 * Felt where there is something to feel it with, and where the person has touched the page: else the browser
 * complains.
 */
export function feel(moment: Moment): void {
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([...(FELT[moment.news.what] ?? [])]);
}
