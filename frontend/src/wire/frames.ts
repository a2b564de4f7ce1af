// Generated from the Python frames by `make wire`. Do not edit.

/** The winner did not pay, you were next: take the lot at your own bid. */
export interface AcceptOffer {
  type: "auction.accept";
  auction_id: string;
}

/** Take a role that you were offered. `role`: the one that you saw. */
export interface AcceptRole {
  type: "member.accept_role";
  role: "host" | "seller" | "moderator" | "buyer";
}

/**
 * How many frames you have read on this connection; nothing answers it.
 *
 * Said whenever as many as `welcome` told were read since. Who leaves 256 unacknowledged is sent no more until she
 * says this, and closed after twenty to forty seconds.
 */
export interface Ack {
  type: "session.ack";
  frames: number;
}

/** You have read why you were warned. */
export interface AcknowledgeWarning {
  type: "warning.acknowledge";
}

/** Somebody took back what a moderator did. */
export interface ActUndone {
  type: "act.undone";
  act_id: string;
  by: Person;
  reason: string;
}

/** One line of the desk's log. */
export interface ActView {
  /** by which it is undone, confirmed or appealed; null for those of an old release */
  id: string | null;
  /** place in a ledger; 0 is before the first event */
  offset: number;
  /** milliseconds since the epoch, UTC */
  at: number;
  act: "remove" | "remove_all" | "warn" | "mute" | "unmute" | "ban" | "unban";
  by: Person;
  user: Person;
  reason_code: "spam" | "insult" | "harassment" | "scam" | "off_topic" | "personal_data" | "other" | null;
  reason: string | null;
  message_offset: number | null;
  until: number | null;
  /** a ban of more than thirty days that nobody else has confirmed yet */
  pending: boolean;
  undone_by: Person | null;
}

/** Told to who acted alone: the id of the act, by which it is undone. */
export interface Acted {
  kind: "acted";
  act_id: string;
}

/**
 * Put one unit up as a lot of an announced party. The unit is held from now on until the lot is over.
 *
 * `reserve` is the seller's secret; `bands` are steps of its own, the first from nothing on; `extend_seconds`:
 * a bid within the last so many seconds leaves as many to answer it, 0 is sudden death; `grace_ms`: the most
 * by which a bidder's measured distance is made up for.
 */
export interface AddAuction {
  type: "auction.add";
  variant_id: string;
  /** minor units of the party's currency */
  start_price: number;
  reserve?: number | null;
  /** its price until the first bid */
  buy_now?: number | null;
  bands?: rooms__frames__auctions__Band[] | null;
  seconds?: number;
  extend_seconds?: number;
  grace_ms?: number;
  /** whether it takes bids before it is opened */
  prebids?: boolean;
  /** how long a runner-up has, if the winner does not pay */
  offer_minutes?: number;
}

/** Put an item into a party; while live it is on sale at once. */
export interface AddItem {
  type: "item.add";
  party_id: string;
  title: string;
  description?: string;
  /** for the seller herself */
  note?: string;
  /** minor units of the party's currency, each of which has its own bound */
  price: number;
  /** null: the party's */
  hold_minutes?: number | null;
  /** units that one buyer may claim in all; null: 10 */
  per_buyer_limit?: number | null;
  /** nothing is held for a claim: who pays first is served */
  first_paid?: boolean;
  /** of one unit, in grams */
  weight?: number;
  /** from POST /api/pictures */
  pictures?: string[];
  /** what its variants differ in, such as size and colour */
  axes?: string[];
  variants: NewVariant[];
}

/**
 * Look for something in all that is written here.
 *
 * `words`: a word or several, `*` for any letters. `pattern`: a regular expression of RE2. `site`: an address that
 * may be linked where links are `listed`; its act is `allow`.
 */
export interface AddTerm {
  type: "term.add";
  kind: "words" | "pattern" | "site";
  act: "refuse" | "hold" | "mask" | "allow";
  term: string;
}

/** Say who may send viewers here: every room, rooms that your hosts follow, or none. */
export interface AllowRaids {
  type: "raid.allow";
  raids_from: "everyone" | "followed" | "nobody";
}

/** Lower all prices of an item for a short while. Without a lead the sale begins at once. */
export interface AnnounceFlash {
  type: "flash.announce";
  item_id: string;
  /** off, rounded down to a whole minor unit */
  percent: number;
  /** how long it is in force */
  seconds: number;
  /** how long it is announced before it is in force */
  lead_seconds?: number;
}

/** Its time is over. */
export interface AnnouncementEnded {
  type: "announcement.ended";
  /** place in a ledger; 0 is before the first event */
  announcement_offset: number;
}

/** A host's line stands above the chat, in the place of any other. The words travel beside the fact. */
export interface AnnouncementPosted {
  type: "announcement.posted";
  author: Person;
  /** SHA-256 of salt and text, hexadecimal */
  text_hash: string;
  /** milliseconds since the epoch, UTC */
  until: number;
}

/** It was taken down, or its author was shut out: its words are not served again. */
export interface AnnouncementTakenDown {
  type: "announcement.taken_down";
  /** place in a ledger; 0 is before the first event */
  announcement_offset: number;
  reason: "staff" | "banned";
}

/** The line that stands above the chat. */
export interface AnnouncementView {
  /** place in a ledger; 0 is before the first event */
  offset: number;
  author: Person;
  text: string;
  /** milliseconds since the epoch, UTC */
  until: number;
}

/** Decide an appeal, as somebody else than the author of the act. Granted, the act is undone. */
export interface AnswerAppeal {
  type: "appeal.answer";
  appeal_id: string;
  granted: boolean;
  text: string;
}

/** An appeal was decided. */
export interface AppealAnswered {
  type: "appeal.answered";
  appeal: AppealView;
}

/** Somebody appeals. */
export interface AppealFiled {
  type: "appeal.filed";
  appeal: AppealView;
}

/** Somebody who may not claim tells the staff why that is not right. */
export interface AppealStep {
  type: "step.appeal";
  text: string;
}

/** What somebody says against an act, with the act as it was. */
export interface AppealView {
  id: string;
  act_id: string;
  act: "remove" | "remove_all" | "warn" | "mute" | "unmute" | "ban" | "unban";
  /** milliseconds since the epoch, UTC */
  act_at: number;
  act_by: Person;
  reason_code: "spam" | "insult" | "harassment" | "scam" | "off_topic" | "personal_data" | "other" | null;
  reason: string | null;
  until: number | null;
  user: Person;
  text: string;
  /** milliseconds since the epoch, UTC */
  at: number;
  /** an answer is owed by then */
  due_at: number;
  state: "open" | "granted" | "rejected";
  /** who answered */
  by: Person | null;
  answer: string | null;
  answered_at: number | null;
}

/** The last raid that came to this room. `room`: from where, if everybody may see that room. */
export interface ArrivalView {
  id: string;
  by: Person;
  room: OtherRoom | null;
  came: number;
  /** milliseconds since the epoch, UTC */
  at: number;
}

/** A seller wrote to those who said yes. What she wrote is read over HTTPS, so that it can be forgotten. */
export interface ArrivalsTold {
  type: "arrivals.told";
  arrivals_id: string;
  seller: Person;
  party_id: string;
}

/** Ask for an item to be shown. Once for each viewer and item, until it has been on air. */
export interface AskItem {
  type: "item.ask";
  item_id: string;
}

/** Ask something, of an item if one is named. Its answer stays with the item, in later parties too. */
export interface AskQuestion {
  type: "question.ask";
  text: string;
  item_id?: string | null;
}

/** A lot was put up; its unit is held. */
export interface AuctionAdded {
  type: "auction.added";
  auction: AuctionView;
}

/** The lot closed: its time was over, it was bought, or it is void. */
export interface AuctionClosed {
  type: "auction.closed";
  auction: AuctionView;
}

/** The end has moved: somebody bid late. */
export interface AuctionExtended {
  type: "auction.extended";
  auction_id: string;
  /** milliseconds since the epoch, UTC */
  ends_at: number;
}

/**
 * The winner did not pay; the lot is offered to the next, at her own bid: a secret that she alone reads
 * over HTTPS.
 */
export interface AuctionOffered {
  type: "auction.offered";
  auction: AuctionView;
}

/** The bidding begins. */
export interface AuctionOpened {
  type: "auction.opened";
  auction: AuctionView;
}

/** The clock stands; no bids for a while. */
export interface AuctionPaused {
  type: "auction.paused";
  auction: AuctionView;
}

/** The clock runs again. */
export interface AuctionResumed {
  type: "auction.resumed";
  auction: AuctionView;
}

/** A lot: one unit of a variant, up for auction. */
export interface AuctionView {
  id: string;
  party_id: string;
  item_id: string;
  variant_id: string;
  state: "pending" | "open" | "paused" | "offered" | "closed";
  /** of a closed one */
  outcome: "sold" | "passed" | "void" | null;
  start_price: number;
  /** its price until the first bid */
  buy_now: number | null;
  /** whether it would be sold at this price */
  reserve_met: boolean;
  seconds: number;
  /** a bid within the last so many leaves as many; 0 is sudden death */
  extend_seconds: number;
  /** the most by which a bidder's distance is made up for */
  grace_ms: number;
  prebids: boolean;
  /** null before the first bid, and where it is offered or sold to a runner-up: her own bid is told to nobody but her */
  price: number | null;
  /** sold: who won; offered: whom it is offered to */
  leader: Person | null;
  bids: number;
  /** the least that the next bid may be */
  next_bid: number;
  /** of an open one */
  ends_at: number | null;
  /** of a paused one */
  left_ms: number | null;
  /** by how little the closest late bid missed the end */
  closest_late_ms: number | null;
  /** why it is void: what who ended it wrote */
  reason: string;
  /** why the server ended it */
  reason_code: "away" | "over" | "seller_out" | "struck" | null;
  offered_until: number | null;
}

/** A second moderator confirmed a ban of more than thirty days. */
export interface BanConfirmed {
  type: "ban.confirmed";
  act_id: string;
  by: Person;
  until: number | null;
}

/**
 * Shut somebody out of the whole server, for good or until a moment.
 *
 * She is signed out everywhere at once, and reads the reason where she signs in. Another ban takes the place of one
 * that is in force.
 */
export interface BanFromServer {
  type: "server.ban";
  user_id: string;
  reason: string;
  until?: number | null;
}

/**
 * Shut somebody out of the room, for good or until a moment. Always with a reason.
 *
 * One for more than thirty days holds for thirty, and is final once another moderator confirmed it.
 */
export interface BanMember {
  reason_code?: "spam" | "insult" | "harassment" | "scam" | "off_topic" | "personal_data" | "other" | null;
  reason?: string | null;
  type: "member.ban";
  user_id: string;
  until?: number | null;
}

/** Somebody bid: who leads now, and at which price. The leader may be the one who led before. */
export interface BidPlaced {
  type: "bid.placed";
  auction_id: string;
  price: number;
  leader: Person;
  reserve_met: boolean;
  bids: number;
  next_bid: number;
}

/**
 * The bids of somebody who was shut out do not count any more; this is what the others make.
 *
 * Without any bid nobody's counts any more: others would have made a lower price than was told, before the lot
 * was open.
 */
export interface BidsStruck {
  type: "bid.struck";
  auction_id: string;
  price: number | null;
  leader: Person | null;
  reserve_met: boolean;
  bids: number;
  next_bid: number;
}

/** Take an open lot at its fixed price, before anybody has bid. */
export interface BuyNow {
  type: "auction.buy_now";
  auction_id: string;
  sent_at?: number | null;
}

