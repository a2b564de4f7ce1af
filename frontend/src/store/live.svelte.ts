/** The store of one open room: what the session reports, folded into state that the views read. */

import type { Listener, Status } from "../client/contract";
import type { Answer } from "../client/outbox";
import type { Beginning, Ledger } from "../client/readings";
import type { Code, Command, DeskSnapshot, Fact, MessageView, Person, ShowSnapshot } from "../wire/frames";
import { withMaximum } from "./auctions";
import { type BidNews, bidNewsOf } from "./bidNews";
import { grown, prepended, redacted } from "./history";
import { type Moment, stillTrue, withBids, withClaims } from "./moments";
import { type Move, movesOf, type News, newsOf, shownOf } from "./news";
import { added, answered, type Pending, seenUpTo } from "./pending";
import { isShowFact, reduce, reduceDeskFact, type RoomState } from "./reduce";
import type { ShowFact } from "./tables";
import { reduceStaffClaims, type StaffClaims } from "./staffClaims";

export interface Notice {
  readonly id: number;
  readonly kind: "refused" | "done";
  readonly code: Code | null;
  readonly words: string | null;
}

const NO_DESK: DeskSnapshot = { acts: [], notices: [] };
const KEPT_NOTICES = 3;

export class Live implements Listener {
  connection = $state.raw<Status>({ name: "ticket" });
  user = $state.raw<Person | null>(null);
  room = $state.raw<RoomState | null>(null);
  desk = $state.raw<DeskSnapshot>(NO_DESK);
  staffClaims = $state.raw<StaffClaims | null>(null);
  viewersCount = $state<number | null>(null);
  /** Add this to the local clock to get the server's. */
  clockOffset = $state(0);
  /** Why the show will not go on for this reader. */
  ending = $state.raw<Code | null>(null);
  pending = $state.raw<readonly Pending[]>([]);
  notices = $state.raw<readonly Notice[]>([]);
  /** Lines older than the snapshot's, when somebody asked for them. */
  history = $state.raw<readonly MessageView[]>([]);
  news = $state.raw<readonly News[]>([]);
  bidNews = $state.raw<readonly BidNews[]>([]);
  /** What happened to the reader's claims and bids and is shown until she puts it away. */
  moments = $state.raw<readonly Moment[]>([]);
  /** Items that the reader asked to see, come on air and not told of yet. */
  shown = $state.raw<readonly string[]>([]);
  /** Moves in the reader's lines, not told of yet. */
  moves = $state.raw<readonly Move[]>([]);
  /** Goes up when a draft changed: what is read over HTTPS is to be read again. */
  draftChanges = $state(0);
  /** Goes up when somebody's role changed or was offered: members are to be read again. */
  memberChanges = $state(0);
  /** Goes up with each snapshot of the show. */
  beginnings = $state(0);

  #resting = $state.raw<readonly Pick<Pending, "type" | "about">[]>([]);
  #userId: string | null;
  #offset = 0;
  #sinceAsked: ShowFact[] | null = null;
  #notice = 0;

  constructor(userId: string | null) {
    this.#userId = userId;
  }

  status(status: Status): void {
    this.connection = status;
  }

  welcomed(user: Person | null): void {
    this.user = user;
    this.#userId = user?.id ?? null;
  }

  clock(offset: number): void {
    this.clockOffset = offset;
  }

  viewers(_room: string, count: number): void {
    this.viewersCount = count;
  }

  ended(_room: string, ledger: Ledger, code: Code): void {
    if (ledger === "show") this.ending = code;
    else this.desk = NO_DESK;
  }

