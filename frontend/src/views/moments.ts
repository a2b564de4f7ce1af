/** What happened to a buyer's claims and bids, in words and as what a phone lets her feel. */

import type { BidNews } from "../store/bidNews";
import type { Moment } from "../store/moments";
import type { News } from "../store/news";
import type { ItemView } from "../wire/frames";
import { clockTime, isolated } from "./format";
import { lotTitle } from "./lots";
import { texts } from "../messages/texts";

type Items = readonly ItemView[];

export function claimWords({ what, claim, ahead }: News, items: Items): string {
  const item = isolated(items.find((each) => each.id === claim.item_id)?.title ?? texts.sale.theItem);
  const t = texts.sale.claims;
  switch (what) {
    case "held":
      return t.held(item);
    case "promoted":
      return t.promoted(item);
    case "waiting":
      return ahead === 0 ? t.firstInLine(item) : t.inLine(item, ahead);
    case "wanted":
      return t.wanted(item);
    case "released":
      return t.released(item);
    case "expired":
      return claim.held_until === null ? t.expired(item) : t.expiredAt(item, clockTime(claim.held_until));
    case "ordered":
      return t.ordered(item);
  }
}

export function bidWords({ what, auction }: BidNews, items: Items): string {
  const lot = isolated(
    lotTitle(
      items.find((each) => each.id === auction.item_id),
      auction,
    ),
  );
  return texts.sale.bids[what](lot);
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
