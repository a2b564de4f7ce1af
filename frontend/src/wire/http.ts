// Generated from the Python frames by `make wire`. Do not edit.

import type { ActView, ClaimView, Interruption, InviteView, ItemView, Lineup, MessageView, Mine, OutagePolicy, PartyView, Person, PictureView, Repeat, Reply, ShippingRule, ShowSnapshot } from "./frames";

/**
 * Those of the last ninety days, the latest first; for hosts everybody's. `willing`: how many said yes to the
 * caller. `next_at`: when she may write again, in ms; null: now.
 */
export interface ArrivalsOut {
  willing: number;
  next_at: number | null;
  told: ToldOut[];
}

/** Her last ones, the latest first. `unread` of all; a hundred stand for more. */
export interface BellOut {
  unread: number;
  notifications: NotificationOut[];
}

/** A line or a person that was reported. */
export interface CaseOut {
  id: string;
  user: Person;
  message_offset: number | null;
  /** what the line says now; null where its words are gone, or for a person */
  text: string | null;
  /** of the first report */
  at: number;
  /** how many reported it */
  many: number;
  /** what they count for together: the queue is in this order */
  weight: number;
  /** a colleague is on it */
  taken_by: Person | null;
  /** the first twenty */
  reports: ReportOut[];
}

/** How she is told of one kind. `chosen` by herself; otherwise it is the kind's own. */
export interface ChoiceOut {
  kind: string;
  label: string;
  bell: "now" | "off";
  push: "now" | "off";
  mail: "now" | "digest" | "off";
}

export interface DeliveryOut {
  name: string;
  address: string;
  country: string;
  note: string;
}

export interface DiscountOut {
  code: string;
  currency: string;
  points: number;
  amount: number;
  goods_from: number;
  most: number | null;
  expires_at: number | null;
  used: number;
}

/** The exact text that was hashed, and its hash; for a message its words and their salt, unless they are gone. */
export interface ExportedFact {
  fact: string;
  hash: string;
  salt?: string | null;
  text?: string | null;
}

/**
 * At most a thousand facts. `offset` and `hash` say where the ledger stands; the hash before offset 1 follows from
 * the name and the first epoch: SHA-256 of `livesell:<ledger>:<first_epoch>`.
 */
export interface ExportedPage {
  ledger: string;
  epoch: string;
  first_epoch: string;
  /** place in a ledger; 0 is before the first event */
  offset: number;
  hash: string;
  facts: ExportedFact[];
}

/** Something that is wrong before a party goes live: with it, with a seller, or with an item of hers. */
export interface FindingOut {
  what: "nothing_to_sell" | "no_price" | "no_stock" | "no_picture" | "no_shipping" | "no_moderator" | "hold_short" | "hold_long" | "seller_without_items" | "terms_other_currency" | "code_other_currency";
  stops: boolean;
  item_id: string | null;
  seller_id: string | null;
}

/** Money in minor units, time in minutes a day; null is no limit. */
export interface LimitsOut {
  currency: string;
  day: number | null;
  week: number | null;
  minutes: number | null;
}

/** Who waits for a variant, true at `offset` of the show's ledger: its claims keep it true from there on. */
export interface Line {
  /** place in a ledger; 0 is before the first event */
  offset: number;
  /** how many stand in line in all */
  waiting: number;
  /** the first five hundred, first in line first */
  claims: ClaimView[];
}

/** What was sold. `struck`: given back, or it could not be had any more when the money came. */
export interface LineOut {
  item_id: string;
  variant_id: string;
  number: number;
  title: string;
  variant: string;
  quantity: number;
  price: number;
  source: "claim" | "lot" | "giveaway";
  struck: boolean;
}

/** A party in the list of live and coming ones. */
export interface Listed {
  room_id: string;
  room_title: string;
  party: PartyView;
}

/** One moderator's acts since a moment. */
export interface ModeratorOut {
  user: Person;
  acts: number;
  /** of these, taken back by anybody */
  undone: number;
  undone_on_appeal: number;
  /** appeals that she decided */
  answered: number;
  /** from an appeal to her answer, on average */
  answer_ms: number | null;
}

/** What staff noted of a person. */
export interface NoteOut {
  id: string;
  by: Person;
  text: string;
  /** milliseconds since the epoch, UTC */
  at: number;
}

/** What a seller noted of an item for herself. */
export interface Noted {
  item_id: string;
  note: string;
}

/** One notification, in the caller's language. `path`: the page it leads to. */
export interface NotificationOut {
  id: number;
  kind: string;
  title: string;
  text: string;
  path: string;
  at: number;
  read: boolean;
}