/** Somebody asks the staff to lift her step. */
export interface BuyerAppealed {
  type: "buyer.appealed";
  user: Person;
  text: string;
}

/** An order was not paid, and this is what follows for its buyer; 0: nothing any more. */
export interface BuyerStepped {
  type: "buyer.stepped";
  user: Person;
  step: number;
  until: number | null;
  /** why a host lifted it; empty otherwise */
  reason: string;
}

/** Call off an open giveaway, before everybody's eyes. Its seed is told then too. */
export interface CancelGiveaway {
  type: "giveaway.cancel";
  giveaway_id: string;
  reason: string;
}

/** The seller, or a host, lets an order go that was not shipped. What was paid is owed back. */
export interface CancelOrder {
  type: "order.cancel";
  order_id: string;
  reason: string;
}

/** Call a party off before it was ever live. */
export interface CancelParty {
  type: "party.cancel";
  party_id: string;
}

/** A variant that may have been meant. */
export interface Candidate {
  item_id: string;
  variant_id: string;
  number: number;
  name: string;
}

/** Bring what a party left unsold into another: the units move, so that nothing is sold twice. */
export interface CarryItems {
  type: "item.carry";
  /** a party that has ended */
  from_id: string;
  party_id: string;
}

/** Say by whom you may be mentioned, in every room: by all, by staff alone, by nobody. */
export interface ChooseMentions {
  type: "mentions.choose";
  wanted: "all" | "staff" | "none";
}

/** A hold ran out. */
export interface ClaimExpired {
  type: "claim.expired";
  /** as it was */
  claim: ClaimView;
}

/** Claim for somebody who asked in another network and has no account here. The same name is the same buyer. */
export interface ClaimFor {
  type: "claim.add_for";
  variant_id: string;
  /** units */
  quantity?: number;
  /** of the price that was named to her */
  price_version: number;
  name: string;
  /** such as Instagram */
  network: string;
}

/** Stock is kept for a buyer. `promoted`: she waited in line for it. */
export interface ClaimHeld {
  type: "claim.held";
  claim: ClaimView;
  promoted: boolean;
}

/** A host moved somebody in line, and says why. */
export interface ClaimMoved {
  type: "claim.moved";
  /** in its new place */
  claim: ClaimView;
  /** the place it had */
  was: number;
  /** how many stand in line before it now */
  ahead: number;
  by: Person;
  reason: string;
}

/** A claim became a sale: one that was held, or one that was wanted and is paid. */
export interface ClaimOrdered {
  type: "claim.ordered";
  /** as it was */
  claim: ClaimView;
}

/**
 * A claim is over without a sale: given back, or let go by staff, a ban, or the end of the item.
 *
 * `cancelled`: the order it stood on was. `late`: others paid first. `hosts`: the buyer hosts now, and who hosts
 * claims nothing. `by` and `why`: who of the staff did it.
 */
export interface ClaimReleased {
  type: "claim.released";
  /** as it was */
  claim: ClaimView;
  reason: "buyer" | "staff" | "banned" | "hosts" | "withdrawn" | "over" | "cancelled" | "late";
  by: Person | null;
  why: string;
}

/** A claim. `since` is the offset at which it was placed. */
export interface ClaimView {
  id: string;
  item_id: string;
  variant_id: string;
  buyer: Person;
  /** where a buyer without an account is known by that name */
  network: string | null;
  quantity: number;
  /** of one unit, as promised to the buyer */
  price: number;
  state: "held" | "waitlisted" | "wanted" | "ordered";
  /** place in a ledger; 0 is before the first event */
  since: number;
  /** orders the line, lower first: `since`, unless it was moved */
  place: number;
  held_until: number | null;
}

/** A buyer stands in line; also one whose hold from the line ran out for the first time, at its end. */
export interface ClaimWaitlisted {
  type: "claim.waitlisted";
  claim: ClaimView;
}

/** A buyer wants units that go to who pays first: nothing is held, and nobody waits in line. */
export interface ClaimWanted {
  type: "claim.wanted";
  claim: ClaimView;
}

/** Somebody with an account took over what was claimed by hand for her. Her places in line are as they were. */
export interface ClaimsTakenOver {
  type: "claim.taken_over";
  /** whose they were before */
  stand_in_id: string;
  buyer: Person;
  /** of the parties that the room shows, as they are now */
  claims: MyClaim[];
}

/** Add an item once more, with the stock it was given: to its own party, or another of the room. */
export interface CloneItem {
  type: "item.clone";
  item_id: string;
  party_id?: string | null;
}

/** Close a poll before its time. */
export interface ClosePoll {
  type: "poll.close";
  poll_id: string;
}

/** It is answered. */
export interface CloseQuestion {
  type: "question.close";
  question_id: string;
}

/** End this rehearsal, and shut its room for good. */
export interface CloseRehearsal {
  type: "rehearsal.close";
}

/** Why a command was refused. The prose for people lives in the frontend. */
export type Code = "bad_frame" | "bad_text" | "id_reused" | "too_fast" | "busy" | "unknown" | "internal" | "limit" | "sign_in" | "not_found" | "forbidden" | "banned" | "muted" | "acknowledge_first" | "not_live" | "paused" | "over" | "wrong_state" | "another_live" | "withdrawn" | "own_item" | "too_low" | "too_late" | "price_changed" | "buyer_limit" | "too_many" | "stock_taken" | "unpaid" | "own_limit" | "nothing_to_sell" | "not_eligible" | "empty_text" | "other_currency" | "goods_too_low" | "slow_mode" | "followers_only" | "buyers_only" | "emoji_only" | "repeated" | "flooding" | "no_links" | "blocked_words" | "bad_term" | "waiting" | "would_wait";

/** Somebody asked for what her role does not allow, or set stock below what is held. So many a minute are told. */
export interface CommandRefused {
  type: "command.refused";
  user: Person;
  command: string;
  code: string;
}

/** A second moderator confirms a ban of more than thirty days: it is final. */
export interface ConfirmBan {
  type: "ban.confirm";
  act_id: string;
}

/** Take a held claim as sold: it no longer runs out. Its buyer may, or the seller for her. */
export interface ConfirmClaim {
  type: "claim.confirm";
  claim_id: string;
}

/** Close an open order: its sum is fixed and its time to pay runs. By its buyer or its seller. */
export interface ConfirmOrder {
  type: "order.confirm";
  order_id: string;
}

/** End an interruption now. */
export interface ContinueParty {
  type: "party.continue";
  party_id: string;
}

/** Begin the draft of a party, which only staff can see. */
export interface CreateParty {
  type: "party.create";
  title: string;
  /** ISO 4217; no funds, metals or test codes */
  currency?: string;
  /** how long stock is kept for a claim */
  hold_minutes?: number;
  rules?: string;
  notes?: string;
  outage_policy?: OutagePolicy;
  /** whether more than one lot may be open at once */
  several_lots?: boolean;
}

/** Let a message be said that waits, or not. */
export interface DecideHeld {
  type: "held.decide";
  held_id: string;
  allow: boolean;
}

/** Say what came of it: all who reported it are told. */
export interface DecideReport {
  type: "report.decide";
  case_id: string;
  outcome: "acted" | "nothing_wrong";
}

/** The winner did not pay, you were next: leave the lot to whoever is next after you. */
export interface DeclineOffer {
  type: "auction.decline";
  auction_id: string;
}

/** Leave a role that you were offered. Who offered it cannot offer you another for a day. */
export interface DeclineRole {
  type: "member.decline_role";
}

/** The buyer says where her order goes; again, to correct it, until it is shipped. Once paid the country stays. */
export interface DeliverOrder {
  type: "order.deliver";
  order_id: string;
  name: string;
  address: string;
  /** ISO 3166-1 or XK, in any case: GB, not UK */
  country: string;
  note?: string;
}

/** Let none of somebody's messages be said that wait; or, without a person, none at all. */
export interface DenyAllHeld {
  type: "held.deny_all";
  user_id?: string | null;
}

/** What staff need besides: the last hundred acts of moderation and the last hundred notices, oldest first. */
export interface DeskSnapshot {
  notices: Notice[];
  acts: ActView[];
  appeals: AppealView[];
  reports_waiting: number;
  /** who may be somebody that is banned */
  evasions: EvasionView[];
  filters: FiltersView;
  terms: TermView[];
  /** messages that wait */
  held: HeldView[];
  raids_from: "everyone" | "followed" | "nobody";
  /** the last fifty lines among staff, oldest first */
  staff_lines: StaffLineView[];
}

/** She is somebody else, or it does not matter. Acts against her are those against anybody. */
export interface DismissEvasion {
  type: "evasion.dismiss";
  flag_id: string;
}

/** Show no more that viewers of another room came. */
export interface DismissRaid {
  type: "raid.dismiss";
  raid_id: string;
}

/** A draft is not what it was: read it anew over HTTPS. */
export interface DraftChanged {
  type: "draft.changed";
  party_id: string;
}

/** Nobody else may use this code. Orders that have it keep it. */
export interface DropDiscount {
  type: "discount.drop";
  /** capitals and spaces do not matter */
  code: string;
}

/** Delete a note: your own, or as a host anybody's. */
export interface DropNote {
  type: "person.drop_note";
  note_id: string;
}

/** Change an item. Fields left out stay as they are. A new price is a new price version. */
export interface EditItem {
  type: "item.edit";
  item_id: string;
  title?: string | null;
  description?: string | null;
  price?: number | null;
  /** 0: the party's */
  hold_minutes?: number | 0 | null;
  /** for claims from now on; 0: 10 */
  per_buyer_limit?: number | null;
  /** of one unit, in grams; until the party is live */
  weight?: number | null;
  pictures?: string[] | null;
}

/** Say a line of your own in other words, within a minute. The words that stood there are forgotten. */
export interface EditMessage {
  type: "message.edit";
  /** place in a ledger; 0 is before the first event */
  message_offset: number;
  text: string;
}

/** Change a party that has not ended. Fields left out stay as they are. Once it is live its outage policy stays. */
export interface EditParty {
  type: "party.edit";
  party_id: string;
  title?: string | null;
  hold_minutes?: number | null;
  /** shown to whoever comes in; nobody has to agree */
  rules?: string | null;
  /** shown with the rules */
  notes?: string | null;
  /** from POST /api/pictures; empty: none */
  cover?: string | "" | null;
  outage_policy?: OutagePolicy | null;
  several_lots?: boolean | null;
}

/** Change what a room says of itself. Fields left out stay as they are. */
export interface EditRoom {
  type: "room.edit";
  title?: string | null;
  about?: string | null;
  claim_words?: string[] | null;
  pass_words?: string[] | null;
  /** whether who was acted on reads by whom */
  moderators_named?: boolean | null;
}

/** End a flash sale before its time, or call off one that was announced. */
export interface EndFlash {
  type: "flash.end";
  item_id: string;
}

/** Close the show. Holds run out by their own time. */
export interface EndParty {
  type: "party.end";
  party_id: string;
}

/** Take it down. */
export interface EndShoutout {
  type: "shoutout.end";
  /** place in a ledger; 0 is before the first event */
  shoutout_offset: number;
}

/** The server stops a reader of a ledger, and says why: no event after this one was sent. */
export interface Ended {
  kind: "ended";
  room: string;
  ledger: "show" | "desk";
  code: Code;
}

/** Take part. Free, once a person; staff do not. */
export interface EnterGiveaway {
  type: "giveaway.enter";
  giveaway_id: string;
}

