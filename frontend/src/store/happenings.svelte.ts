import type { Fact } from "../wire/frames";
import { type BidNews, bidNewsOf } from "./bidNews";
import { type Moment, stillTrue, withBids, withClaims } from "./moments";
import { type News, newsOf } from "./news";
import type { Part } from "./part";
import type { RoomState } from "./reduce";

/** What happened to the reader's claims and bids. */
export class Happenings implements Part {
  news = $state.raw<readonly News[]>([]);
  bidNews = $state.raw<readonly BidNews[]>([]);
  /** Shown until she puts them away. */
  moments = $state.raw<readonly Moment[]>([]);

  began(now: RoomState, before: RoomState | null): void {
    if (before) this.told([], before, now);
  }

  told(facts: readonly Fact[], before: RoomState, now: RoomState): void {
    const news = newsOf(before.mine, now.mine, facts);
    const bidNews = bidNewsOf(before, now);
    if (news.length > 0) this.news = news;
    if (bidNews.length > 0) this.bidNews = bidNews;
    this.moments = stillTrue(withBids(withClaims(this.moments, news), bidNews), now);
  }

  putAway(about: string): void {
    this.moments = this.moments.filter((each) => each.about !== about);
  }
}