/** A lot whose winner did not pay, offered to the caller at her own bid. */
export interface OfferOut {
  auction_id: string;
  title: string;
  amount: number;
  currency: string;
  /** milliseconds since the epoch, UTC */
  offered_until: number;
}

/**
 * An order. `owed_back`: money that the seller owes the buyer. `code_missing`: how much more of goods the code asks
 * for before it takes anything off. `rehearsal`: nothing was sold, and it goes with its room when the rehearsal is
 * over.
 */
export interface OrderOut {
  id: string;
  room_id: string;
  party_id: string;
  party_title: string;
  rehearsal: boolean;
  seller: Person;
  buyer: Person;
  state: "open" | "confirmed" | "paid" | "shipped" | "done" | "cancelled";
  currency: string;
  /** milliseconds since the epoch, UTC */
  opened_at: number;
  confirmed_at: number | null;
  pay_until: number | null;
  lapsed: boolean;
  reason: string;
  tracking: string;
  code: string;
  code_missing: number;
  lines: LineOut[];
  totals: TotalsOut;
  received: number;
  given_back: number;
  owed_back: number;
  delivery: DeliveryOut | null;
}

/** What was done to the caller, why, for how long, and whether she may appeal. */
export interface OwnAct {
  id: string;
  act: "remove" | "remove_all" | "warn" | "mute" | "unmute" | "ban" | "unban";
  /** milliseconds since the epoch, UTC */
  at: number;
  until: number | null;
  /** null: the moderators */
  by: string | null;
  reason_code: "spam" | "insult" | "harassment" | "scam" | "off_topic" | "personal_data" | "other" | null;
  reason: string | null;
  undone: boolean;
  may_appeal: boolean;
  appeal: OwnAppeal | null;
}

/** What the appellant sees of her appeal. */
export interface OwnAppeal {
  text: string;
  /** milliseconds since the epoch, UTC */
  at: number;
  /** milliseconds since the epoch, UTC */
  due_at: number;
  state: "open" | "granted" | "rejected";
  answer: string | null;
  answered_at: number | null;
  /** nobody else keeps the room kind: who acted has decided */
  by_author: boolean;
}

/** The limits in force and those that are wanted from a moment on; what follows from orders left unpaid. */
export interface OwnLimitsOut {
  now: LimitsOut | null;
  wanted: LimitsOut | null;
  wanted_from: number | null;
  step: number;
  step_until: number | null;
}

/** What the caller reported, and what came of it. */
export interface OwnReport {
  id: string;
  user: Person;
  message_offset: number | null;
  reason_code: "spam" | "insult" | "harassment" | "scam" | "off_topic" | "personal_data" | "other";
  text: string | null;
  /** milliseconds since the epoch, UTC */
  at: number;
  /** null: nobody has looked at it yet */
  outcome: "acted" | "nothing_wrong" | null;
  answered_at: number | null;
}

/** A bidder who never bought here. `rival`: she lost so many lots to the other; `seller`: she bid for no others. */
export interface PairOut {
  bidder: Person;
  other: Person;
  what: "rival" | "seller";
  lots: number;
  bids: number;
}

/** A bid, by what it made of the price: nobody's most is told, not even afterwards. */
export interface PastBid {
  price: number;
  /** place in a ledger; 0 is before the first event */
  offset: number;
  /** milliseconds since the epoch, UTC */
  counted_at: number;
  grace_ms: number;
  mine: boolean;
}

/** Where to pay; without a provider the seller's own words. */
export interface PayOut {
  url: string | null;
  how_to_pay: string;
}

/** What staff see of a person in this room. Of her money, only how many orders were paid. */
export interface PersonCard {
  user: Person;
  role: string;
  /** when the account was made */
  since: number;
  /** days on which she spoke here */
  spoke_days: number;
  /** lines she said here, counted to a thousand */
  messages: number;
  muted_until: number | null;
  warned: boolean;
  banned: boolean;
  banned_until: number | null;
  orders_paid: number;
  orders: number;
  /** the last hundred, newest first */
  acts: ActView[];
  notes: NoteOut[];
  /** the caller runs the server, and may ban from all of it */
  operates: boolean;
  /** for who runs the server: the ban in force */
  server_ban: ServerBanOut | null;
}

/** The server's key for `pushManager.subscribe`. */
export interface PushKeyOut {
  key: string;
}

/** How many browsers of hers are told. */
export interface PushOut {
  devices: number;
}

/** Something to say about a place in the file; without a column it is about the whole line. */
export interface RemarkOut {
  line: number;
  column: string;
  why: string;
}

