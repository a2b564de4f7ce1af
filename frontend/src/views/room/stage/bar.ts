/**
 * What the bar at the thumb says: one state of a closed list, made of what is known and of nothing else. A lot that runs
 * takes the bar; then what she won or is offered, until she puts it away; then the item on air.
 */

import type { Status } from "../../../client/contract";
import type { Moment } from "../../../store/moments";
import type { Pending } from "../../../store/pending";
import type {
  AuctionView,
  ItemView,
  Mine,
  MyClaim,
  PartyView,
  ShowSnapshot,
  VariantView,
} from "../../../wire/frames";
import { may } from "../../chat/permissions";
import { isOn } from "../../lots";
import { claimsOf, free, isPassedOver, isWished, soldOut } from "../../selectors";

/** What the screen knows beside the store. */
export interface Screen {
  readonly snapshot: ShowSnapshot;
  readonly party: PartyView;
  readonly user: string | null;
  /** The kind she chose, and how many she wants. */
  readonly chosen: string | null;
  readonly quantity: number;
  /** What happened to her and was not put away. */
  readonly moments: readonly Moment[];
  /** Offers that she keeps for later. */
  readonly later: ReadonlySet<string>;
  /** The price of a kind before it changed under her eyes. */
  readonly changed: { readonly variantId: string; readonly from: number } | null;
  /** The lot whose end was put off a moment ago. */
  readonly extended: { readonly lotId: string; readonly seconds: number } | null;
}

export type ItemState =
  | "guest"
  | "staff"
  | "offSale"
  | "choose"
  | "claim"
  | "claimOrWait"
  | "join"
  | "sending"
  | "unknown"
  | "held"
  | "lastMinute"
  | "turn"
  | "inLine"
  | "passedOver"
  | "wished"
  | "wanted"
  | "bought"
  | "expired"
  | "soldOut"
  | "limit"
  | "paused"
  | "away"
  | "changed";

export type LotState =
  | "guest"
  | "staff"
  | "bid"
  | "leading"
  | "outbid"
  | "closing"
  | "extended"
  | "sending"
  | "unknown"
  | "paused"
  | "away"
  | "won"
  | "lost"
  | "offered";

export interface ItemBar {
  readonly of: "item";
  readonly is: ItemState;
  readonly item: ItemView;
  /** Null while she has to choose one. */
  readonly variant: VariantView | null;
  /** The claim that the state is about. */
  readonly claim: MyClaim | null;
  /** How many more of this kind one press may ask for. */
  readonly most: number;
}

export interface LotBar {
  readonly of: "lot";
  readonly is: LotState;
  readonly lot: AuctionView;
  readonly leads: boolean;
  /** The most that she bid. */
  readonly own: number | null;
}

export type Bar = ItemBar | LotBar | { readonly of: "nothing"; readonly is: "idle" | "paused" | "away" };

export const LAST_MINUTE_MS = 60_000;
export const CLOSING_MS = 10_000;
const MOST = 10;

export function barState(
  screen: Screen,
  mine: Mine | null,
  pending: readonly Pending[],
  connection: Status,
  now: number,
): Bar {
  const { snapshot, party } = screen;
  const waits = (about: string) => waiting(pending, about, connection);
  const lot = lotOf(screen, mine);
  if (lot) return lotBar(screen, mine, lot, waits(lot.id), now);
  const item = snapshot.items.find((each) => each.id === party.on_air);
  if (item) return itemBar(screen, mine, item, waits, now);
  return { of: "nothing", is: stopped(party) ?? "idle" };
}

/** A command about it is on its way; `unknown` while nobody can say whether it arrived. */
function waiting(
  pending: readonly Pending[],
  about: string,
  connection: Status,
): "sending" | "unknown" | null {
  if (!pending.some((each) => each.about === about && each.type !== "item.ask")) return null;
  return connection.name === "open" && !connection.doubtful ? "sending" : "unknown";
}

function stopped(party: PartyView): "paused" | "away" | null {
  if (party.interrupted) return "away";
  return party.state === "live" ? null : "paused";
}

/** The lot that has the bar, if one has. */
function lotOf({ snapshot, party, user, moments, later }: Screen, mine: Mine | null): AuctionView | null {
  const running = snapshot.auctions.filter((each) => each.party_id === party.id && isOn(each));
  const first = running.find((each) => each.item_id === party.on_air) ?? running[0];
  if (first) return first;
  const over = moments.findLast(({ kind, news }) => kind === "bid" && ["won", "over"].includes(news.what));
  const closed = snapshot.auctions.find((each) => each.id === over?.about);
  if (closed?.state === "closed" && (party.on_air === closed.item_id || party.on_air === null)) return closed;
  if (user === null) return null;
  const offers = snapshot.auctions.filter((each) => each.state === "offered" && each.leader?.id === user);
  return [...offers, ...(mine?.offers ?? [])].find((each) => !later.has(each.id)) ?? null;
}

function lotBar(
  screen: Screen,
  mine: Mine | null,
  lot: AuctionView,
  waits: "sending" | "unknown" | null,
  now: number,
): LotBar {
  const leads = lot.leader !== null && lot.leader.id === screen.user;
  const own = mine?.bids.find((each) => each.auction_id === lot.id)?.maximum ?? null;
  return { of: "lot", is: lotState(screen, mine, lot, { leads, own, waits, now }), lot, leads, own };
}

