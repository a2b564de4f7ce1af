/** Lots: how their facts change the show, and what the reader keeps of her own bids. */

import type { AuctionView, ItemView, Mine, ShowEvent, ShowSnapshot, VariantView } from "../wire/frames";
import type { EventOf, MineRows, RowsOf } from "./tables";
import { placed, replaced } from "./updates";

export const auctionRows: RowsOf<`auction.${string}` | `bid.${string}`> = {
  "auction.added": put,
  "auction.opened": put,
  "auction.paused": put,
  "auction.resumed": put,
  "auction.closed": put,
  "auction.offered": put,
  "auction.extended": (show, { auction_id, ends_at }) => changed(show, auction_id, { ends_at }),
  "bid.placed": priced,
  "bid.struck": priced,
};

export const auctionMine: MineRows = {
  "auction.closed": (mine, { auction }, { user, after }) => ({
    bids: openBids(mine.bids, after),
    offers: offered(mine.offers, auction, user, after),
  }),
  // Whom it is offered to reads the sum over HTTPS, or finds it in her next snapshot: no fact may tell it.
  "auction.offered": (mine, { auction }, { user, after }) => ({
    offers: offered(mine.offers, auction, user, after),
    bids: auction.leader?.id === user ? mine.bids : withoutLot(mine.bids, auction.id),
  }),
  "bid.struck": (mine, { leader, auction_id }) => (leader ? {} : { bids: withoutLot(mine.bids, auction_id) }),
};

/** The reader's own most for a lot, which only she is told: by the answer to her bid. */
export function withMaximum(mine: Mine, auctionId: string, maximum: number): Mine {
  const bids = [...withoutLot(mine.bids, auctionId), { auction_id: auctionId, maximum }];
  return { ...mine, bids: bids.sort((one, other) => (one.auction_id < other.auction_id ? -1 : 1)) };
}

export function withoutLot(bids: Mine["bids"], auctionId: string): Mine["bids"] {
  return bids.filter((each) => each.auction_id !== auctionId);
}

/** Bids for lots that are over, or not shown any more, are kept no longer. */
export function openBids(bids: Mine["bids"], show: ShowSnapshot): Mine["bids"] {
  return bids.filter((each) =>
    show.auctions.some((auction) => auction.id === each.auction_id && takesBids(auction)),
  );
}

/** The lots on offer to the reader in parties not shown any more, after some were put out of sight. */
export function earlierOffers(
  offers: readonly AuctionView[],
  user: string,
  before: ShowSnapshot,
  after: ShowSnapshot,
): AuctionView[] {
  const hidden = before.auctions.filter((lot) => !after.auctions.some((each) => each.id === lot.id));
  return hidden.reduce<AuctionView[]>((kept, lot) => offered(kept, lot, user, after), [...offers]);
}

/** The same after one of them changed. */
export function offered(
  offers: readonly AuctionView[],
  lot: AuctionView,
  user: string,
  show: ShowSnapshot,
): AuctionView[] {
  const others = offers.filter((each) => each.id !== lot.id);
  const isHers =
    lot.state === "offered" &&
    lot.leader?.id === user &&
    !show.parties.some((party) => party.id === lot.party_id);
  return isHers ? placed(others, lot, (one, other) => (one.id < other.id ? -1 : 1)) : others;
}

export function takesBids(auction: AuctionView): boolean {
  return auction.state === "pending" || auction.state === "open" || auction.state === "paused";
}

/** A lot of a party that is not shown any more is nobody's business. */
function put(
  show: ShowSnapshot,
  { auction }: Extract<ShowEvent, { type: `auction.${string}`; auction: AuctionView }>,
): ShowSnapshot {
  if (!show.parties.some((party) => party.id === auction.party_id)) return show;
  const before = show.auctions.find((each) => each.id === auction.id);
  const auctions = placed(show.auctions, auction, (one, other) => (one.id < other.id ? -1 : 1));
  return { ...show, auctions, items: moved(show.items, auction, shelved(before), shelved(auction)) };
}

function priced(show: ShowSnapshot, event: EventOf<"bid.placed" | "bid.struck">): ShowSnapshot {
  const { price, leader, reserve_met, bids, next_bid } = event;
  return changed(show, event.auction_id, { price, leader, reserve_met, bids, next_bid });
}

function changed(show: ShowSnapshot, id: string, change: Partial<AuctionView>): ShowSnapshot {
  return { ...show, auctions: replaced(show.auctions, id, (auction) => ({ ...auction, ...change })) };
}

interface Shelved {
  readonly held: number;
  readonly sold: number;
}

/** Where the lot's unit stands: held until it is over, then sold or given back. */
function shelved(auction: AuctionView | undefined): Shelved {
  if (!auction) return { held: 0, sold: 0 };
  if (auction.state !== "closed") return { held: 1, sold: 0 };
  return { held: 0, sold: auction.outcome === "sold" ? 1 : 0 };
}

function moved(items: ItemView[], auction: AuctionView, from: Shelved, to: Shelved): ItemView[] {
  const put = (variant: VariantView): VariantView => ({
    ...variant,
    held: variant.held + to.held - from.held,
    sold: variant.sold + to.sold - from.sold,
  });
  return replaced(items, auction.item_id, (item) => ({
    ...item,
    variants: replaced(item.variants, auction.variant_id, put),
  }));
}