/** Become a member of a room for members, by its secret. */
export interface EnterRoom {
  type: "room.enter";
  token: string;
}

/** Nobody has to look at it any more. */
export interface EvasionDismissed {
  type: "evasion.dismissed";
  flag_id: string;
  /** null: she was put out of the room */
  by: Person | null;
}

/** Somebody may be somebody who is banned. Nothing was done about it. */
export interface EvasionFlagged {
  type: "evasion.flagged";
  flag: EvasionView;
}

/** Somebody who wrote here for the first time, and whom of the banned she is like. */
export interface EvasionView {
  id: string;
  /** milliseconds since the epoch, UTC */
  at: number;
  user: Person;
  banned: Person;
  /** `device`: both signed in with one browser; `name`: their names are close */
  why: "device" | "name";
}

/** An event at its place in a ledger. `text` is there for messages only: null once removed or forgotten. */
export interface Fact {
  /** place in a ledger; 0 is before the first event */
  offset: number;
  /** milliseconds since the epoch, UTC */
  at: number;
  event: RoomOpened | RoomEdited | RoomFollowed | RoomUnfollowed | RoleSet | RoleOffered | RoleDeclined | MemberBanned | MemberUnbanned | MemberLeft | MemberMuted | MemberUnmuted | MemberWarned | WarningAcknowledged | PartyScheduled | PartyEdited | PartyStarted | PartyPaused | PartyResumed | PartyEnded | PartyCancelled | PartyRsvpGiven | PartyPostponed | PartyRestarted | PartyInterrupted | PartyContinued | PartyRepeated | LineupChanged | StageHandedOn | ItemAdded | ItemEdited | ItemFeatured | ItemMoved | ItemPinned | ItemAsked | FlashAnnounced | FlashBegun | FlashEnded | ClaimHeld | ClaimWaitlisted | ClaimWanted | ClaimReleased | ClaimExpired | ClaimOrdered | ClaimMoved | ClaimsTakenOver | GiveawayOpened | GiveawayEntered | GiveawayLeft | GiveawayClosed | GiveawayDrawn | GiveawayRedrawn | GiveawayCancelled | AuctionAdded | AuctionOpened | AuctionPaused | AuctionResumed | AuctionExtended | AuctionClosed | AuctionOffered | BidPlaced | BidsStruck | OrderChanged | MessagePosted | MessageEdited | MessageRemoved | MessageRestored | MessagesRemoved | ReportsAnswered | ModesChanged | ShieldRaised | ShieldLowered | HeldDeclined | AnnouncementPosted | AnnouncementEnded | AnnouncementTakenDown | MessagePinned | MessageUnpinned | ShoutoutGiven | ShoutoutEnded | RaidOffered | RaidClosed | RaidArrived | RaidDismissed | PollOpened | PollClosed | PollRemoved | QuestionAsked | QuestionUpvoted | QuestionTaken | QuestionAnswered | QuestionRemoved | CommandRefused | NewcomersNoticed | InviteMade | InviteTaken | InviteEnded | DraftChanged | ItemNoted | BuyerStepped | BuyerAppealed | ArrivalsTold | ModerationActed | BanConfirmed | ActUndone | AppealFiled | AppealAnswered | PersonNoted | ReportsChanged | EvasionFlagged | EvasionDismissed | ModesActed | FiltersChanged | TermAdded | TermRemoved | MessageHeld | HeldTaken | HeldDecided | RaidsAllowed | StaffLinePosted | StaffLineRemoved;
  text: string | null;
}

/** Show an item to everybody as the one on air; null takes it off. */
export interface FeatureItem {
  type: "item.feature";
  party_id: string;
  item_id: string | null;
}

/** Say why an act against you is not right. Once for each act; also who is banned may. */
export interface FileAppeal {
  type: "appeal.file";
  act_id: string;
  text: string;
}

/** Report a line or a person to those who keep the room kind. Nobody but you learns that it was you. */
export interface FileReport {
  type: "report.file";
  user_id: string;
  /** a line of hers; null: the person */
  message_offset?: number | null;
  reason_code: "spam" | "insult" | "harassment" | "scam" | "off_topic" | "personal_data" | "other";
  text?: string | null;
}

/** Rude words lead to something else from now on. */
export interface FiltersChanged {
  type: "filters.changed";
  by: Person;
  filters: FiltersView;
}

/** What rude words lead to, and in which languages. */
export interface FiltersView {
  rude: "off" | "refuse" | "hold" | "mask";
  languages: ("ar" | "de" | "en" | "es" | "fr" | "ja" | "pl" | "pt" | "ru" | "th")[];
}

/** The buyer has it. Happens by itself two weeks after it was shipped. */
export interface FinishOrder {
  type: "order.finish";
  order_id: string;
}

/** A flash sale is to begin in a moment; prices are what they were. */
export interface FlashAnnounced {
  type: "flash.announced";
  item: ItemView;
}

/** A flash sale is in force from this offset on. */
export interface FlashBegun {
  type: "flash.begun";
  item: ItemView;
}

/** A flash sale is over from this offset on, or will not be. */
export interface FlashEnded {
  type: "flash.ended";
  item: ItemView;
}

/** A flash sale: announced, and in force once it is `on`. The times are when its events are due. */
export interface FlashView {
  /** off every price of the item, rounded down to a whole minor unit */
  percent: number;
  /** milliseconds since the epoch, UTC */
  starts_at: number;
  /** milliseconds since the epoch, UTC */
  ends_at: number;
  on: boolean;
}

/** Hear of the room's parties from now on. */
export interface FollowRoom {
  type: "room.follow";
}

/** Say that you come to an announced party, or that you do not after all. */
export interface GiveRsvp {
  type: "party.rsvp";
  party_id: string;
  coming: boolean;
}

/** Name another seller or another room above the chat, with the way there: one of the two. */
export interface GiveShoutout {
  type: "shoutout.give";
  user_id?: string | null;
  room_id?: string | null;
  seconds?: number;
}

/** There is no draw. The seed is told all the same, so that anybody may see who would have won. */
export interface GiveawayCancelled {
  type: "giveaway.cancelled";
  giveaway_id: string;
  reason: string | null;
  reason_code: "giver_out" | null;
  /** 32 bytes in hex */
  seed: string;
}

/** The list is frozen: how many there are, the hash of the list, and where the first and the last entry stand. */
export interface GiveawayClosed {
  type: "giveaway.closed";
  giveaway_id: string;
  entrants: number;
  /** 32 bytes in hex */
  list_hash: string;
  first: number | null;
  last: number | null;
}

/** The winners, and the seed that decided. */
export interface GiveawayDrawn {
  type: "giveaway.drawn";
  giveaway_id: string;
  /** 32 bytes in hex */
  seed: string;
  /** in the order of the draw */
  winners: Person[];
}

/** Somebody takes part. */
export interface GiveawayEntered {
  type: "giveaway.entered";
  giveaway_id: string;
  entrant: Person;
}

/** Somebody takes part no more: she was shut out of the room, or became one of its staff. */
export interface GiveawayLeft {
  type: "giveaway.left";
  giveaway_id: string;
  user_id: string;
  reason: "banned" | "staff";
}

/** Entries are taken, and the seed of the draw is fixed: this names its hash. */
export interface GiveawayOpened {
  type: "giveaway.opened";
  giveaway: GiveawayView;
}

/** Somebody won in another's place: the next in the order of the draw, or nobody where none is left. */
export interface GiveawayRedrawn {
  type: "giveaway.redrawn";
  giveaway_id: string;
  loser: Person;
  reason: string;
  /** next in order, but shut out or staff by now */
  passed_over: Person[];
  winner: Person | null;
}

/** A giveaway. */
export interface GiveawayView {
  id: string;
  party_id: string;
  giver: Person;
  prize: string;
  item_id: string | null;
  /** of which a unit is kept for each place */
  variant_id: string | null;
  eligible: "everyone" | "followers" | "buyers";
  places: number;
  /** SHA-256 of the seed */
  commitment: string;
  /** milliseconds since the epoch, UTC */
  closes_at: number;
  state: "open" | "drawn" | "cancelled";
  entrants: number;
  /** in the order of the draw */
  winners: Person[];
  /** why it was cancelled: what who did so wrote */
  reason: string | null;
  /** why the server cancelled it */
  reason_code: "giver_out" | null;
}

/** Hand the stage on: to that seller, or to the one who is next. A host may, and who has it. */
export interface HandOnStage {
  type: "stage.hand_on";
  party_id: string;
  seller_id?: string | null;
}

/** It was a claim. Its own event stands in the ledger after the message. */
export interface HeardClaim {
  kind: "claimed";
  /** the claim as it was understood, in one form */
  said: string;
  claim: ClaimView;
  /** how many stand in line before it */
  ahead: number;
}

/** It gave a claim back. */
export interface HeardPass {
  kind: "passed";
  /** the claim as it was understood, in one form */
  said: string;
  /** as it was */
  claim: ClaimView;
}

/** It was understood, and is refused. The message stands. */
export interface HeardRefused {
  kind: "refused";
  /** the claim as it was understood, in one form */
  said: string;
  variant_id: string;
  quantity: number;
  code: Code;
}

/** It may be a claim, and something has to be asked: which item, or which of its variants. */
export interface HeardUnsure {
  kind: "unsure";
  verb: "claim" | "pass";
  ask: "item" | "variant";
  /** at most fifty; none where any item may have been meant */
  candidates: Candidate[];
}

/** It waits no more: its words are not served here again. */
export interface HeldDecided {
  type: "held.decided";
  held_id: string;
  /** place in a ledger; 0 is before the first event */
  held_offset: number;
  how: "allowed" | "denied" | "expired" | "sent" | "left" | "withdrawn";
  /** null: the clock, a ban, or its author */
  by: Person | null;
}

/** Messages that waited are not said. Whose they are is known to their authors alone. */
export interface HeldDeclined {
  type: "held.declined";
  waited_ids: string[];
}

/** A colleague looks at it. */
export interface HeldTaken {
  type: "held.taken";
  held_id: string;
  by: Person;
}

/** A message that waits; `text` is null once it was forgotten. */
export interface HeldView {
  id: string;
  /** of its fact, on the desk */
  offset: number;
  /** milliseconds since the epoch, UTC */
  at: number;
  author: Person;
  text: string | null;
  why: "first" | "words" | "delay";
  /** a delayed one is said then, a held one is not said any more */
  until: number;
  /** a colleague is on it */
  taken_by: Person | null;
}

/** The first frame of every connection, within five seconds. */
export interface Hello {
  type: "session.hello";
  /** single use, 60 seconds, from POST /api/tickets */
  ticket: string;
}

/** Add all items of a table that was sent before, in one turn: all of them or none. */
export interface ImportItems {
  type: "item.import";
  /** from POST /api/rooms/{room}/parties/{party}/sheets */
  sheet_id: string;
}

/** Somebody who is needed is away; what that does to running lots is the party's outage policy. */
export interface Interruption {
  cause: "server" | "host" | "bidders";
  /** milliseconds since the epoch, UTC */
  since: number;
  /** at the latest */
  continues_at: number;
}

/** Nobody takes that role by it any more: it was withdrawn, its time is over, or its maker may not give it now. */
export interface InviteEnded {
  type: "invite.ended";
  invite_id: string;
  role: "host" | "seller" | "moderator";
  why: "withdrawn" | "expired" | "maker";
}

/** Whoever has the link may take its role from now on. */
export interface InviteMade {
  type: "invite.made";
  invite: InviteView;
}