/** One report of a case. By whom, nobody reads. */
export interface ReportOut {
  reason_code: "spam" | "insult" | "harassment" | "scam" | "off_topic" | "personal_data" | "other";
  text: string | null;
  /** milliseconds since the epoch, UTC */
  at: number;
}

/** A ban from the whole server that is in force. */
export interface ServerBanOut {
  by: Person;
  reason: string;
  /** milliseconds since the epoch, UTC */
  at: number;
  /** null: for good */
  until: number | null;
}

/** An item as it would be made. */
export interface SheetItem {
  title: string;
  price: number;
  kinds: number;
  units: number;
}

/** What a file holds. `id` is there when nothing is wrong: `item.import` with it makes the items. */
export interface SheetOut {
  id: string | null;
  rows: number;
  asks_stock: boolean;
  count: number;
  units: number;
  wrong_count: number;
  wrong: RemarkOut[];
  notes: RemarkOut[];
  items: SheetItem[];
}

/** A room over HTTPS: the shared part, true at `offset`, and the caller's own, true at its own offset. */
export interface SnapshotOut {
  epoch: string;
  /** place in a ledger; 0 is before the first event */
  offset: number;
  /** of the chain at the last offset told here */
  hash: string;
  snapshot: ShowSnapshot;
  mine: Mine | null;
}

/** Claims of the room's parties, true at `offset` of the show's ledger. */
export interface StaffClaims {
  /** place in a ledger; 0 is before the first event */
  offset: number;
  /** at most five hundred, oldest first */
  claims: ClaimView[];
  /** whether there are younger ones: ask for those after the last one's `since` */
  more: boolean;
}

/** Somebody who is more, or less, than a buyer. */
export interface StaffMember {
  user: Person;
  role: "owner" | "host" | "seller" | "moderator" | "buyer";
  /** a role that she was offered and has not answered */
  offered: "host" | "seller" | "moderator" | null;
  banned: boolean;
  banned_until: number | null;
  muted_until: number | null;
  /** she has not acknowledged it yet */
  warned: boolean;
}

/** A party with its items, drafts too. */
export interface StaffParty {
  id: string;
  title: string;
  currency: string;
  state: "draft" | "scheduled" | "live" | "paused" | "ended" | "cancelled";
  starts_at: number | null;
  hold_minutes: number;
  /** whether more than one lot may be open at once */
  several_lots: boolean;
  /** the featured item */
  on_air: string | null;
  /** people who said that they come */
  coming: number;
  rules: string;
  notes: string;
  cover: PictureView | null;
  /** times */
  postponed: number;
  /** the reason that was given the last time; empty: none */
  postponed_why: string;
  /** the last time: it may go on for two hours after that */
  ended_at: number | null;
  outage_policy: OutagePolicy;
  interrupted: Interruption | null;
  lineup: Lineup;
  repeat: Repeat | null;
  items: ItemView[];
}

/** Somebody who left orders unpaid: 1 was told, 2 has to be let by a seller, 3 may not claim until then. */
export interface StepView {
  user: Person;
  step: number;
  /** milliseconds since the epoch, UTC */
  until: number;
  /** what she says to it; empty where she said nothing */
  appeal: string;
}

/**
 * A seller's terms; those of the party if there are some, else hers in the room. What sending costs holds for
 * parties in their currency.
 */
export interface TermsOut {
  seller_id: string;
  party_id: string | null;
  currency: string;
  shipping: ShippingRule;
  tax_rate: number;
  tax_included: boolean;
  pay_hours: number;
  imprint: string;
  how_to_pay: string;
}

/** Shown in the first frame of one socket, before it expires. */
export interface TicketOut {
  ticket: string;
  /** milliseconds since the epoch, UTC */
  expires_at: number;
}

/** One of them. `got`: people who were told; `came`: browsers of such people that opened its link. */
export interface ToldOut {
  id: string;
  seller_id: string;
  seller: string;
  party_id: string;
  party: string;
  text: string;
  item_ids: string[];
  at: number;
  got: number;
  came: number;
}

/** In minor units. While an order is open, what it would come to now. */
export interface TotalsOut {
  goods: number;
  discount: number;
  shipping: number;
  tax: number;
  tax_included: boolean;
  total: number;
}

export interface UnreadOut {
  unread: number;
}

