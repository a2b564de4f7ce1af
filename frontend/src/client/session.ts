/**
 * One connection's life: ticket, connecting, greeting, open; waiting when it was lost, closed when it is
 * over.
 *
 * Whatever was asked and not answered is asked again after a return, under the same id. Whatever is read goes
 * on
 * from its position. The session knows no DOM and no store: it reports to one listener.
 */

import type { Code, Command, Downward, Reply, Welcome } from "../wire/frames";
import { Close, MAX_FRAME_BYTES } from "../wire/codes";
import { afterClose, waitMs } from "./backoff";
import { bestOffset, remember, type Sample, sample } from "./clock";
import { bytesOf, decode, encode } from "./codec";
import { freshId } from "./ids";
import { type Answer, Outbox } from "./outbox";
import { type Listener, type Status, TicketRefused, type World } from "./contract";
import { joined, type Ledger, pushed, type Reading, Readings, reset } from "./readings";
import { Receipts } from "./receipts";
import type { Transport } from "./transport";

const GREETING_MS = 10_000;
const PONG_MS = 8_000;
/** What was asked is answered sooner, or the person is told that it was not. */
const DOUBT_MS = 1_000;
/** A connection that lived this long proves that coming back quickly is fine. */
const SOUND_MS = 10_000;
const LOST = 1006;
const JOIN_AGAIN_MS = 1_000;

export class Session {
  readonly #world: World;
  readonly #listener: Listener;
  readonly #readings = new Readings();
  readonly #outbox = new Outbox();
  #status: Status = { name: "waiting", until: 0 };
  #transport: Transport | null = null;
  #cancels = new Set<() => void>();
  #attempt = 0;
  #maxBytes = MAX_FRAME_BYTES;
  /** The commands that were sent on this connection. */
  readonly #sent = new Set<string>();
  #round = 0;
  #openedAt = 0;
  #triedNewTicket = false;
  /** Who was welcomed last: an id, null for a guest, undefined before the first time. */
  #user: string | null | undefined;
  #ping: { id: string; sentAt: number } | null = null;
  /** Calls off what would be said if nothing came. */
  #doubting: (() => void) | null = null;
  #samples: readonly Sample[] = [];
  readonly #receipts = new Receipts((frames) => this.#send(freshId(), null, { type: "session.ack", frames }));

  constructor(world: World, listener: Listener) {
    this.#world = world;
    this.#listener = listener;
  }

  start(): void {
    this.#fetchTicket();
  }

  stop(): void {
    this.#close(1000);
  }