/** Somebody took the role. A link for one person is used up by this. */
export interface InviteTaken {
  type: "invite.taken";
  invite_id: string;
  user: Person;
  role: "host" | "seller" | "moderator";
  by: Person;
}

/** A link that still gives its role, as staff see it. Nobody can read its secret again. */
export interface InviteView {
  id: string;
  role: "host" | "seller" | "moderator";
  once: boolean;
  by: Person;
  /** milliseconds since the epoch, UTC */
  ends_at: number;
}

/** An item can be seen, and bought while the party is live. */
export interface ItemAdded {
  type: "item.added";
  item: ItemView;
}

/** A viewer wants to see an item. She is told by `item.featured`, and from then on it counts for nothing. */
export interface ItemAsked {
  type: "item.asked";
  item_id: string;
  user_id: string;
  /** how many want to see it */
  count: number;
}

/** An item as it is now: words, price, pictures or stock changed, or it was withdrawn. */
export interface ItemEdited {
  type: "item.edited";
  item: ItemView;
}

/** This item is on air; null: none is. */
export interface ItemFeatured {
  type: "item.featured";
  party_id: string;
  item_id: string | null;
}

/** An item stands elsewhere in the order of its party: before that one, or at the end. */
export interface ItemMoved {
  type: "item.moved";
  item_id: string;
  before: string | null;
}

/** The seller's note of an item is another: she reads it over HTTPS. */
export interface ItemNoted {
  type: "item.noted";
  item_id: string;
}

/** An item is pinned for everybody to see, or not any more. */
export interface ItemPinned {
  type: "item.pinned";
  item_id: string;
  pinned: boolean;
}

/** A thing for sale. */
export interface ItemView {
  id: string;
  party_id: string;
  /** what people call out; it never changes */
  number: number;
  pinned: boolean;
  /** viewers who want to see it */
  asked: number;
  seller: Person;
  title: string;
  description: string;
  /** without the flash sale, of variants that have none of their own */
  price: number;
  price_version: number;
  /** the price before it was last lowered; null once it rises */
  was: number | null;
  flash: FlashView | null;
  /** how long stock is kept for a claim; null: as the party says */
  hold_minutes: number | null;
  /** units that one buyer may claim in all */
  per_buyer_limit: number;
  /** nothing is held for a claim: who pays first is served */
  first_paid: boolean;
  withdrawn: boolean;
  pictures: PictureView[];
  /** what its variants differ in, such as size and colour; at most two */
  axes: string[];
  variants: VariantView[];
  /** the first item that this one was cloned or carried from */
  copy_of: string | null;
}

/** Read a room's ledger from now on; with a position, from there on. */
export interface Join {
  type: "room.join";
  ledger?: "show" | "desk";
  position?: Position | null;
}

/** Say that you go. You are counted once, and the other room learns a number, no names. */
export interface JoinRaid {
  type: "raid.join";
  raid_id: string;
}

/** The answer to a join: the missed facts follow (`resumed`), or everything anew (`snapshot`). */
export interface Joined {
  kind: "joined";
  /** made by the client, fresh for each intent */
  id: string;
  room: string;
  ledger: "show" | "desk";
  epoch: string;
  /** pushes go on after this */
  offset: number;
  /** of the chain at the last offset told here */
  hash: string;
  resumed: boolean;
  snapshot: ShowSnapshot | DeskSnapshot | null;
  /** null for guests, on the desk, and when resumed */
  mine: Mine | null;
}

/** Stop reading a room's ledger. */
export interface Leave {
  type: "room.leave";
  ledger?: "show" | "desk";
}

/** A seller lets somebody claim from her again who left two orders unpaid in the room. */
export interface LetBuyer {
  type: "buyer.let";
  user_id: string;
}

/** A host takes back what follows from somebody's unpaid orders, for a reason. */
export interface LiftStep {
  type: "step.lift";
  user_id: string;
  reason: string;
}

/** The turns in their order. Who has the stage is in one of them, or nobody has it. */
export interface Lineup {
  slots: SlotView[];
  /** the seller */
  on_stage: string | null;
  since: number | null;
}

/** Other turns, or another order. */
export interface LineupChanged {
  type: "lineup.changed";
  party_id: string;
  lineup: Lineup;
}

/** Let whoever has a secret take over what was claimed by hand for a buyer; only its hash is told. Empty: nobody. */
export interface LinkFor {
  type: "claim.link_for";
  /** of the claims made by hand */
  buyer_id: string;
  /** SHA-256 of the token, which has 128 random bits or more */
  token_hash: string;
}

/** Exactly what was before the shield was raised. */
export interface LowerShield {
  type: "shield.lower";
}

/**
 * Give whoever takes a link a role below your own: the page makes the secret, and only its hash is told.
 *
 * It ends by itself, when you are banned, and when you may not give that role any more.
 */
export interface MakeInvite {
  type: "invite.make";
  role: "host" | "seller" | "moderator";
  /** SHA-256 of the token, which has 128 random bits or more */
  token_hash: string;
  /** for one person; otherwise for everybody who has it, until it ends */
  once: boolean;
  /** after which it ends */
  hours: number;
}

/** The seller says that the money came: all of it, outside. An open order is confirmed by it. */
export interface MarkPaid {
  type: "order.mark_paid";
  order_id: string;
}

/** After this offset the person says, claims and reads nothing here. */
export interface MemberBanned {
  type: "member.banned";
  user_id: string;
  until: number | null;
}

/** The person is no member any more: after this offset she says, claims and reads nothing here. */
export interface MemberLeft {
  type: "member.left";
  user_id: string;
}

/** A time-out: after this offset the person says nothing here until then. She watches, claims, bids and pays. */
export interface MemberMuted {
  type: "member.muted";
  user_id: string;
  /** milliseconds since the epoch, UTC */
  until: number;
}

/** The person may come back. */
export interface MemberUnbanned {
  type: "member.unbanned";
  user_id: string;
}

/** The person may speak again. */
export interface MemberUnmuted {
  type: "member.unmuted";
  user_id: string;
}

/** The person was warned: after this offset she says nothing here before she acknowledged it. */
export interface MemberWarned {
  type: "member.warned";
  user_id: string;
}

/** Its author says that line in other words, which travel beside this fact. The former ones are forgotten. */
export interface MessageEdited {
  type: "message.edited";
  /** place in a ledger; 0 is before the first event */
  message_offset: number;
  author: Person;
  /** SHA-256 of salt and text, hexadecimal */
  text_hash: string;
}

/** A message waits. The words travel beside the fact, which holds their salted hash. */
export interface MessageHeld {
  type: "message.held";
  held_id: string;
  author: Person;
  /** SHA-256 of salt and text, hexadecimal */
  text_hash: string;
  why: "first" | "words" | "delay";
  /** milliseconds since the epoch, UTC */
  until: number;
}

/** A message stands above the chat. Its words travel beside this fact too, for who came after they were said. */
export interface MessagePinned {
  type: "message.pinned";
  /** place in a ledger; 0 is before the first event */
  message_offset: number;
  author: Person;
  role: "owner" | "host" | "seller" | "moderator" | "buyer";
  /** SHA-256 of salt and text, hexadecimal */
  text_hash: string;
  until: number | null;
}

/** Somebody said something. The words travel beside the fact, which holds their salted hash. */
export interface MessagePosted {
  type: "message.posted";
  author: Person;
  role: "owner" | "host" | "seller" | "moderator" | "buyer";
  /** SHA-256 of salt and text, hexadecimal */
  text_hash: string;
  reply_to: ReplyTo | null;
  me: boolean;
  familiarity: "first" | "regular" | null;
  /** when it was written, if it waited before it was said */
  said_at: number | null;
  /** under which it waited */
  waited_id: string | null;
  /** whom it names by `@`, and who is told */
  mentions: Person[];
}

/** The words of that message are not served again. */
export interface MessageRemoved {
  type: "message.removed";
  /** place in a ledger; 0 is before the first event */
  message_offset: number;
  by_author: boolean;
}

/** The words of the line at that offset may be read again, since removing them was undone: they travel beside. */
export interface MessageRestored {
  type: "message.restored";
  /** place in a ledger; 0 is before the first event */
  message_offset: number;
  author: Person;
  /** SHA-256 of salt and text, hexadecimal */
  text_hash: string;
}

/**
 * It stands there no more, and its words are not served again from the pin's place.
 *
 * `replaced`: another one is pinned. `gone`: its words were removed or edited. `banned`: its author was.
 */
export interface MessageUnpinned {
  type: "message.unpinned";
  /** place in a ledger; 0 is before the first event */
  pin_offset: number;
  reason: "staff" | "time" | "end" | "replaced" | "gone" | "banned";
}

/** A message as history and snapshots show it; `text` is null once it was removed or forgotten. */
export interface MessageView {
  /** place in a ledger; 0 is before the first event */
  offset: number;
  /** milliseconds since the epoch, UTC */
  at: number;
  /** when it was written, if it waited before it was said */
  said_at: number | null;
  author: Person;
  role: "owner" | "host" | "seller" | "moderator" | "buyer";
  text: string | null;
  /** her first message in the room, or a regular's */
  familiarity: "first" | "regular" | null;
  reply_to: ReplyTo | null;
  me: boolean;
  edited: boolean;
  /** whom it named when it was said, and told */
  mentions: Person[];
}

/** Nothing that the person has said so far is served again. */
export interface MessagesRemoved {
  type: "messages.removed";
  user_id: string;
}

/** What is the reader's own in a room, true at `offset`: facts up to there are already in it. */
export interface Mine {
  /** place in a ledger; 0 is before the first event */
  offset: number;
  role: "owner" | "host" | "seller" | "moderator" | "buyer";
  /** a role that she may accept */
  offered: "host" | "seller" | "moderator" | null;
  /** the room */
  follows: boolean;
  /** a time-out, perhaps over: until then nothing is said; why is read over HTTPS */
  muted_until: number | null;
  /** and not acknowledged it: nothing is said before that */
  warned: boolean;
  /** parties shown to which the reader said that she comes, by id */
  coming: string[];
  /** items shown that the reader wants to see, by id */
  asked: string[];
  /** held, waitlisted, wanted and ordered ones, oldest first; of parties out of sight, the open ones and the last twenty that were ordered */
  claims: MyClaim[];
  /** the giveaways shown in which she takes part, in the order of her entries */
  entered: string[];
  /** the most that the reader bid for lots that may still be bid for, or that are offered to her at it */
  bids: MyBid[];
  /** lots that are offered to the reader, of parties not shown any more: by id */
  offers: AuctionView[];
  /** by whom she lets herself be mentioned */
  mentioned_by: "all" | "staff" | "none";
  /** reports of hers that wait for an answer */
  reports: string[];
  /** messages of hers that wait */
  waiting: Waiting[];
  /** what she chose in the last poll */
  vote: number | null;
  /** questions for which she has a voice */
  upvoted: string[];
}

/** Who did what to whom, why and for how long: the log of the desk. */
export interface ModerationActed {
  type: "moderation.acted";
  act_id: string | null;
  act: "remove" | "remove_all" | "warn" | "mute" | "unmute" | "ban" | "unban";
  by: Person;
  user: Person;
  reason_code: "spam" | "insult" | "harassment" | "scam" | "off_topic" | "personal_data" | "other" | null;
  reason: string | null;
  message_offset: number | null;
  until: number | null;
  pending: boolean;
}

/** Who of the staff changed what is asked of those who speak, or raised or lowered the shield. */
export interface ModesActed {
  type: "modes.acted";
  by: Person;
  how: "set" | "raised" | "lowered";
  modes: ModesView;
}

