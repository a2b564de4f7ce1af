/**
 * What happened to the reader as a bidder between two moments: it may interrupt a screen reader, like her
 * claims.
 */

import type { AuctionView } from "../wire/frames";
import type { RoomState } from "./reduce";

export interface BidNews {
  readonly what: "leading" | "outbid" | "won" | "over" | "offered";
  readonly auction: AuctionView;
}

export function bidNewsOf(before: RoomState, after: RoomState): BidNews[] {
  const { user } = after;
  if (!user) return [];
  return after.snapshot.auctions.flatMap((auction): BidNews[] => {
    const was = before.snapshot.auctions.find((each) => each.id === auction.id);
    const what = was && was !== auction ? word(was, auction, user, hasBid(before, auction)) : null;
    return what ? [{ what, auction }] : [];
  });
}

function word(was: AuctionView, auction: AuctionView, user: string, bid: boolean): BidNews["what"] | null {
  const led = was.leader?.id === user;
  const leads = auction.leader?.id === user;
  if (auction.state === "offered") return leads && (was.state !== "offered" || !led) ? "offered" : null;
  if (auction.state === "closed") {
    if (was.state === "closed") return null;
    if (auction.outcome === "sold" && leads) return "won";
    return bid || led ? "over" : null;
  }
  if (led === leads) return null;
  return leads ? "leading" : "outbid";
}

function hasBid(state: RoomState, auction: AuctionView): boolean {
  return state.mine?.bids.some((each) => each.auction_id === auction.id) ?? false;
}
