/**
 * For tests: a server of the wire's frames and a world with its own clock, so that time and refusals are
 * exact.
 */

import type { Answer } from "./outbox";
import type { Beginning } from "./readings";
import { Session } from "./session";
import type { Listener, Status, World } from "./contract";
import type { Wires } from "./transport";
import { MAX_FRAME_BYTES, VERDICTS } from "../wire/codes";
import type { Code, Command, Downward, Fact, Person, Position, Request, ShowSnapshot } from "../wire/frames";

export const ROOM = "01jd00000000000000000r00m1";
export const NOON = 1_767_268_800_000;
/** Of the chain: what a client that does not check it makes nothing of. */
export const HASH = "0".repeat(64);

export const emptyShow: ShowSnapshot = {
  room: {
    id: ROOM,
    title: "Pots",
    about: "",
    followers: 0,
    rehearsal: false,
    moderators_named: false,
    claim_words: [],
    pass_words: [],
  },
  parties: [],
  items: [],
  giveaways: [],
  auctions: [],
  messages: [],
  announcement: null,
  shoutout: null,
  raid: null,
  arrival: null,
  pinned: null,
  poll: null,
  questions: [],
  modes: {
    slow_seconds: 0,
    followers_minutes: null,
    buyers_only: false,
    emoji_only: false,
    unique_only: false,
    first_held: false,
    delay_seconds: 0,
    links: "free",
    shield: false,
  },
};

export function said(offset: number): Fact {
  const author = { id: "01jd0000000000000000000ben", name: "Ben" };
  const event = {
    type: "message.posted",
    author,
    role: "buyer",
    text_hash: "",
    reply_to: null,
    me: false,
    familiarity: null,
    said_at: null,
    waited_id: null,
  } as const;
  return { offset, at: NOON, text: `line ${offset}`, event: { ...event, mentions: [] } };
}

/** One connection as the server sees it. */
export class Connection {
  readonly received: Request[] = [];
  dropped = false;
  readonly #wires: Wires;

  constructor(wires: Wires) {
    this.#wires = wires;
  }

  open(): void {
    this.#wires.opened();
  }

  heard(text: string): void {
    this.received.push(JSON.parse(text) as Request);
  }

  send(frame: Downward): void {
    this.#wires.received(JSON.stringify(frame));
  }

  say(text: string): void {
    this.#wires.received(text);
  }

  close(code: number): void {
    this.#wires.closed(code);
  }

  /** The requests of a type, oldest first. */
  asked<T extends Command["type"]>(type: T): Request[] {
    return this.received.filter((request) => request.body.type === type);
  }

  last(type: Command["type"]): Request {
    const request = this.asked(type).at(-1);
    if (!request) throw new Error(`no ${type} was received`);
    return request;
  }

  welcome(serverAt = NOON, user: Person | null = null): void {
    const { id } = this.last("session.hello");
    this.send({
      kind: "welcome",
      id,
      user,
      server_at: serverAt,
      ping_seconds: 12,
      ack_frames: 32,
      max_frame_bytes: MAX_FRAME_BYTES,
    });
  }

  pong(serverAt: number): void {
    this.send({ kind: "pong", id: this.last("session.ping").id, server_at: serverAt });
  }

  joined(position: Position, snapshot: ShowSnapshot | null = emptyShow): void {
    const { id } = this.last("room.join");
    const resumed = snapshot === null;
    this.send({
      kind: "joined",
      id,
      room: ROOM,
      ledger: "show",
      ...position,
      hash: HASH,
      resumed,
      snapshot,
      mine: null,
    });
  }

  push(...facts: Fact[]): void {
    this.send({ kind: "push", room: ROOM, ledger: "show", facts, hash: HASH });
  }

  refuse(id: string, code: Code, retryAfter: number | null = null): void {
    const error = { code, retry: VERDICTS[code].retry, retry_after_ms: retryAfter, detail: null };
    this.send({ kind: "reply", id, ok: false, fact: null, ledger: null, aside: null, error });
  }

  accept(id: string, fact: Fact): void {
    this.send({ kind: "reply", id, ok: true, fact, ledger: "show", aside: null, error: null });
  }
}

interface Timer {
  readonly at: number;
  readonly act: () => void;
}

export class FakeWorld implements World {
  readonly connections: Connection[] = [];
  tickets = 0;
  ticketFails: Error | null = null;
  luck = 0.5;
  #now = NOON;
  readonly #timers = new Set<Timer>();

  async ticket(): Promise<string> {
    this.tickets += 1;
    if (this.ticketFails) throw this.ticketFails;
    return `ticket-number-${this.tickets}`;
  }

  readonly dial = (wires: Wires) => {
    const connection = new Connection(wires);
    this.connections.push(connection);
    return { send: (text: string) => connection.heard(text), drop: () => void (connection.dropped = true) };
  };

  now(): number {
    return this.#now;
  }

  random(): number {
    return this.luck;
  }

  later(ms: number, act: () => void): () => void {
    const timer = { at: this.#now + ms, act };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Lets time go by; everything that falls due runs in its order. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (let due = this.#due(until); due; due = this.#due(until)) {
      this.#now = due.at;
      this.#timers.delete(due);
      due.act();
      await settle();
    }
    this.#now = until;
  }

  get line(): Connection {
    const connection = this.connections.at(-1);
    if (!connection) throw new Error("nobody connected");
    return connection;
  }

  #due(until: number): Timer | undefined {
    return [...this.#timers].filter((timer) => timer.at <= until).sort((one, other) => one.at - other.at)[0];
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

/** Writes down all that the session reports. */
export class Diary implements Listener {
  readonly statuses: Status[] = [];
  readonly beginnings: Beginning[] = [];
  readonly offsets: number[] = [];
  readonly endings: string[] = [];
  clockOffset = 0;
  count = 0;

  status(status: Status): void {
    this.statuses.push(status);
  }
  welcomed(): void {}
  clock(offset: number): void {
    this.clockOffset = offset;
  }
  began(_room: string, _ledger: string, beginning: Beginning): void {
    this.beginnings.push(beginning);
  }
  told(_room: string, _ledger: string, facts: readonly Fact[]): void {
    this.offsets.push(...facts.map((fact) => fact.offset));
  }
  ended(_room: string, _ledger: string, code: string): void {
    this.endings.push(code);
  }
  viewers(_room: string, count: number): void {
    this.count = count;
  }
  reactions(): void {}
  get names(): string[] {
    return this.statuses.map((status) => status.name);
  }
}

export interface Stage {
  world: FakeWorld;
  diary: Diary;
  session: Session;
}

/** A session that reads the room's show and has just been let in at offset 5. */
export async function joinedStage(): Promise<Stage> {
  const world = new FakeWorld();
  const diary = new Diary();
  const session = new Session(world, diary);
  session.read(ROOM, "show");
  session.start();
  await enter(world);
  world.line.joined({ epoch: "e1", offset: 5 });
  return { world, diary, session };
}

/** Ticket, socket, hello, welcome. */
export async function enter(world: FakeWorld): Promise<void> {
  await world.pass(0);
  world.line.open();
  world.line.welcome();
}

export async function answerOf(promise: Promise<Answer>): Promise<Answer | "waiting"> {
  return Promise.race([promise, settle().then(() => "waiting" as const)]);
}