/** Something else is asked of those who speak from now on. */
export interface ModesChanged {
  type: "modes.changed";
  modes: ModesView;
}

/** What is asked of those who speak, and whether the shield is up. */
export interface ModesView {
  /** between two messages of one person; 0: off */
  slow_seconds: number;
  /** only who has followed the room for so long; null: off */
  followers_minutes: number | null;
  /** only who has bought in the room */
  buyers_only: boolean;
  emoji_only: boolean;
  /** nothing that was said, or nearly, within the last 30 seconds */
  unique_only: boolean;
  /** a person's first message here waits for a moderator */
  first_held: boolean;
  /** messages are said so much later */
  delay_seconds: number;
  /** listed: to sites that the room allows */
  links: "free" | "listed" | "off";
  /** up: claims and bids are for known buyers only, too */
  shield: boolean;
}

/** Put an item at another place in the order of its party; its number stays what people call out. */
export interface MoveItem {
  type: "item.move";
  item_id: string;
  /** the item that comes after it; null: it is the last */
  before: string | null;
}

/** A time-out: she watches, claims, bids and pays, and says nothing for so long. Another one takes its place. */
export interface MuteMember {
  reason_code?: "spam" | "insult" | "harassment" | "scam" | "off_topic" | "personal_data" | "other" | null;
  reason?: string | null;
  type: "member.mute";
  user_id: string;
  seconds: number;
}

/** The most that the reader has bid for a lot. Where it is offered to her, that is what it costs her. */
export interface MyBid {
  auction_id: string;
  maximum: number;
}

/**
 * A claim of the reader's own, with how many claims stand in line before it. It may be of a party not shown any
 * more, so it says of what it is.
 */
export interface MyClaim {
  claim: ClaimView;
  ahead: number;
  /** of the item */
  title: string;
  currency: string;
}

/**
 * One kind of an item, with a stock of its own. An item without kinds has one, with no name.
 *
 * Without a name it is called by its options; without a price it costs what the item does.
 */
export interface NewVariant {
  name?: string;
  /** one for each axis of the item */
  options?: string[];
  price?: number | null;
  /** units */
  stock: number;
}

/** So many new accounts, all from one address or one device, want the same thing. Nobody was refused for it. */
export interface NewcomersNoticed {
  type: "newcomers.noticed";
  what: "claims" | "bids" | "entries";
  /** the item; of entries, the giveaway */
  wanted: string;
  /** of the item, or the prize */
  title: string;
  /** as many at least */
  accounts: number;
  /** within so many */
  minutes: number;
}

/** Write the seller's own note of an item. It is in no ledger; she and hosts read it over HTTPS. */
export interface NoteItem {
  type: "item.note";
  item_id: string;
  note: string;
}

/** Note something of a person for the staff of this room. She does not read it, and it stands in no ledger. */
export interface NotePerson {
  type: "person.note";
  user_id: string;
  text: string;
}

/** The seller notes that she gave money back, outside. Never more than came. */
export interface NoteRefund {
  type: "order.refund";
  order_id: string;
  /** minor units */
  amount: number;
  reason: string;
}

/** Something that the desk should look at. */
export interface Notice {
  /** place in a ledger; 0 is before the first event */
  offset: number;
  /** milliseconds since the epoch, UTC */
  at: number;
  event: CommandRefused | NewcomersNoticed;
}

/**
 * Invite the viewers to another room of this server, or to an address elsewhere: one of the two.
 *
 * Nobody is moved: each chooses. While a party is on, and for ten minutes after it.
 */
export interface OfferRaid {
  type: "raid.offer";
  room_id?: string | null;
  /** https; the server never asks it for anything */
  address?: string | null;
  seconds?: number;
}

/** Let the bidding begin. One lot of a party is open at a time, unless the party allows several. */
export interface OpenAuction {
  type: "auction.open";
  auction_id: string;
}

/**
 * Give something away: entries are taken for so many seconds, then the draw is made by the clock.
 *
 * With a variant, a unit for each place is kept from now on.
 */
export interface OpenGiveaway {
  type: "giveaway.open";
  party_id: string;
  prize: string;
  variant_id?: string | null;
  eligible?: "everyone" | "followers" | "buyers";
  /** how many win, at most */
  places?: number;
  /** how long entries are taken */
  seconds?: number;
}

/** Ask everybody something, with two to six answers to choose from. One poll at a time. */
export interface OpenPoll {
  type: "poll.open";
  question: string;
  choices: string[];
  seconds: number;
}

/**
 * An order is not what it was: whoever it concerns reads it anew over HTTPS.
 *
 * Everybody reads this, and beside it perhaps whose claim was let go in the same turn. So it says no name, no
 * state, no sum and no id: who knows an order's id finds it by the mark, and to nobody else are two marks of one
 * order alike.
 */
export interface OrderChanged {
  type: "order.changed";
  /** SHA-256 of `<the order's id>:<the offset of this fact>`, in hex */
  mark: string;
}

/** Its title is that of the moment it was named. */
export interface OtherRoom {
  id: string;
  title: string;
}

/**
 * What becomes of running lots while the server, the host or more than `percent` of the bidders are away.
 *
 * `freeze`: their clocks stand still and go on where they stopped. `extend`: afterwards they have their whole time
 * again. `void`: they are void. Lots that were closed stay closed.
 */
export interface OutagePolicy {
  act: "freeze" | "extend" | "void";
  /** of the bidders who were seen */
  percent: number;
}

/** Move somebody in line, to its head or its end. Everybody sees it, with who did it and why. */
export interface OverrideClaim {
  type: "claim.override";
  claim_id: string;
  to: "first" | "last";
  reason: string;
}

/** The party will not be. */
export interface PartyCancelled {
  type: "party.cancelled";
  party_id: string;
}

/** The interruption is over; it lasted `lasted_ms`. */
export interface PartyContinued {
  type: "party.continued";
  party_id: string;
  lasted_ms: number;
}

/** An announced party changed its words or its terms. */
export interface PartyEdited {
  type: "party.edited";
  party: PartyView;
}

/** The show is over. A room shows its last ended party until the next one ends. */
export interface PartyEnded {
  type: "party.ended";
  party_id: string;
  /** milliseconds since the epoch, UTC */
  ended_at: number;
}

/** Somebody who is needed is away, or was: told again when another cause joins in. */
export interface PartyInterrupted {
  type: "party.interrupted";
  party_id: string;
  interrupted: Interruption;
}

/** No claims for a while. */
export interface PartyPaused {
  type: "party.paused";
  party_id: string;
}

/** A party begins later than was announced. */
export interface PartyPostponed {
  type: "party.postponed";
  party: PartyView;
  /** milliseconds since the epoch, UTC */
  was_at: number;
  reason: string;
}

/** The party comes again, or does not any more. */
export interface PartyRepeated {
  type: "party.repeated";
  party_id: string;
  repeat: Repeat | null;
}

/** It goes on after all. */
export interface PartyRestarted {
  type: "party.restarted";
  party: PartyView;
}

/** Claims are taken again. */
export interface PartyResumed {
  type: "party.resumed";
  party_id: string;
}

/** Somebody comes, or does not after all; `count` come now. */
export interface PartyRsvpGiven {
  type: "party.rsvp_given";
  party_id: string;
  user_id: string;
  coming: boolean;
  count: number;
}

/** A party was announced, or moved. Its items follow as `item.added`. */
export interface PartyScheduled {
  type: "party.scheduled";
  party: PartyView;
}

/** The show is live. */
export interface PartyStarted {
  type: "party.started";
  party: PartyView;
}

/** A party that has been announced; over HTTPS staff read drafts too. */
export interface PartyView {
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
}

/** Stop the clock of an open lot; no bids meanwhile. */
export interface PauseAuction {
  type: "auction.pause";
  auction_id: string;
}

/** Stop taking claims for a while. Holds keep running. */
export interface PauseParty {
  type: "party.pause";
  party_id: string;
}

/** Somebody as everybody may see her: never an address, never an e-mail. */
export interface Person {
  id: string;
  name: string;
}

/** The notes of a person are not what they were: who shows them reads them anew over HTTPS. */
export interface PersonNoted {
  type: "person.noted";
  user_id: string;
}

/** Where a picture is served, in two widths. */
export interface PictureView {
  id: string;
  small: string;
  large: string;
}

/** So much for the first piece, so much for each further one. A flat price has 0 there. */
export interface PieceRate {
  by?: "pieces";
  /** minor units of the party's currency, each of which has its own bound */
  first: number;
  /** minor units of the party's currency, each of which has its own bound */
  further?: number;
}

/** Keep an item in sight of everybody, or not any more. A party has up to three pins. */
export interface PinItem {
  type: "item.pin";
  item_id: string;
  pinned?: boolean;
}

/** Pin a message above the chat, in the place of the one that is pinned. */
export interface PinMessage {
  type: "message.pin";
  /** place in a ledger; 0 is before the first event */
  message_offset: number;
  /** null: to the end of the party */
  seconds?: number | null;
}

/** The message that is pinned. `until`: null for to the end of the party. */
export interface PinView {
  /** place in a ledger; 0 is before the first event */
  offset: number;
  /** place in a ledger; 0 is before the first event */
  message_offset: number;
  author: Person;
  role: "owner" | "host" | "seller" | "moderator" | "buyer";
  text: string;
  until: number | null;
}

/** Sent about every twelve seconds; the `pong` carries the server's clock. */
export interface Ping {
  type: "session.ping";
  /** a person has the page in front of her: she need not be told elsewhere */
  in_sight?: boolean;
}

/**
 * Bid. `amount` is the most you would pay; you lead at one step above the next. Nobody else is told it.
 *
 * A bid cannot be taken back. Who leads may raise her own most. `sent_at`: when it was sent, in the server's
 * clock as the client knows it; a bid sent before the end counts if it comes in within the lot's grace.
 */
export interface PlaceBid {
  type: "bid.place";
  auction_id: string;
  /** minor units of the party's currency */
  amount: number;
  sent_at?: number | null;
}

/** Ask for units. Held while there is stock and nobody waits; in line otherwise. */
export interface PlaceClaim {
  type: "claim.place";
  variant_id: string;
  /** units */
  quantity?: number;
  /** of the price that the buyer saw */
  price_version: number;
}

/** It takes no more votes, and this is the result: how many chose each, in the order of the choices. */
export interface PollClosed {
  type: "poll.closed";
  poll_id: string;
  counts: number[];
}

/** Everybody is asked something. The words travel beside the fact: the question, and a choice on each line below. */
export interface PollOpened {
  type: "poll.opened";
  poll_id: string;
  author: Person;
  choices: number;
  /** SHA-256 of salt and text, hexadecimal */
  text_hash: string;
  /** milliseconds since the epoch, UTC */
  closes_at: number;
}

/** It was taken down, or its author was shut out: its words are not served again. */
export interface PollRemoved {
  type: "poll.removed";
  poll_id: string;
  /** place in a ledger; 0 is before the first event */
  poll_offset: number;
  reason: "staff" | "banned";
}

/** The last poll of a room, open or closed. `counts` of an open one are those of the moment it was read. */
export interface PollView {
  id: string;
  /** place in a ledger; 0 is before the first event */
  offset: number;
  author: Person;
  question: string;
  choices: string[];
  counts: number[];
  /** milliseconds since the epoch, UTC */
  closes_at: number;
  closed: boolean;
}

/** The answer to a ping. */
export interface Pong {
  kind: "pong";
  /** made by the client, fresh for each intent */
  id: string;
  /** milliseconds since the epoch, UTC */
  server_at: number;
}

