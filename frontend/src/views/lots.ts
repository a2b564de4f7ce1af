/** Lots in words. */

import type { AuctionView, ItemView } from "../wire/frames";
import { money } from "./format";
import { texts } from "../messages/texts";

export function lotsOf(auctions: readonly AuctionView[], itemId: string): AuctionView[] {
  return auctions.filter((auction) => auction.item_id === itemId);
}

/**
 * Lots that want to be seen at once: under the hammer in this party, or offered to this reader in whichever.
 */
export function hotLots(
  auctions: readonly AuctionView[],
  partyId: string,
  user: string | null,
): AuctionView[] {
  return auctions.filter(
    (auction) =>
      (auction.party_id === partyId && isOn(auction)) ||
      (user !== null && auction.state === "offered" && auction.leader?.id === user),
  );
}

/** The lots of a party that were sold, whoever pays for them. */
export function soldLots(auctions: readonly AuctionView[], partyId: string): AuctionView[] {
  return auctions.filter(
    (auction) => auction.party_id === partyId && auction.state === "closed" && auction.outcome === "sold",
  );
}

export function isOn(auction: AuctionView): boolean {
  return auction.state === "open" || auction.state === "paused";
}

export function lotTitle(item: ItemView | undefined, auction: AuctionView): string {
  const kind = item?.variants.find((variant) => variant.id === auction.variant_id)?.name;
  if (!item) return texts.sale.lot;
  return kind ? `${item.title}, ${kind}` : item.title;
}

/** How a lot stands, when nobody can bid. */
export function lotState(auction: AuctionView, currency: string): string {
  const t = texts.sale.lots;
  const { state, leader } = auction;
  switch (state) {
    case "pending":
    case "open":
    case "paused":
      return t[state];
    case "offered":
      return leader ? t.offeredTo(leader.name) : t.offeredToNext;
    case "closed":
      if (auction.outcome === "sold") return sold(leader?.name, auction.price, currency);
      return auction.outcome === "void" ? t.void(whyVoid(auction)) : t.notSold;
  }
}

function whyVoid({ reason, reason_code: code }: AuctionView): string {
  return code ? texts.sale.lots.voidBecause[code] : reason;
}

function sold(to: string | undefined, price: number | null, currency: string): string {
  const t = texts.sale.lots;
  if (price === null) return to === undefined ? t.sold : t.soldTo(to);
  const amount = money(price, currency);
  return to === undefined ? t.soldFor(amount) : t.soldToFor(to, amount);
}