interface Standing {
  readonly leads: boolean;
  readonly own: number | null;
  readonly waits: "sending" | "unknown" | null;
  readonly now: number;
}

function lotState(
  { party, user, extended }: Screen,
  mine: Mine | null,
  lot: AuctionView,
  { leads, own, waits, now }: Standing,
): LotState {
  if (lot.state === "closed") return leads && lot.outcome === "sold" ? "won" : "lost";
  if (lot.state === "offered") return waits ?? "offered";
  if (waits) return waits;
  if (lot.state === "paused") return stopped(party) ?? "paused";
  if (user === null) return "guest";
  if (isStaff(mine)) return "staff";
  if (extended?.lotId === lot.id) return "extended";
  if (lot.ends_at !== null && lot.ends_at - now <= CLOSING_MS) return "closing";
  if (leads) return "leading";
  return own === null ? "bid" : "outbid";
}

function isStaff(mine: Mine | null): boolean {
  return mine !== null && (may.sell(mine.role) || may.moderate(mine.role));
}

function itemBar(
  screen: Screen,
  mine: Mine | null,
  item: ItemView,
  waits: (about: string) => "sending" | "unknown" | null,
  now: number,
): ItemBar {
  const variant = variantOf(screen, mine, item);
  const claim = variant ? first(claimsOf(mine?.claims ?? [], variant)) : null;
  const most = variant ? mostOf(item, variant, mine) : 0;
  const way = (variant && waits(variant.id)) ?? (claim && waits(claim.claim.id));
  const is =
    way ??
    (claim ? claimState(screen, claim, now) : null) ??
    whyNot(screen, mine, item, variant, most) ??
    (variant ? offer(screen, variant) : "choose");
  return { of: "item", is, item, variant, claim, most };
}

/** The kind the bar speaks of: the chosen one, one of which she has something, or the only one. */
export function variantOf(
  { chosen }: Pick<Screen, "chosen">,
  mine: Mine | null,
  item: ItemView,
): VariantView | null {
  const picked = item.variants.find((each) => each.id === chosen);
  if (picked) return picked;
  const own = (mine?.claims ?? []).filter(({ claim }) => claim.item_id === item.id);
  const claimed = item.variants.find((each) => each.id === first(own)?.claim.variant_id);
  return claimed ?? (item.variants.length === 1 ? (item.variants[0] ?? null) : null);
}

const RANK = { held: 0, wanted: 1, waitlisted: 2, ordered: 3 } as const;

/** What presses most: a hold, and of two the one that ends sooner. */
function first(claims: readonly MyClaim[]): MyClaim | null {
  const ends = ({ claim }: MyClaim) => claim.held_until ?? Infinity;
  const sorted = claims.toSorted(
    (one, other) => RANK[one.claim.state] - RANK[other.claim.state] || ends(one) - ends(other),
  );
  return sorted[0] ?? null;
}

export function mostOf(item: ItemView, variant: VariantView, mine: Mine | null): number {
  const taken = (mine?.claims ?? [])
    .filter(({ claim }) => claim.item_id === item.id)
    .reduce((sum, { claim }) => sum + claim.quantity, 0);
  return Math.min(MOST, variant.stock, item.per_buyer_limit - taken);
}

function claimState({ snapshot, moments }: Screen, { claim }: MyClaim, now: number): ItemState {
  if (claim.state === "ordered") return "bought";
  if (claim.state === "wanted") return "wanted";
  if (isWished(snapshot, claim)) return "wished";
  if (claim.state === "waitlisted") return isPassedOver(snapshot, claim) ? "passedOver" : "inLine";
  if (claim.held_until !== null && claim.held_until - now <= LAST_MINUTE_MS) return "lastMinute";
  return happened(moments, claim.variant_id, "promoted") ? "turn" : "held";
}

function happened(moments: readonly Moment[], about: string, what: Moment["news"]["what"]): boolean {
  return moments.some((each) => each.about === about && each.news.what === what);
}

/** Why nothing can be claimed just now. */
function whyNot(
  { party, user }: Screen,
  mine: Mine | null,
  item: ItemView,
  variant: VariantView | null,
  most: number,
): ItemState | null {
  if (item.withdrawn) return "offSale";
  const stop = stopped(party);
  if (stop) return stop;
  const role = mine?.role ?? "buyer";
  if (may.host(role) || user === item.seller.id) return "staff";
  if (variant ? soldOut(variant) : item.variants.every(soldOut)) return "soldOut";
  return variant && most < 1 ? "limit" : null;
}

/** What a press would ask for. */
function offer({ user, moments, changed, quantity }: Screen, variant: VariantView): ItemState {
  if (user === null) return "guest";
  if (changed?.variantId === variant.id) return "changed";
  if (happened(moments, variant.id, "expired")) return "expired";
  if (free(variant) >= quantity) return "claim";
  return variant.stock - variant.held - variant.sold >= quantity ? "claimOrWait" : "join";
}