/** A place in one life of a ledger. */
export interface Position {
  epoch: string;
  /** place in a ledger; 0 is before the first event */
  offset: number;
}

/** Put a line above the chat for a while, in the place of the one that stands there. */
export interface PostAnnouncement {
  type: "announcement.post";
  text: string;
  /** how long it stands, unless it is taken down */
  seconds: number;
}

/** Say a line. */
export interface PostMessage {
  type: "message.post";
  text: string;
  /** the message that it answers */
  reply_to?: number | null;
  /** shown as what she does, after her name */
  me?: boolean;
}

/** Say a line that only the staff of the room reads: it stands on the desk, and never in the room's ledger. */
export interface PostStaffLine {
  type: "staff.post";
  text: string;
}

/** How many watch a room, a few seconds late and roughly. */
export interface Presence {
  kind: "presence";
  room: string;
  viewers: number;
}

/** Facts of one ledger in their order: the first is the one after the last that was sent. */
export interface Push {
  kind: "push";
  room: string;
  ledger: "show" | "desk";
  facts: Fact[];
  /** of the chain at the last offset told here */
  hash: string;
}

/** It is answered. One of an item stays with it. */
export interface QuestionAnswered {
  type: "question.answered";
  question_id: string;
  by: Person;
}

/** Somebody asks something. The words travel beside the fact. */
export interface QuestionAsked {
  type: "question.asked";
  question_id: string;
  author: Person;
  item_id: string | null;
  /** SHA-256 of salt and text, hexadecimal */
  text_hash: string;
}

/** It is gone, and its words are not served again. `over`: nobody keeps it, since the party is over or many came. */
export interface QuestionRemoved {
  type: "question.removed";
  question_id: string;
  /** place in a ledger; 0 is before the first event */
  question_offset: number;
  reason: "author" | "staff" | "banned" | "over";
}

/** Somebody answers it now. */
export interface QuestionTaken {
  type: "question.taken";
  question_id: string;
  by: Person;
}

/** One more wants to know it, or one less. Who is not told. */
export interface QuestionUpvoted {
  type: "question.upvoted";
  question_id: string;
  upvotes: number;
}

/** A question. `item_id`: the first of the item's copies, see `copy_of` of an item; null for one of no item. */
export interface QuestionView {
  id: string;
  /** place in a ledger; 0 is before the first event */
  offset: number;
  author: Person;
  text: string;
  item_id: string | null;
  upvotes: number;
  state: "open" | "taken" | "answered";
  /** who answers it, or did */
  by: Person | null;
}

/** Viewers of another room came here together. */
export interface RaidArrived {
  type: "raid.arrived";
  raid_id: string;
  by: Person;
  room: OtherRoom | null;
  came: number;
}

/** Nobody is invited any more. `came`: how many chose to go. `banned`: who offered it was. */
export interface RaidClosed {
  type: "raid.closed";
  raid_id: string;
  /** place in a ledger; 0 is before the first event */
  raid_offset: number;
  came: number;
  reason: "time" | "taken_back" | "banned";
}

/** That they came is shown no more. */
export interface RaidDismissed {
  type: "raid.dismissed";
  raid_id: string;
}

/** Viewers are invited to go elsewhere together. The room's title, or the address, travels beside the fact. */
export interface RaidOffered {
  type: "raid.offered";
  raid_id: string;
  author: Person;
  /** null: an address elsewhere */
  room_id: string | null;
  /** SHA-256 of salt and text, hexadecimal */
  text_hash: string;
  /** milliseconds since the epoch, UTC */
  closes_at: number;
}

/**
 * Where viewers are invited to go now: a room of this server, or an address elsewhere, which the server never
 * asks.
 */
export interface RaidView {
  id: string;
  /** place in a ledger; 0 is before the first event */
  offset: number;
  author: Person;
  room: OtherRoom | null;
  address: string | null;
  /** milliseconds since the epoch, UTC */
  closes_at: number;
}

/** Who may send viewers here from now on. */
export interface RaidsAllowed {
  type: "raids.allowed";
  by: Person;
  raids_from: "everyone" | "followed" | "nobody";
}

/** Slow mode, followers only, no links, and claims and bids for known buyers only, all at once. The show goes on. */
export interface RaiseShield {
  type: "shield.raise";
}

/** Answer with a sign, to a message or to what happens: counted, told with those of all others, and kept nowhere. */
export interface React {
  type: "room.react";
  emoji: "\u2764\ufe0f" | "\ud83d\udc4d" | "\ud83d\ude02" | "\ud83d\ude2e" | "\ud83d\udc4f" | "\ud83d\udd25";
  /** null: it floats over the room */
  message_offset?: number | null;
  /** so often since the last command */
  times?: number;
}

/** How often one sign was given to one message, or to what happens. */
export interface Reaction {
  emoji: "\u2764\ufe0f" | "\ud83d\udc4d" | "\ud83d\ude02" | "\ud83d\ude2e" | "\ud83d\udc4f" | "\ud83d\udd25";
  message_offset: number | null;
  times: number;
}

/** What viewers of a room gave since the last of these frames, of which there are two a second at most. */
export interface Reactions {
  kind: "reactions";
  room: string;
  given: Reaction[];
}

/** The buyer uses a discount code of the seller's on an order that is not paid. */
export interface RedeemCode {
  type: "order.redeem";
  order_id: string;
  /** capitals and spaces do not matter */
  code: string;
}

/** A winner cannot be reached: the next in the same order wins instead. */
export interface RedrawGiveaway {
  type: "giveaway.redraw";
  giveaway_id: string;
  winner_id: string;
  reason: string;
}

/** Why not, and whether asking again can help. */
export interface Refusal {
  code: Code;
  /** true: the same command with the same id may yet succeed */
  retry: boolean;
  retry_after_ms: number | null;
  /** for the developer of a client; never shown to people */
  detail: string | null;
}

/** Countries with a rate of their own. */
export interface Region {
  countries: string[];
  rate: PieceRate | WeightRate;
}

/** Give a claim back, held or waiting. Staff may release anybody's; a seller those of her items: both say why. */
export interface ReleaseClaim {
  type: "claim.release";
  claim_id: string;
  /** for everybody, of a claim that is not one's own */
  reason?: string;
}

/** Take everything that somebody has said here out of everybody's sight: one command, one fact. */
export interface RemoveAllOf {
  reason_code?: "spam" | "insult" | "harassment" | "scam" | "off_topic" | "personal_data" | "other" | null;
  reason?: string | null;
  type: "message.remove_all_of";
  user_id: string;
}

/** Take a message out of everybody's sight: your own, or as staff, who give a reason. */
export interface RemoveMessage {
  type: "message.remove";
  /** place in a ledger; 0 is before the first event */
  message_offset: number;
  reason_code?: "spam" | "insult" | "harassment" | "scam" | "off_topic" | "personal_data" | "other" | null;
  reason?: string | null;
}

/** Take a poll out of everybody's sight, open or closed. Its words are not served again. */
export interface RemovePoll {
  type: "poll.remove";
  poll_id: string;
}

/** Take a question out of everybody's sight: your own, or as staff. Its words are not served again. */
export interface RemoveQuestion {
  type: "question.remove";
  question_id: string;
}

/** Take back a line of your own among staff, or as a moderator one of somebody below you. */
export interface RemoveStaffLine {
  type: "staff.remove";
  /** place in a ledger; 0 is before the first event */
  line_offset: number;
}

/** Look for it no more. */
export interface RemoveTerm {
  type: "term.remove";
  term_id: string;
}

/**
 * How a party comes again: at the same time of day in that zone. It ends with what comes first; with neither, at
 * the host's word.
 */
export interface Repeat {
  every: number;
  unit: "day" | "week" | "month";
  /** such as Europe/Berlin */
  zone: string;
  /** none begins after this */
  until: number | null;
  /** in all, with the first */
  times: number | null;
}

/** Let an announced party come again; null: no more. When it begins or is called off, the next is announced. */
export interface RepeatParty {
  type: "party.repeat";
  party_id: string;
  repeat: Repeat | null;
}

/** The one answer to one command: its first fact and where that stands, or why not. */
export interface Reply {
  kind: "reply";
  /** made by the client, fresh for each intent */
  id: string;
  ok: boolean;
  /** the fact this command made; without the text of a message */
  fact: Fact | null;
  /** where the fact stands */
  ledger: "show" | "desk" | null;
  /** told to you alone: what your chat word was taken for, that your message waits, what act you did */
  aside: HeardClaim | HeardPass | HeardRefused | HeardUnsure | WaitingLine | Acted | Reported | null;
  error: Refusal | null;
}

/** The line that is answered, and who said it. */
export interface ReplyTo {
  /** place in a ledger; 0 is before the first event */
  offset: number;
  author: Person;
}

/** Told to who reported alone. */
export interface Reported {
  kind: "reported";
  report_id: string;
}

/** These reports were looked at. Whose they are, and what came of them, is known to their authors alone. */
export interface ReportsAnswered {
  type: "reports.answered";
  report_ids: string[];
}

/** The queue of reports is not what it was: who shows it reads it anew over HTTPS. */
export interface ReportsChanged {
  type: "reports.changed";
  /** cases that every moderator may decide */
  waiting: number;
}

/** What a client sends: an id of its own, the room it concerns, and what it asks for. */
export interface Request {
  /** made by the client, fresh for each intent */
  id: string;
  /** null for session.hello and session.ping */
  room?: string | null;
  body: Hello | Ping | Ack | Join | Leave | React | EditRoom | FollowRoom | UnfollowRoom | SetLink | EnterRoom | SetRole | AcceptRole | DeclineRole | BanFromServer | UnbanFromServer | MakeInvite | WithdrawInvite | TakeInvite | CreateParty | EditParty | ScheduleParty | StartParty | PauseParty | ResumeParty | RestartParty | ContinueParty | EndParty | CancelParty | GiveRsvp | RepeatParty | SetLineup | HandOnStage | FeatureItem | AddItem | EditItem | SetPrice | SetStock | WithdrawItem | MoveItem | PinItem | NoteItem | CloneItem | CarryItems | ImportItems | AskItem | AnnounceFlash | EndFlash | PlaceClaim | ReleaseClaim | ConfirmClaim | ClaimFor | LinkFor | TakeOver | OverrideClaim | OpenGiveaway | EnterGiveaway | CancelGiveaway | RedrawGiveaway | PlaceBid | BuyNow | AcceptOffer | DeclineOffer | AddAuction | OpenAuction | PauseAuction | ResumeAuction | VoidAuction | ConfirmOrder | DeliverOrder | RedeemCode | MarkPaid | ShipOrder | FinishOrder | CancelOrder | NoteRefund | SetTerms | SetDiscount | DropDiscount | SetLimits | LetBuyer | AppealStep | LiftStep | TellArrivals | CloseRehearsal | PostMessage | EditMessage | ChooseMentions | RemoveMessage | MuteMember | UnmuteMember | WarnMember | AcknowledgeWarning | BanMember | ConfirmBan | UnbanMember | RemoveAllOf | UndoAct | FileAppeal | AnswerAppeal | NotePerson | DropNote | FileReport | TakeReport | DecideReport | DismissEvasion | SetModes | RaiseShield | LowerShield | SetFilters | AddTerm | RemoveTerm | TakeHeld | DecideHeld | WithdrawHeld | DenyAllHeld | PostAnnouncement | TakeDownAnnouncement | PinMessage | UnpinMessage | GiveShoutout | EndShoutout | OfferRaid | TakeBackRaid | JoinRaid | DismissRaid | AllowRaids | OpenPoll | VotePoll | ClosePoll | RemovePoll | AskQuestion | UpvoteQuestion | TakeQuestion | CloseQuestion | RemoveQuestion | PostStaffLine | RemoveStaffLine;
}

