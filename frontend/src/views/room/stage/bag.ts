/** What a buyer holds, waits for, is offered or owes in a room, of whichever party. */

import type { RoomState } from "../../../store/reduce";
import type { AuctionView, MyClaim } from "../../../wire/frames";

export interface Bag {
  readonly claims: readonly MyClaim[];
  readonly offers: readonly AuctionView[];
  /** How many things wait for her, or she for them. */
  readonly count: number;
  /** When the first of them runs out. */
  readonly until: number | null;
  /** She bought something here that stands on her order. */
  readonly bought: boolean;
  readonly owes: boolean;
}

const NOTHING: Bag = { claims: [], offers: [], count: 0, until: null, bought: false, owes: false };

/** `owed`: she had orders here to close or to pay when the page was written. */
export function bagOf(room: RoomState | null, owed: boolean): Bag {
  if (!room?.mine || room.user === null) return { ...NOTHING, owes: owed };
  const { snapshot, mine, user } = room;
  const led = snapshot.auctions.filter((each) => each.leader?.id === user);
  const offers = [...led.filter((each) => each.state === "offered"), ...mine.offers];
  const open = mine.claims.filter(({ claim }) => claim.state !== "ordered");
  const ends = [...open.map(({ claim }) => claim.held_until), ...offers.map((each) => each.offered_until)];
  const times = ends.filter((each) => each !== null);
  const bought =
    open.length < mine.claims.length ||
    led.some((each) => each.state === "closed" && each.outcome === "sold");
  const owes = owed || bought;
  return {
    claims: mine.claims,
    offers,
    count: open.length + offers.length + Number(owes),
    until: times.length > 0 ? Math.min(...times) : null,
    bought,
    owes,
  };
}