  /** The network or the page came back: do not wait any longer, and do not trust an open socket unasked. */
  nudge(): void {
    if (this.#status.name === "waiting") this.#fetchTicket();
    else if (this.#status.name === "open" && !this.#ping) this.#sendPing();
  }

  /** The device says that it has no network: nobody has to wait for a pong to know. */
  offline(): void {
    if (this.#status.name !== "open") return;
    this.#doubt();
    if (!this.#ping) this.#sendPing();
  }

  /** The page went out of sight, or came back: who has it in front of her is not told elsewhere too. */
  seen(): void {
    if (this.#status.name === "open" && !this.#ping) this.#sendPing();
  }

  read(room: string, ledger: Ledger): void {
    const reading = this.#readings.add(room, ledger);
    if (this.#status.name === "open") this.#join(reading);
  }

  /** Resolves with the one answer, however often the connection is lost in between. */
  ask(room: string, body: Command, id: string = freshId()): Promise<Answer> {
    return new Promise((resolve) => {
      this.#outbox.add({ id, room, body, askedAt: this.#world.now(), resolve });
      if (this.#status.name === "closed") this.#outbox.abandon();
      else if (this.#status.name === "open") this.#command(id, room, body);
    });
  }

  #fetchTicket(): void {
    this.#drop();
    this.#enter({ name: "ticket" });
    const round = this.#round;
    this.#world.ticket().then(
      (ticket) => round === this.#round && this.#connect(ticket),
      (error: unknown) => {
        if (round !== this.#round) return;
        if (error instanceof TicketRefused) this.#close(Close.NOT_AUTHENTICATED);
        else this.#wait();
      },
    );
  }

  #connect(ticket: string): void {
    this.#enter({ name: "connecting" });
    this.#after(GREETING_MS, () => this.#closed(LOST));
    this.#transport = this.#world.dial({
      opened: () => {
        this.#enter({ name: "greeting" });
        this.#send(freshId(), null, { type: "session.hello", ticket });
      },
      received: (text) => this.#received(text),
      closed: (code) => this.#closed(code),
    });
  }

  #received(text: string): void {
    this.#doubting?.();
    this.#doubting = null;
    if (this.#status.name === "open" && this.#status.doubtful) this.#enter({ name: "open" });
    const frame = decode(text);
    if (frame) this.#handle(frame);
    this.#receipts.count();
  }

  #handle(frame: Downward): void {
    switch (frame.kind) {
      case "welcome":
        return this.#welcome(frame);
      case "pong":
        return this.#pong(frame.id, frame.server_at);
      case "reply":
        return this.#reply(frame);
      case "presence":
        return this.#listener.viewers(frame.room, frame.viewers);
      case "reactions":
        return this.#listener.reactions(frame.room, frame.given);
      case "joined":
      case "push":
      case "reset":
      case "ended": {
        const reading = this.#readings.of(frame.room, frame.ledger);
        if (reading) this.#read(reading, frame);
      }
    }
  }

  #read(reading: Reading, frame: Extract<Downward, { ledger: Ledger; room: string }>): void {
    const { room, ledger } = reading;
    if (frame.kind === "push") {
      const { facts, gap } = pushed(reading, frame);
      if (facts.length > 0) this.#listener.told(room, ledger, facts);
      if (gap && !reading.joining) this.#join(reading);
    } else if (frame.kind === "ended") {
      this.#end(reading, frame.code);
    } else {
      const beginning = frame.kind === "reset" ? reset(reading, frame) : joined(reading, frame);
      if (beginning) this.#listener.began(room, ledger, beginning);
    }
  }

  #welcome(frame: Welcome): void {
    this.#cancelTimers();
    this.#openedAt = this.#world.now();
    this.#receipts.begin(frame.ack_frames);
    this.#maxBytes = frame.max_frame_bytes;
    this.#enter({ name: "open" });
    this.#whoever(frame.user?.id ?? null);
    this.#listener.welcomed(frame.user);
    for (const reading of this.#readings.all()) this.#join(reading);
    for (const { id, room, body } of this.#outbox.all()) this.#command(id, room, body);
    const beat = () => {
      if (!this.#ping) this.#sendPing();
      this.#after(frame.ping_seconds * 1000, beat);
    };
    beat();
  }

  /** Signed in or out meanwhile: nothing is resumed, and nothing is asked in another's name. */
  #whoever(user: string | null): void {
    if (this.#user !== undefined && this.#user !== user) {
      this.#readings.forget();
      this.#outbox.abandon();
    }
    this.#user = user;
  }

  #sendPing(): void {
    const ping = { id: freshId(), sentAt: this.#world.now() };
    this.#ping = ping;
    this.#send(ping.id, null, { type: "session.ping", in_sight: this.#world.inSight?.() ?? false });
    this.#expectAnswer();
    this.#after(PONG_MS, () => this.#ping === ping && this.#closed(LOST));
  }

  /** Anything at all that comes in time is an answer: then the network is there. */
  #expectAnswer(): void {
    this.#doubting ??= this.#after(DOUBT_MS, () => this.#doubt());
  }

  #doubt(): void {
    if (this.#status.name === "open") this.#enter({ name: "open", doubtful: true });
  }

  #pong(id: string, serverAt: number): void {
    if (this.#ping?.id !== id) return;
    this.#samples = remember(this.#samples, sample(this.#ping.sentAt, this.#world.now(), serverAt));
    this.#ping = null;
    this.#triedNewTicket = false;
    this.#listener.clock(bestOffset(this.#samples));
  }

  #reply(reply: Reply): void {
    const reading = this.#readings.joinedBy(reply.id);
    if (reading) return this.#joinRefused(reading, reply);
    const next = this.#outbox.judge(reply, this.#world.now());
    if (next.do === "settle") next.waiting.resolve(next.answer);
    if (next.do === "repeat") {
      const { id, room, body } = next.waiting;
      this.#after(next.afterMs, () => this.#command(id, room, body));
    }
  }

  #join(reading: Reading): void {
    const { room, ledger, position } = reading;
    reading.joining = freshId();
    this.#send(reading.joining, room, { type: "room.join", ledger, position });
  }

  #joinRefused(reading: Reading, { error }: Reply): void {
    reading.joining = null;
    if (error?.retry) this.#after(error.retry_after_ms ?? JOIN_AGAIN_MS, () => this.#join(reading));
    else if (error) this.#end(reading, error.code);
  }

  #end(reading: Reading, code: Code): void {
    this.#readings.remove(reading);
    this.#listener.ended(reading.room, reading.ledger, code);
  }

  #closed(code: number): void {
    this.#outbox.blame(code, this.#sent);
    if (this.#openedAt && this.#world.now() - this.#openedAt >= SOUND_MS) this.#attempt = 0;
    const next = afterClose(code, this.#triedNewTicket);
    if (next === "stay_away") return this.#close(code);
    if (next === "wait") return this.#wait();
    this.#triedNewTicket = true;
    this.#fetchTicket();
  }

  #wait(): void {
    this.#drop();
    const ms = waitMs(this.#attempt++, this.#world.random());
    this.#enter({ name: "waiting", until: this.#world.now() + ms });
    this.#after(ms, () => this.#fetchTicket());
  }

  #close(code: number): void {
    this.#drop();
    this.#enter({ name: "closed", code });
    this.#outbox.abandon();
  }

  /** Lets go of the connection and of everything that waits on it. Late answers of it find nobody. */
  #drop(): void {
    this.#round += 1;
    this.#cancelTimers();
    this.#transport?.drop();
    this.#transport = null;
    this.#ping = null;
    this.#doubting = null;
    this.#receipts.reset();
    this.#openedAt = 0;
    this.#sent.clear();
    this.#readings.disconnected();
  }

  /**
   * What the server would not take is refused here: it would close the connection, and whatever else is on
   * it.
   */
  #command(id: string, room: string, body: Command): void {
    const text = encode(id, room, body);
    if (bytesOf(text) > this.#maxBytes) return this.#outbox.refuse(id, "bad_text");
    this.#sent.add(id);
    this.#transport?.send(text);
    this.#expectAnswer();
  }

  #send(id: string, room: string | null, body: Command): void {
    this.#transport?.send(encode(id, room, body));
  }

  #enter(status: Status): void {
    this.#status = status;
    this.#listener.status(status);
  }

  #after(ms: number, act: () => void): () => void {
    const cancel = this.#world.later(ms, () => {
      this.#cancels.delete(cancel);
      act();
    });
    this.#cancels.add(cancel);
    return cancel;
  }

  #cancelTimers(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
  }
}