/** Unasked: what you know cannot be continued; begin again from this snapshot. */
export interface Reset {
  kind: "reset";
  room: string;
  ledger: "show" | "desk";
  reason: "behind" | "epoch" | "mismatch";
  epoch: string;
  /** place in a ledger; 0 is before the first event */
  offset: number;
  /** of the chain at the last offset told here */
  hash: string;
  snapshot: ShowSnapshot | DeskSnapshot;
  mine: Mine | null;
}

/** Go on with the party that ended last, within two hours: claims and counts are as they were. */
export interface RestartParty {
  type: "party.restart";
  party_id: string;
}

/** Go on with the time that was left, five seconds at least. */
export interface ResumeAuction {
  type: "auction.resume";
  auction_id: string;
}

/** Take claims again. */
export interface ResumeParty {
  type: "party.resume";
  party_id: string;
}

/** She does not want the role that she was offered, or it was taken back: there is no offer any more. */
export interface RoleDeclined {
  type: "member.role_declined";
  user_id: string;
}

/** Somebody may have another role here, if she accepts it. */
export interface RoleOffered {
  type: "member.role_offered";
  user_id: string;
  role: "host" | "seller" | "moderator";
}

/** Somebody has another role in this room. */
export interface RoleSet {
  type: "member.role_set";
  user_id: string;
  name: string;
  role: "owner" | "host" | "seller" | "moderator" | "buyer";
}

/** The room says something else of itself. */
export interface RoomEdited {
  type: "room.edited";
  room: RoomView;
}

/** One more wants to hear of the room. */
export interface RoomFollowed {
  type: "room.followed";
  user_id: string;
  followers: number;
}

/** The room exists. Always the first event of its ledger. */
export interface RoomOpened {
  type: "room.opened";
  room: RoomView;
}

/** One fewer does. */
export interface RoomUnfollowed {
  type: "room.unfollowed";
  user_id: string;
  followers: number;
}

/** A room as its visitors see it. */
export interface RoomView {
  id: string;
  title: string;
  about: string;
  followers: number;
  /** a room beside the real one, to rehearse in */
  rehearsal: boolean;
  /** said in chat, they claim: sold 14 M x2 */
  claim_words: string[];
  /** who was acted on reads by whom; otherwise: by the moderators */
  moderators_named: boolean;
  /** said in chat, they give a claim back */
  pass_words: string[];
}

/** Announce a party and its items; again, to move it. To a later time it is postponed: three times at most. */
export interface ScheduleParty {
  type: "party.schedule";
  party_id: string;
  /** milliseconds since the epoch, UTC */
  starts_at: number;
  /** why it is postponed, for everybody */
  reason?: string;
}

/**
 * A discount code of the seller's: a percentage, an amount or both off the goods, once for each buyer.
 *
 * A code with an amount or a least sum of goods is good for orders in its currency alone; a mere percentage for all.
 */
export interface SetDiscount {
  type: "discount.set";
  /** capitals and spaces do not matter */
  code: string;
  /** of its money; null: that of the room's latest party */
  currency?: string | null;
  /** basis points: 1900 is 19 % */
  points?: number;
  /** minor units of the party's currency, each of which has its own bound */
  amount?: number;
  /** minor units of the party's currency, each of which has its own bound */
  goods_from?: number;
  /** orders that may use it */
  most?: number | null;
  expires_at?: number | null;
}

/** What rude words lead to, and in which languages. */
export interface SetFilters {
  type: "filters.set";
  rude: "off" | "refuse" | "hold" | "mask";
  languages: ("ar" | "de" | "en" | "es" | "fr" | "ja" | "pl" | "pt" | "ru" | "th")[];
}

/** A buyer's own limits in this room; null is none. Lower ones hold at once, all others after a day. */
export interface SetLimits {
  type: "limits.set";
  /** ISO 4217; no funds, metals or test codes */
  currency: string;
  day?: number | null;
  week?: number | null;
  /** a day, from her first claim or bid */
  minutes?: number | null;
}

/** Say which sellers come when, whole and in order: to add, to take out, to move. Each has one turn. */
export interface SetLineup {
  type: "lineup.set";
  party_id: string;
  slots: Slot[];
}

/** Let in whoever has a secret: the room's own page makes it, and only its hash is told. Empty: nobody any more. */
export interface SetLink {
  type: "room.set_link";
  /** SHA-256 of the token, which has 128 random bits or more */
  token_hash: string;
}

/** Ask something else of those who speak. Fields left out stay as they are. */
export interface SetModes {
  /** between two messages of one person; 0: off */
  slow_seconds?: number;
  /** only who has followed the room for so long; null: off */
  followers_minutes?: number | null;
  /** only who has bought in the room */
  buyers_only?: boolean;
  emoji_only?: boolean;
  /** nothing that was said, or nearly, within the last 30 seconds */
  unique_only?: boolean;
  /** a person's first message here waits for a moderator */
  first_held?: boolean;
  /** messages are said so much later */
  delay_seconds?: number;
  /** listed: to sites that the room allows */
  links?: "free" | "listed" | "off";
  type: "modes.set";
}

/** Give a variant a price of its own; null: it costs what the item does. A new price is a new price version. */
export interface SetPrice {
  type: "item.set_price";
  variant_id: string;
  price: number | null;
}

/**
 * Give somebody a role below your own, or take it: `buyer` is the role of everybody.
 *
 * Who is not of the staff yet is offered it (`member.role_offered`) and has it once she accepts.
 */
export interface SetRole {
  type: "member.set_role";
  user_id: string;
  role: "host" | "seller" | "moderator" | "buyer";
}

/** Say how many units of a variant there are in all; what is held and sold counts. */
export interface SetStock {
  type: "item.set_stock";
  variant_id: string;
  /** units */
  stock: number;
}

/**
 * A seller's own terms in this room, or for one party. Not while she has open orders, or is on air.
 *
 * What they say of money holds for parties in their currency alone; elsewhere sending costs nothing until she says so.
 */
export interface SetTerms {
  type: "terms.set";
  party_id?: string | null;
  /** of its money; null: the party's, or that of the room's latest party */
  currency?: string | null;
  shipping: ShippingRule;
  /** basis points: 1900 is 19 % */
  tax_rate?: number;
  tax_included?: boolean;
  pay_hours?: number;
  /** who sells: stands on the invoice */
  imprint?: string;
  /** for those who pay outside */
  how_to_pay?: string;
}

/** All is as it was before. */
export interface ShieldLowered {
  type: "shield.lowered";
  modes: ModesView;
}

/** The room protects itself against many strangers at once. The show goes on. */
export interface ShieldRaised {
  type: "shield.raised";
  modes: ModesView;
}

/** The seller has sent it. */
export interface ShipOrder {
  type: "order.ship";
  order_id: string;
  tracking?: string;
}

/** What sending costs, reckoned once for an order: everything together is never dearer than each unit alone. */
export interface ShippingRule {
  everywhere: PieceRate | WeightRate;
  regions?: Region[];
  /** goods of at least that much are sent for nothing */
  free_from?: number | null;
}

/** It stands there no more. `banned`: who is named, or who named her, was. */
export interface ShoutoutEnded {
  type: "shoutout.ended";
  /** place in a ledger; 0 is before the first event */
  shoutout_offset: number;
  reason: "time" | "staff" | "banned";
}

/** Somebody of the staff names another seller or room. */
export interface ShoutoutGiven {
  type: "shoutout.given";
  author: Person;
  person: Person | null;
  room: OtherRoom | null;
  /** milliseconds since the epoch, UTC */
  until: number;
}

/**
 * Another seller or room that stands above the chat. `room` of a seller: where she sells; null where there is none
 * that everybody may see.
 */
export interface ShoutoutView {
  /** place in a ledger; 0 is before the first event */
  offset: number;
  author: Person;
  person: Person | null;
  room: OtherRoom | null;
  /** milliseconds since the epoch, UTC */
  until: number;
}

/** Everything a newcomer needs to see a room. */
export interface ShowSnapshot {
  room: RoomView;
  /** by id */
  parties: PartyView[];
  /** by party, in its order; withdrawn ones too */
  items: ItemView[];
  /** of these parties, oldest first */
  giveaways: GiveawayView[];
  /** in the order in which they were put up; closed ones too */
  auctions: AuctionView[];
  /** the last hundred, oldest first */
  messages: MessageView[];
  /** what is asked of those who speak */
  modes: ModesView;
  /** a host's line above the chat */
  announcement: AnnouncementView | null;
  /** the message above the chat */
  pinned: PinView | null;
  /** another seller or room that is named above the chat */
  shoutout: ShoutoutView | null;
  /** where viewers are invited to go now */
  raid: RaidView | null;
  /** the last raid that came here */
  arrival: ArrivalView | null;
  /** the last poll of the room */
  poll: PollView | null;
  /** that wait for an answer, and those of items that have one; oldest first */
  questions: QuestionView[];
}

/** A seller's turn on the stage, and how long it is planned to take. */
export interface Slot {
  seller_id: string;
  minutes: number;
}

/** A seller's turn. */
export interface SlotView {
  seller: Person;
  minutes: number;
}

/** Somebody of the staff said something to the others. The words travel beside the fact. */
export interface StaffLinePosted {
  type: "staff.posted";
  author: Person;
  role: "owner" | "host" | "seller" | "moderator" | "buyer";
  /** SHA-256 of salt and text, hexadecimal */
  text_hash: string;
}

/** The words of that line of the desk are not served again. */
export interface StaffLineRemoved {
  type: "staff.removed";
  /** place in a ledger; 0 is before the first event */
  line_offset: number;
}

/** A line among staff; `text` is null once it was taken back or forgotten. */
export interface StaffLineView {
  /** on the desk */
  offset: number;
  /** milliseconds since the epoch, UTC */
  at: number;
  author: Person;
  role: "owner" | "host" | "seller" | "moderator" | "buyer";
  text: string | null;
}

/** Another seller has the stage, or none. */
export interface StageHandedOn {
  type: "stage.handed_on";
  party_id: string;
  lineup: Lineup;
}

/** Go live. One party of a room is live at a time, and it has something to sell. */
export interface StartParty {
  type: "party.start";
  party_id: string;
}

/** Invite nobody any more; the other room is not told that anybody came. */
export interface TakeBackRaid {
  type: "raid.take_back";
  raid_id: string;
}

/** Take the line down that stands there. Its words are not served again. */
export interface TakeDownAnnouncement {
  type: "announcement.take_down";
  /** place in a ledger; 0 is before the first event */
  announcement_offset: number;
}

/** Tell colleagues that you are on it. */
export interface TakeHeld {
  type: "held.take";
  held_id: string;
}

/** Take the role that a link gives, by its secret. */
export interface TakeInvite {
  type: "invite.take";
  token: string;
}

/** What was claimed by hand for a buyer is the actor's own from now on: its link has the secret. It goes once. */
export interface TakeOver {
  type: "claim.take_over";
  token: string;
}

/** You answer it now: everybody sees by whom it is being answered. */
export interface TakeQuestion {
  type: "question.take";
  question_id: string;
}

/** Tell colleagues that you are on it. */
export interface TakeReport {
  type: "report.take";
  case_id: string;
}

/**
 * Write to those who said yes to hear of your new things here: once in 24 hours, of a party that is announced.
 *
 * The items are your own of that party. It reaches people by notification, push and mail, as each of them chose.
 */
