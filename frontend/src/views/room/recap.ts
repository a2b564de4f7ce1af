/** What remains of a party that is over: what was sold, and what of it is the reader's. */

import type { GiveawayView, ItemView, PartyView, PictureView, ShowSnapshot } from "../../wire/frames";
import type { Mine } from "../../wire/frames";
import { soldLots } from "../lots";
import { itemsOf } from "../selectors";

/** Beside the next party that was announced, the last one is looked back at for so long. */
const LOOKED_BACK_MS = 24 * 3_600_000;

export interface Got {
  readonly key: string;
  readonly from: "claim" | "lot" | "giveaway";
  readonly title: string;
  readonly kind: string;
  readonly quantity: number;
  /** Of all units; null where nobody but the seller's order says it. */
  readonly price: number | null;
  readonly pictures: readonly PictureView[];
}

export interface Sold {
  readonly item: ItemView;
  readonly units: number;
}

/** The party to look back at: the last, until another is on, or a day after it where another is announced. */
export function lookedBackAt(parties: readonly PartyView[], now: number): PartyView | null {
  if (parties.some(({ state }) => state === "live" || state === "paused")) return null;
  const over = parties.filter(({ state }) => state === "ended");
  const last = over.toSorted((one, other) => (other.ended_at ?? 0) - (one.ended_at ?? 0))[0] ?? null;
  const next = parties.some(({ state }) => state === "scheduled");
  return last && next && now - (last.ended_at ?? 0) > LOOKED_BACK_MS ? null : last;
}

/** What was sold of it, in its order. */
export function soldAt(show: ShowSnapshot, party: PartyView): Sold[] {
  return itemsOf(show, party)
    .map((item) => ({ item, units: item.variants.reduce((sum, { sold }) => sum + sold, 0) }))
    .filter(({ units }) => units > 0);
}

/** What she bought, won and was given there: in that order. */
export function gotAt(show: ShowSnapshot, party: PartyView, mine: Mine | null, user: string | null): Got[] {
  if (user === null) return [];
  const items = new Map(itemsOf(show, party).map((item) => [item.id, item]));
  const claims = (mine?.claims ?? [])
    .map(({ claim }) => claim)
    .filter(({ state, item_id }) => state === "ordered" && items.has(item_id));
  const lots = soldLots(show.auctions, party.id).filter(({ leader }) => leader?.id === user);
  const prizes = show.giveaways.filter((each) => each.party_id === party.id && isWonBy(each, user));
  return [
    ...claims.map(({ id, item_id, variant_id, quantity, price }) =>
      got("claim", id, items.get(item_id), variant_id, quantity, price * quantity),
    ),
    ...lots.map(({ id, item_id, variant_id, price }) =>
      got("lot", id, items.get(item_id), variant_id, 1, price),
    ),
    ...prizes.map(({ id, item_id, variant_id, prize }) => ({
      ...got("giveaway", id, items.get(item_id ?? ""), variant_id, 1, 0),
      title: prize,
    })),
  ];
}

/** What it comes to; null where a price is not told. */
export function sumOf(all: readonly Got[]): number | null {
  return all.reduce<number | null>(
    (sum, { price }) => (sum === null || price === null ? null : sum + price),
    0,
  );
}

function isWonBy({ state, winners }: GiveawayView, user: string): boolean {
  return state === "drawn" && winners.some(({ id }) => id === user);
}

function got(
  from: Got["from"],
  key: string,
  item: ItemView | undefined,
  variantId: string | null,
  quantity: number,
  price: number | null,
): Got {
  const kind = item?.variants.find(({ id }) => id === variantId)?.name ?? "";
  const { title = "", pictures = [] } = item ?? {};
  return { key, from, title, kind, quantity, price, pictures };
}