/** What is read, by its address. */
export interface Gets {
  "/api/rooms/{room_id}/arrivals": { params: { room_id: string }; answer: ArrivalsOut };
  "/api/rooms/{room_id}/auctions/{auction_id}/bids": { params: { room_id: string; auction_id: string }; answer: PastBid[] };
  "/api/rooms/{room_id}/auctions/{auction_id}/offer": { params: { room_id: string; auction_id: string }; answer: OfferOut };
  "/api/rooms/{room_id}/rivals": { params: { room_id: string }; answer: PairOut[] };
  "/api/rooms/{room_id}/snapshot": { params: { room_id: string }; answer: SnapshotOut };
  "/api/parties": { params: Record<never, never>; answer: Listed[] };
  "/api/rooms/{room_id}/parties": { params: { room_id: string }; answer: StaffParty[] };
  "/api/rooms/{room_id}/parties/{party_id}/preflight": { params: { room_id: string; party_id: string }; answer: FindingOut[] };
  "/api/rooms/{room_id}/claims": { params: { room_id: string; after?: number }; answer: StaffClaims };
  "/api/rooms/{room_id}/notes": { params: { room_id: string }; answer: Noted[] };
  "/api/rooms/{room_id}/variants/{variant_id}/line": { params: { room_id: string; variant_id: string }; answer: Line };
  "/api/rooms/{room_id}/members": { params: { room_id: string }; answer: StaffMember[] };
  "/api/rooms/{room_id}/invites": { params: { room_id: string }; answer: InviteView[] };
  "/api/rooms/{room_id}/people": { params: { room_id: string; name: string }; answer: Person[] };
  "/api/orders": { params: { before?: string | null }; answer: OrderOut[] };
  "/api/orders/{order_id}": { params: { order_id: string }; answer: OrderOut };
  "/api/rooms/{room_id}/orders": { params: { room_id: string; party_id?: string | null; before?: string | null }; answer: OrderOut[] };
  "/api/rooms/{room_id}/terms": { params: { room_id: string }; answer: TermsOut[] };
  "/api/rooms/{room_id}/discounts": { params: { room_id: string }; answer: DiscountOut[] };
  "/api/rooms/{room_id}/limits": { params: { room_id: string }; answer: OwnLimitsOut };
  "/api/rooms/{room_id}/steps": { params: { room_id: string }; answer: StepView[] };
  "/api/rooms/{room_id}/ledger": { params: { room_id: string; after?: number }; answer: ExportedPage };
  "/api/notifications": { params: { before?: number | null }; answer: BellOut };
  "/api/notifications/unread": { params: Record<never, never>; answer: UnreadOut };
  "/api/notifications/choices": { params: Record<never, never>; answer: ChoiceOut[] };
  "/api/notifications/push": { params: Record<never, never>; answer: PushKeyOut };
  "/api/rooms/{room_id}/messages": { params: { room_id: string; before?: number | null; limit?: number }; answer: MessageView[] };
  "/api/rooms/{room_id}/mentions/mine": { params: { room_id: string }; answer: MessageView[] };
  "/api/rooms/{room_id}/acts/mine": { params: { room_id: string }; answer: OwnAct[] };
  "/api/rooms/{room_id}/acts": { params: { room_id: string; user?: string; by?: string; act?: "remove" | "remove_all" | "warn" | "mute" | "unmute" | "ban" | "unban" | null; before?: number | null }; answer: ActView[] };
  "/api/rooms/{room_id}/people/{user_id}": { params: { room_id: string; user_id: string }; answer: PersonCard };
  "/api/rooms/{room_id}/moderators": { params: { room_id: string; days?: number }; answer: ModeratorOut[] };
  "/api/rooms/{room_id}/reports/mine": { params: { room_id: string }; answer: OwnReport[] };
  "/api/rooms/{room_id}/reports": { params: { room_id: string }; answer: CaseOut[] };
}

/** What is sent that is no command, by its address. */
export interface Posts {
  "/api/tickets": { params: Record<never, never>; answer: TicketOut };
  "/api/rehearsals": { params: Record<never, never>; answer: Reply };
  "/api/rooms": { params: Record<never, never>; answer: Reply };
  "/api/pictures": { params: Record<never, never>; answer: PictureView };
  "/api/orders/{order_id}/pay": { params: { order_id: string }; answer: PayOut };
  "/api/notifications/read": { params: Record<never, never>; answer: UnreadOut };
  "/api/notifications/choices": { params: Record<never, never>; answer: ChoiceOut[] };
  "/api/notifications/push": { params: Record<never, never>; answer: PushOut };
  "/api/notifications/push/end": { params: Record<never, never>; answer: PushOut };
  "/api/rooms/{room_id}/parties/{party_id}/sheets": { params: { room_id: string; party_id: string; stock?: number | null }; answer: SheetOut };
}
