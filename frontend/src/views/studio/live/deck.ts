/**
 * What a seller has before her while a party is on: one state of a closed list, made of what is known and of nothing
 * else. A lot that runs has the deck; then the item on air; and always what comes next.
 */

import type { Status } from "../../../client/contract";
import type { AuctionView, ItemView, PartyView } from "../../../wire/frames";
import { isOn } from "../../lots";
import { freeInAll, soldOut } from "../../selectors";

/** `again`: nothing follows that can be had, and an earlier one still can. */
export interface Next {
  readonly is: "next" | "again";
  readonly item: ItemView;
}

/** Units of all kinds of an item. */
export interface Counts {
  readonly left: number;
  readonly held: number;
  readonly sold: number;
  readonly waiting: number;
}

export type ItemState = "selling" | "flash" | "flashSoon" | "allHeld" | "soldOut" | "offSale";
export type LotState = "running" | "closing" | "standing";

export type Deck = { readonly next: Next | null } & (
  | { readonly of: "nothing"; readonly is: "empty" | "ready" }
  | { readonly of: "item"; readonly is: ItemState; readonly item: ItemView; readonly counts: Counts }
  | {
      readonly of: "lot";
      readonly is: LotState;
      readonly lot: AuctionView;
      readonly item: ItemView;
      readonly counts: Counts;
    }
);

/** What the screen knows beside the store. */
export interface Screen {
  readonly party: PartyView & { readonly items: readonly ItemView[] };
  readonly auctions: readonly AuctionView[];
  /** Whether the reader may put it on air. */
  readonly mayShow: (item: ItemView) => boolean;
}

export const CLOSING_MS = 10_000;
export const RUNS_OUT_MS = 60_000;

export function deckOf({ party, auctions, mayShow }: Screen, now: number): Deck {
  const next = nextOf(party.items, party.on_air, mayShow);
  const running = auctions.filter((each) => each.party_id === party.id && isOn(each));
  const lot = running.find((each) => each.item_id === party.on_air) ?? running[0];
  const item = party.items.find((each) => each.id === (lot?.item_id ?? party.on_air));
  if (lot && item) return { of: "lot", is: lotState(lot, now), lot, item, counts: countsOf(item), next };
  if (item) return { of: "item", is: itemState(item), item, counts: countsOf(item), next };
  return { of: "nothing", is: next ? "ready" : "empty", next };
}

/** The first that can be had after the one on air; if there is none, the first of all. */
export function nextOf(
  items: readonly ItemView[],
  onAir: string | null,
  mayShow: (item: ItemView) => boolean,
): Next | null {
  const at = items.findIndex((each) => each.id === onAir);
  const isFit = (each: ItemView) =>
    each.id !== onAir && !each.withdrawn && freeInAll(each) > 0 && mayShow(each);
  const after = items.slice(at + 1).find(isFit);
  if (after) return { is: "next", item: after };
  const before = items.slice(0, Math.max(at, 0)).find(isFit);
  return before ? { is: "again", item: before } : null;
}

function itemState(item: ItemView): ItemState {
  if (item.withdrawn) return "offSale";
  if (item.variants.every(soldOut)) return "soldOut";
  if (freeInAll(item) === 0) return "allHeld";
  if (item.flash) return item.flash.on ? "flash" : "flashSoon";
  return "selling";
}

function lotState(lot: AuctionView, now: number): LotState {
  if (lot.state === "paused" || lot.ends_at === null) return "standing";
  return lot.ends_at - now <= CLOSING_MS ? "closing" : "running";
}

export function countsOf(item: ItemView): Counts {
  const sum = (of: "held" | "sold" | "waiting") =>
    item.variants.reduce((all, variant) => all + variant[of], 0);
  return { left: freeInAll(item), held: sum("held"), sold: sum("sold"), waiting: sum("waiting") };
}

/** What she should know before anything else, the worst first. */
export type Warning =
  | { readonly is: "offline" | "doubtful" | "paused" }
  | { readonly is: "away"; readonly cause: "server" | "host" | "bidders"; readonly until: number }
  | { readonly is: "runsOut"; readonly count: number }
  | { readonly is: "waits"; readonly count: number }
  | { readonly is: "asked"; readonly item: ItemView };

export interface Around {
  readonly connection: Status;
  /** Ends of the holds that she may confirm. */
  readonly holds: readonly number[];
  /** What waits for a moderator; nothing for who is none. */
  readonly waiting: number;
}

export function warningsOf(screen: Screen, around: Around, now: number): Warning[] {
  const { party } = screen;
  const { connection, holds, waiting } = around;
  const ending = holds.filter((until) => until > now && until - now <= RUNS_OUT_MS).length;
  const asked = mostAsked(screen);
  const found: (Warning | false)[] = [
    connection.name !== "open" && { is: "offline" },
    connection.name === "open" && connection.doubtful === true && { is: "doubtful" },
    party.interrupted !== null && {
      is: "away",
      cause: party.interrupted.cause,
      until: party.interrupted.continues_at,
    },
    party.interrupted === null && party.state === "paused" && { is: "paused" },
    ending > 0 && { is: "runsOut", count: ending },
    waiting > 0 && { is: "waits", count: waiting },
    asked !== null && { is: "asked", item: asked },
  ];
  return found.filter((each) => each !== false);
}

/** The item that most viewers want to see, of those that can be shown and are not. */
function mostAsked({ party, mayShow }: Screen): ItemView | null {
  const wanted = party.items.filter(
    (each) =>
      each.asked > 0 && each.id !== party.on_air && !each.withdrawn && freeInAll(each) > 0 && mayShow(each),
  );
  return wanted.toSorted((one, other) => other.asked - one.asked)[0] ?? null;
}

/** Sold so far: units of sale and lots, and what they bring. */
export function soldSoFar(
  claims: readonly { readonly state: string; readonly price: number; readonly quantity: number }[],
  lots: readonly { readonly price: number | null }[],
): { readonly count: number; readonly total: number } {
  const sold = claims.filter((claim) => claim.state === "ordered");
  const ofClaims = sold.reduce((sum, each) => sum + each.price * each.quantity, 0);
  const ofLots = lots.reduce((sum, each) => sum + (each.price ?? 0), 0);
  return { count: sold.length + lots.length, total: ofClaims + ofLots };
}
