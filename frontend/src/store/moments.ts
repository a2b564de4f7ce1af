/**
 * What a buyer must not miss: her turn, a hold that ran out, winning and being outbid. Kept until she puts it
 * away.
 */

import type { BidNews } from "./bidNews";
import type { News } from "./news";
import type { RoomState } from "./reduce";

/** `about`: the variant or the lot; the next thing that happens there takes the place of this one. */
export type Moment =
  | { readonly about: string; readonly kind: "claim"; readonly news: News }
  | { readonly about: string; readonly kind: "bid"; readonly news: BidNews };

/** A phone shows so many and still the button below. */
const KEPT = 3;

/** What she did herself she sees where she did it; it only puts an end to what was said of it before. */
const MISSED: ReadonlySet<News["what"]> = new Set(["promoted", "expired"]);

export function withClaims(moments: readonly Moment[], news: readonly News[]): readonly Moment[] {
  return news.reduce(
    (kept, each) =>
      put(
        kept,
        each.claim.variant_id,
        MISSED.has(each.what) ? { about: each.claim.variant_id, kind: "claim", news: each } : null,
      ),
    moments,
  );
}

export function withBids(moments: readonly Moment[], news: readonly BidNews[]): readonly Moment[] {
  return news.reduce(
    (kept, each) => put(kept, each.auction.id, { about: each.auction.id, kind: "bid", news: each }),
    moments,
  );
}

/** An offer that went on to somebody else, or was answered, is offered no longer. */
export function stillTrue(moments: readonly Moment[], { user, snapshot }: RoomState): readonly Moment[] {
  const kept = moments.filter(({ kind, news, about }) => {
    if (kind === "claim" || news.what !== "offered") return true;
    const lot = snapshot.auctions.find((each) => each.id === about);
    return lot?.state === "offered" && lot.leader?.id === user;
  });
  return kept.length === moments.length ? moments : kept;
}

function put(moments: readonly Moment[], about: string, moment: Moment | null): readonly Moment[] {
  const others = moments.filter((each) => each.about !== about);
  if (!moment) return others.length === moments.length ? moments : others;
  return [...others, moment].slice(-KEPT);
}
