/** The store of one open room: what the session reports, folded into state that the views read. */

import type { Listener, Status } from "../client/contract";
import type { Answer } from "../client/outbox";
import type { Beginning, Ledger } from "../client/readings";
import type { Code, Command, DeskSnapshot, Fact, Mine, Person, Reaction, ShowSnapshot } from "../wire/frames";
import { NO_DESK } from "./noDesk";
import { features } from "./features";
import type { Part } from "./part";
import { added, answered, type Pending, seenUpTo } from "./pending";
import { reduce, type RoomState } from "./reduce";

export interface Notice {
  readonly id: number;
  readonly kind: "refused" | "done";
  readonly code: Code | null;
  readonly words: string | null;
  /** Takes it back; there is a button for it while the notice stands. */
  readonly undo?: (() => void) | undefined;
}

type ReduceDesk = (desk: DeskSnapshot, fact: Fact) => DeskSnapshot;

const KEPT_NOTICES = 3;

export class Live implements Listener {
  connection = $state.raw<Status>({ name: "ticket" });
  user = $state.raw<Person | null>(null);
  room = $state.raw<RoomState | null>(null);
  desk = $state.raw<DeskSnapshot>(NO_DESK);
  viewersCount = $state<number | null>(null);
  /** Add this to the local clock to get the server's. */
  clockOffset = $state(0);
  /** Why the show will not go on for this reader. */
  ending = $state.raw<Code | null>(null);
  pending = $state.raw<readonly Pending[]>([]);
  notices = $state.raw<readonly Notice[]>([]);
  /** What each feature keeps of its own. */
  readonly features = features();

  #resting = $state.raw<readonly Pick<Pending, "type" | "about">[]>([]);
  #userId: string | null;
  readonly #reduceDesk: ReduceDesk;
  #offset = 0;
  #notice = 0;
  readonly #parts: Part[] = Object.values(this.features);

  /** `reduceDesk`: how facts change the desk, for a page that reads it. */
  constructor(userId: string | null, reduceDesk: ReduceDesk = (desk) => desk) {
    this.#userId = userId;
    this.#reduceDesk = reduceDesk;
  }

  /** One more that is told from now on, of a screen that came later; what ends that. */
  also(part: Part): () => void {
    this.#parts.push(part);
    return () => void this.#parts.splice(this.#parts.indexOf(part), 1);
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

  reactions(_room: string, given: readonly Reaction[]): void {
    this.features.reactions.heard(given);
  }

  ended(_room: string, ledger: Ledger, code: Code): void {
    if (ledger === "show") this.ending = code;
    else this.desk = NO_DESK;
  }

  began(_room: string, _ledger: Ledger, { snapshot, mine, position }: Beginning): void {
    if (!isShow(snapshot)) {
      this.desk = snapshot;
      for (const part of this.#parts) part.deskBegan?.();
      return;
    }
    const before = this.room?.user === this.#userId ? this.room : null;
    const now = { user: this.#userId, snapshot, mine };
    this.room = now;
    for (const part of this.#parts) part.began?.(now, before);
    this.#seen(position.offset);
  }

  told(_room: string, ledger: Ledger, facts: readonly Fact[]): void {
    if (ledger === "desk") return this.#deskTold(facts);
    if (!this.room) return;
    const before = this.room;
    const now = facts.reduce(reduce, before);
    this.room = now;
    for (const part of this.#parts) part.told?.(facts, before, now);
    this.#seen(facts.at(-1)?.offset ?? this.#offset);
  }

  asked(id: string, type: Command["type"], about: string): void {
    this.pending = added(this.pending, id, type, about);
  }

  answered(id: string, answer: Answer): void {
    const at = answer.ok && answer.fact && answer.ledger === "show" ? answer.fact.offset : null;
    this.pending = answered(this.pending, id, at, this.#offset);
  }

  /** What is the reader's own and no fact tells: an answer to her own command did. */
  changeMine(change: (mine: Mine) => Mine): void {
    const { room } = this;
    if (room?.mine) this.room = { ...room, mine: change(room.mine) };
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
    return (
      this.isPending(about, type) || this.#resting.some((each) => each.about === about && each.type === type)
    );
  }

  refuse(code: Code): void {
    this.#say({ id: ++this.#notice, kind: "refused", code, words: null });
  }

  tell(words: string, undo?: () => void): void {
    this.#say({ id: ++this.#notice, kind: "done", code: null, words, undo });
  }

  complain(words: string): void {
    this.#say({ id: ++this.#notice, kind: "refused", code: null, words });
  }

  dismiss(id: number): void {
    this.notices = this.notices.filter((each) => each.id !== id);
  }

  #say(notice: Notice): void {
    this.notices = [...this.notices, notice].slice(-KEPT_NOTICES);
  }

  #deskTold(facts: readonly Fact[]): void {
    this.desk = facts.reduce(this.#reduceDesk, this.desk);
    for (const part of this.#parts) part.deskTold?.(facts);
  }

  #seen(offset: number): void {
    this.#offset = offset;
    this.pending = seenUpTo(this.pending, offset);
  }
}

function isShow(snapshot: Beginning["snapshot"]): snapshot is ShowSnapshot {
  return "room" in snapshot;
}