  began(_room: string, _ledger: Ledger, { snapshot, mine, position }: Beginning): void {
    if (!isShow(snapshot)) {
      this.desk = snapshot;
      this.draftChanges += 1;
      return;
    }
    const before = this.room;
    this.room = { user: this.#userId, snapshot, mine };
    if (before?.user === this.#userId) this.#happened(before, this.room, []);
    this.history = [];
    this.beginnings += 1;
    this.#seen(position.offset);
  }

  told(_room: string, ledger: Ledger, facts: readonly Fact[]): void {
    if (ledger === "desk") return this.#deskTold(facts);
    if (!this.room) return;
    const before = this.room;
    this.room = facts.reduce(reduce, before);
    this.history = redacted(grown(this.history, before.snapshot.messages, this.room.snapshot.messages), facts);
    this.#happened(before, this.room, facts);
    const shown = shownOf(before.mine, facts);
    if (shown.length > 0) this.shown = shown;
    const moves = movesOf(before.mine, facts);
    if (moves.length > 0) this.moves = moves;
    if (facts.some(({ event }) => event.type.startsWith("member."))) this.memberChanges += 1;
    this.#foldClaims(facts.filter(isShowFact));
    this.#seen(facts.at(-1)?.offset ?? this.#offset);
  }

  /** Older lines were read; without any the history is let go again. */
  historyRead(earlier: readonly MessageView[]): void {
    const first = this.room?.snapshot.messages[0]?.offset ?? 0;
    this.history = earlier.length > 0 ? prepended(this.history, earlier, first) : [];
  }

  /** Staff claims are being read: facts from now on are kept until the answer is here. */
  claimsAsked(): void {
    this.#sinceAsked = [];
  }

  claimsRead(claims: StaffClaims): void {
    this.staffClaims = (this.#sinceAsked ?? []).reduce(reduceStaffClaims, claims);
    this.#sinceAsked = null;
  }

  asked(id: string, type: Command["type"], about: string): void {
    this.pending = added(this.pending, id, type, about);
  }

  answered(id: string, answer: Answer): void {
    const at = answer.ok && answer.fact && answer.ledger === "show" ? answer.fact.offset : null;
    this.pending = answered(this.pending, id, at, this.#offset);
  }

  /** The reader's own most for a lot: a secret, so no fact tells it, only the answer to her own bid. */
  maximumTold(auctionId: string, maximum: number): void {
    const { room } = this;
    if (room?.mine) this.room = { ...room, mine: withMaximum(room.mine, auctionId, maximum) };
  }

  isPending(about: string, type?: Command["type"]): boolean {
    return this.pending.some((each) => each.about === about && (type === undefined || each.type === type));
  }

  /** What was asked at `about` succeeded: its button is deaf until the returned function is called. */
  rest(type: Command["type"], about: string): () => void {
    const resting = { type, about };
    this.#resting = [...this.#resting, resting];
    return () => (this.#resting = this.#resting.filter((each) => each !== resting));
  }

  /** A press now would belong to the one before. */
  isDeaf(about: string, type: Command["type"]): boolean {
    return this.isPending(about, type) || this.#resting.some((each) => each.about === about && each.type === type);
  }

  refuse(code: Code): void {
    this.#say({ id: ++this.#notice, kind: "refused", code, words: null });
  }

  tell(words: string): void {
    this.#say({ id: ++this.#notice, kind: "done", code: null, words });
  }

  complain(words: string): void {
    this.#say({ id: ++this.#notice, kind: "refused", code: null, words });
  }

  dismiss(id: number): void {
    this.notices = this.notices.filter((each) => each.id !== id);
  }

  putAway(about: string): void {
    this.moments = this.moments.filter((each) => each.about !== about);
  }

  #happened(before: RoomState, after: RoomState, facts: readonly Fact[]): void {
    const news = newsOf(before.mine, after.mine, facts);
    const bidNews = bidNewsOf(before, after);
    if (news.length > 0) this.news = news;
    if (bidNews.length > 0) this.bidNews = bidNews;
    this.moments = stillTrue(withBids(withClaims(this.moments, news), bidNews), after);
  }

  #say(notice: Notice): void {
    this.notices = [...this.notices, notice].slice(-KEPT_NOTICES);
  }

  #deskTold(facts: readonly Fact[]): void {
    this.desk = facts.reduce(reduceDeskFact, this.desk);
    if (facts.some((fact) => fact.event.type === "draft.changed")) this.draftChanges += 1;
  }

  #foldClaims(facts: readonly ShowFact[]): void {
    this.#sinceAsked?.push(...facts);
    if (this.staffClaims) this.staffClaims = facts.reduce(reduceStaffClaims, this.staffClaims);
  }

  #seen(offset: number): void {
    this.#offset = offset;
    this.pending = seenUpTo(this.pending, offset);
  }
}

function isShow(snapshot: Beginning["snapshot"]): snapshot is ShowSnapshot {
  return "room" in snapshot;
}