export interface TellArrivals {
  type: "arrivals.tell";
  party_id: string;
  text: string;
  item_ids?: string[];
}

/** Something more is looked for. */
export interface TermAdded {
  type: "term.added";
  by: Person;
  term: TermView;
}

/** It is not looked for any more. */
export interface TermRemoved {
  type: "term.removed";
  by: Person;
  term_id: string;
}

/** Something that is looked for in all that is written. */
export interface TermView {
  id: string;
  kind: "words" | "pattern" | "site";
  act: "refuse" | "hold" | "mask" | "allow";
  term: string;
}

/** Let somebody sign in again. What the ban took (claims, bids) does not come back; roles were kept. */
export interface UnbanFromServer {
  type: "server.unban";
  user_id: string;
}

/** Let somebody in again. */
export interface UnbanMember {
  type: "member.unban";
  user_id: string;
  reason?: string;
}

/**
 * Take back what a moderator did: a ban, a time-out or a warning ends, words that were removed are served again
 * unless they were forgotten.
 */
export interface UndoAct {
  type: "act.undo";
  act_id: string;
  reason?: string;
}

/** Hear of them no more. */
export interface UnfollowRoom {
  type: "room.unfollow";
}

/** End a time-out. */
export interface UnmuteMember {
  type: "member.unmute";
  user_id: string;
  reason?: string;
}

/** Take the pinned message down; it stays in the chat. */
export interface UnpinMessage {
  type: "message.unpin";
  /** place in a ledger; 0 is before the first event */
  pin_offset: number;
}

/** You want to know it too, or no more. One has one voice for each question of somebody else's. */
export interface UpvoteQuestion {
  type: "question.upvote";
  question_id: string;
  on: boolean;
}

/** A kind of an item with its stock; held + sold never pass stock. `waiting` counts claims in line. */
export interface VariantView {
  id: string;
  name: string;
  /** one for each axis of the item */
  options: string[];
  /** null: the item's */
  own_price: number | null;
  /** of one unit at this moment */
  price: number;
  stock: number;
  held: number;
  sold: number;
  waiting: number;
}

/** End a lot that is not closed, without a sale, for a reason that everybody is told. */
export interface VoidAuction {
  type: "auction.void";
  auction_id: string;
  reason: string;
}

/** Vote, or vote otherwise: one has one vote, and may change it until the poll is closed. Nobody is told. */
export interface VotePoll {
  type: "poll.vote";
  poll_id: string;
  /** which of the choices, from 0 */
  choice: number;
}

/** A message of the reader's own that waits. */
export interface Waiting {
  kind: "waiting";
  id: string;
  /** milliseconds since the epoch, UTC */
  at: number;
  text: string;
  why: "first" | "words" | "delay";
  /** milliseconds since the epoch, UTC */
  until: number;
}

/** A message of hers waits; what its chat word was taken for does not. */
export interface WaitingLine {
  kind: "waiting";
  id: string;
  /** milliseconds since the epoch, UTC */
  at: number;
  text: string;
  why: "first" | "words" | "delay";
  /** milliseconds since the epoch, UTC */
  until: number;
  heard: HeardClaim | HeardPass | HeardRefused | HeardUnsure | null;
}

/** Warn somebody: she says nothing here before she has acknowledged it. */
export interface WarnMember {
  reason_code?: "spam" | "insult" | "harassment" | "scam" | "off_topic" | "personal_data" | "other" | null;
  reason?: string | null;
  type: "member.warn";
  user_id: string;
}

/** The person has read the warning, or it was taken back: no warning is open any more. */
export interface WarningAcknowledged {
  type: "warning.acknowledged";
  user_id: string;
}

/** By weight, lightest band first; `above` is for whatever is heavier. */
export interface WeightRate {
  by?: "weight";
  bands: rooms__frames__terms__Band[];
  /** minor units of the party's currency, each of which has its own bound */
  above: number;
}

/** The answer to a good hello. */
export interface Welcome {
  kind: "welcome";
  /** made by the client, fresh for each intent */
  id: string;
  /** null for a guest, who may watch and not speak */
  user: Person | null;
  /** milliseconds since the epoch, UTC */
  server_at: number;
  ping_seconds: number;
  ack_frames: number;
  max_frame_bytes: number;
}

/** Take back a message of your own that waits: it is not said. */
export interface WithdrawHeld {
  type: "held.withdraw";
  held_id: string;
}

/** End a link. Who has a role by it keeps the role. */
export interface WithdrawInvite {
  type: "invite.withdraw";
  invite_id: string;
}

/** Take an item off sale. Its holds stay; those who wait are let go. */
export interface WithdrawItem {
  type: "item.withdraw";
  item_id: string;
}

/** From this price on, by how much a bid must pass the price. */
export interface rooms__frames__auctions__Band {
  /** minor units of the party's currency, each of which has its own bound */
  from_price: number;
  /** minor units of the party's currency */
  step: number;
}

/** The price of a parcel of up to so many grams. */
export interface rooms__frames__terms__Band {
  up_to: number;
  /** minor units of the party's currency, each of which has its own bound */
  price: number;
}

/** Everything a client may ask. */
export type Command =
  | Hello
  | Ping
  | Ack
  | Join
  | Leave
  | React
  | EditRoom
  | FollowRoom
  | UnfollowRoom
  | SetLink
  | EnterRoom
  | SetRole
  | AcceptRole
  | DeclineRole
  | BanFromServer
  | UnbanFromServer
  | MakeInvite
  | WithdrawInvite
  | TakeInvite
  | CreateParty
  | EditParty
  | ScheduleParty
  | StartParty
  | PauseParty
  | ResumeParty
  | RestartParty
  | ContinueParty
  | EndParty
  | CancelParty
  | GiveRsvp
  | RepeatParty
  | SetLineup
  | HandOnStage
  | FeatureItem
  | AddItem
  | EditItem
  | SetPrice
  | SetStock
  | WithdrawItem
  | MoveItem
  | PinItem
  | NoteItem
  | CloneItem
  | CarryItems
  | ImportItems
  | AskItem
  | AnnounceFlash
  | EndFlash
  | PlaceClaim
  | ReleaseClaim
  | ConfirmClaim
  | ClaimFor
  | LinkFor
  | TakeOver
  | OverrideClaim
  | OpenGiveaway
  | EnterGiveaway
  | CancelGiveaway
  | RedrawGiveaway
  | PlaceBid
  | BuyNow
  | AcceptOffer
  | DeclineOffer
  | AddAuction
  | OpenAuction
  | PauseAuction
  | ResumeAuction
  | VoidAuction
  | ConfirmOrder
  | DeliverOrder
  | RedeemCode
  | MarkPaid
  | ShipOrder
  | FinishOrder
  | CancelOrder
  | NoteRefund
  | SetTerms
  | SetDiscount
  | DropDiscount
  | SetLimits
  | LetBuyer
  | AppealStep
  | LiftStep
  | TellArrivals
  | CloseRehearsal
  | PostMessage
  | EditMessage
  | ChooseMentions
  | RemoveMessage
  | MuteMember
  | UnmuteMember
  | WarnMember
  | AcknowledgeWarning
  | BanMember
  | ConfirmBan
  | UnbanMember
  | RemoveAllOf
  | UndoAct
  | FileAppeal
  | AnswerAppeal
  | NotePerson
  | DropNote
  | FileReport
  | TakeReport
  | DecideReport
  | DismissEvasion
  | SetModes
  | RaiseShield
  | LowerShield
  | SetFilters
  | AddTerm
  | RemoveTerm
  | TakeHeld
  | DecideHeld
  | WithdrawHeld
  | DenyAllHeld
  | PostAnnouncement
  | TakeDownAnnouncement
  | PinMessage
  | UnpinMessage
  | GiveShoutout
  | EndShoutout
  | OfferRaid
  | TakeBackRaid
  | JoinRaid
  | DismissRaid
  | AllowRaids
  | OpenPoll
  | VotePoll
  | ClosePoll
  | RemovePoll
  | AskQuestion
  | UpvoteQuestion
  | TakeQuestion
  | CloseQuestion
  | RemoveQuestion
  | PostStaffLine
  | RemoveStaffLine;

/** The facts of a room's show. */
export type ShowEvent =
  | RoomOpened
  | RoomEdited
  | RoomFollowed
  | RoomUnfollowed
  | RoleSet
  | RoleOffered
  | RoleDeclined
  | MemberBanned
  | MemberUnbanned
  | MemberLeft
  | MemberMuted
  | MemberUnmuted
  | MemberWarned
  | WarningAcknowledged
  | PartyScheduled
  | PartyEdited
  | PartyStarted
  | PartyPaused
  | PartyResumed
  | PartyEnded
  | PartyCancelled
  | PartyRsvpGiven
  | PartyPostponed
  | PartyRestarted
  | PartyInterrupted
  | PartyContinued
  | PartyRepeated
  | LineupChanged
  | StageHandedOn
  | ItemAdded
  | ItemEdited
  | ItemFeatured
  | ItemMoved
  | ItemPinned
  | ItemAsked
  | FlashAnnounced
  | FlashBegun
  | FlashEnded
  | ClaimHeld
  | ClaimWaitlisted
  | ClaimWanted
  | ClaimReleased
  | ClaimExpired
  | ClaimOrdered
  | ClaimMoved
  | ClaimsTakenOver
  | GiveawayOpened
  | GiveawayEntered
  | GiveawayLeft
  | GiveawayClosed
  | GiveawayDrawn
  | GiveawayRedrawn
  | GiveawayCancelled
  | AuctionAdded
  | AuctionOpened
  | AuctionPaused
  | AuctionResumed
  | AuctionExtended
  | AuctionClosed
  | AuctionOffered
  | BidPlaced
  | BidsStruck
  | OrderChanged
  | MessagePosted
  | MessageEdited
  | MessageRemoved
  | MessageRestored
  | MessagesRemoved
  | ReportsAnswered
  | ModesChanged
  | ShieldRaised
  | ShieldLowered
  | HeldDeclined
  | AnnouncementPosted
  | AnnouncementEnded
  | AnnouncementTakenDown
  | MessagePinned
  | MessageUnpinned
  | ShoutoutGiven
  | ShoutoutEnded
  | RaidOffered
  | RaidClosed
  | RaidArrived
  | RaidDismissed
  | PollOpened
  | PollClosed
  | PollRemoved
  | QuestionAsked
  | QuestionUpvoted
  | QuestionTaken
  | QuestionAnswered
  | QuestionRemoved;

/** The facts of a room's desk. */
export type DeskEvent =
  | CommandRefused
  | NewcomersNoticed
  | InviteMade
  | InviteTaken
  | InviteEnded
  | DraftChanged
  | ItemNoted
  | BuyerStepped
  | BuyerAppealed
  | ArrivalsTold
  | ModerationActed
  | BanConfirmed
  | ActUndone
  | AppealFiled
  | AppealAnswered
  | PersonNoted
  | ReportsChanged
  | EvasionFlagged
  | EvasionDismissed
  | ModesActed
  | FiltersChanged
  | TermAdded
  | TermRemoved
  | MessageHeld
  | HeldTaken
  | HeldDecided
  | RaidsAllowed
  | StaffLinePosted
  | StaffLineRemoved;

/** Everything the server sends. */
export type Downward =
  | Welcome
  | Pong
  | Joined
  | Push
  | Reset
  | Ended
  | Presence
  | Reactions
  | Reply;

export type AnyEvent = Fact["event"];
