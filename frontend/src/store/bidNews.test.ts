import { describe, expect, it } from "vitest";
import { emptyShow } from "../client/fakeServer";
import type { AuctionView, Mine } from "../wire/frames";
import { withMaximum } from "./auctions";
import { bidNewsOf } from "./bidNews";
import type { RoomState } from "./reduce";

const BEN = { id: "ben", name: "Ben" };
const BEA = { id: "bea", name: "Bea" };
const MINE: Mine = {
  offset: 0,
  role: "buyer",
  offered: null,
  follows: false,
  muted_until: null,
  warned: false,
  vote: null,
  upvoted: [],
  coming: [],
  asked: [],
  claims: [],
  entered: [],
  bids: [],
  offers: [],
  waiting: [],
  reports: [],
  mentioned_by: "all",
};

function lot(over: Partial<AuctionView>): AuctionView {
  return {
    id: "a1",
    party_id: "p1",
    item_id: "i1",
    variant_id: "v1",
    state: "open",
    outcome: null,
    start_price: 100,
    buy_now: null,
    reserve_met: true,
    seconds: 60,
    extend_seconds: 10,
    grace_ms: 400,
    prebids: true,
    price: 100,
    leader: null,
    bids: 0,
    next_bid: 110,
    ends_at: 1,
    left_ms: null,
    closest_late_ms: null,
    reason: "",
    reason_code: null,
    offered_until: null,
    ...over,
  };
}

function bens(auction: AuctionView, bids: Mine["bids"] = []): RoomState {
  return { user: "ben", snapshot: { ...emptyShow, auctions: [auction] }, mine: { ...MINE, bids } };
}

function news(
  before: Partial<AuctionView>,
  after: Partial<AuctionView>,
  bids: Mine["bids"] = [],
): (string | undefined)[] {
  return bidNewsOf(bens(lot(before), bids), bens(lot(after), bids)).map((each) => each.what);
}

describe("what a bidder is told at once", () => {
  it.each([
    [{ leader: null }, { leader: BEN }, ["leading"]],
    [{ leader: BEN }, { leader: BEA }, ["outbid"]],
    [{ leader: BEA }, { leader: BEA, price: 300 }, []],
    [{ leader: BEN }, { leader: BEN, state: "closed", outcome: "sold" }, ["won"]],
    [{ leader: BEN }, { leader: BEN, state: "closed", outcome: "passed" }, ["over"]],
    [{ leader: BEA }, { leader: BEA, state: "closed", outcome: "sold" }, []],
    [{ leader: BEA, state: "closed", outcome: "sold" }, { leader: BEN, state: "offered" }, ["offered"]],
    [{ leader: BEN, state: "offered" }, { leader: BEN, state: "closed", outcome: "sold" }, ["won"]],
  ] as const)("from %j to %j: %j", (before, after, told) => {
    expect(news(before, after)).toEqual(told);
  });

  it("is told when a lot that she bid for is over", () => {
    const sold = { leader: BEA, state: "closed", outcome: "sold" } as const;
    expect(news({ leader: BEA }, sold, [{ auction_id: "a1", maximum: 200 }])).toEqual(["over"]);
  });
});

describe("one's own most", () => {
  it("is kept once for each lot, by their order", () => {
    const mine = withMaximum(withMaximum(withMaximum(MINE, "a2", 200), "a1", 300), "a2", 500);
    expect(mine.bids).toEqual([
      { auction_id: "a1", maximum: 300 },
      { auction_id: "a2", maximum: 500 },
    ]);
  });
});
