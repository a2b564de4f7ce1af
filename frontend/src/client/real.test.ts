/**
 * The client against a real server, cut off again and again while things happen. tests/browser/test_client.py
 * runs it.
 */

import { expect, it } from "vitest";
import { reduce, type RoomState } from "../store/reduce";
import type { Fact, ShowSnapshot } from "../wire/frames";
import type { Listener } from "./contract";
import type { Beginning } from "./readings";
import { Session } from "./session";
import { webSocketDial } from "./transport";

const SERVER = process.env["LIVESELL_URL"] ?? "";
const ROOM = process.env["LIVESELL_ROOM"] ?? "";
const CUTS = 4;
/** So many facts come before the next cut, however long they take. */
const BETWEEN_CUTS = 5;

interface Fresh {
  offset: number;
  snapshot: ShowSnapshot;
}

/** Keeps the state as the store does, and every offset in the order it came. */
class Reader implements Listener {
  state: RoomState | null = null;
  offset = 0;
  beginnings = 0;
  readonly offsets: number[] = [];

  status(): void {}
  welcomed(): void {}
  clock(): void {}
  viewers(): void {}
  reactions(): void {}
  ended(): void {}
  began(_room: string, _ledger: string, { snapshot, position }: Beginning): void {
    if (!("room" in snapshot)) throw new Error("the show was asked for");
    this.beginnings += 1;
    this.offset = position.offset;
    this.state = { user: null, snapshot, mine: null };
  }
  told(_room: string, _ledger: string, facts: readonly Fact[]): void {
    if (!this.state) throw new Error("facts before the snapshot");
    this.state = facts.reduce(reduce, this.state);
    this.offsets.push(...facts.map((fact) => fact.offset));
    this.offset = this.offsets.at(-1) ?? this.offset;
  }
}

const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function json<T>(path: string, init?: RequestInit): Promise<T> {
  return (await (await fetch(SERVER + path, init)).json()) as T;
}

it.skipIf(!SERVER)(
  "ends where a fresh snapshot begins, each fact seen once and in order",
  async () => {
    let cut = () => {};
    const reader = new Reader();
    const dial = webSocketDial(`${SERVER.replace("http", "ws")}/ws`);
    const session = new Session(
      {
        ticket: async () => (await json<{ ticket: string }>("/api/tickets", { method: "POST" })).ticket,
        dial: (wires) => {
          const transport = dial(wires);
          cut = () => {
            transport.drop();
            wires.closed(1006);
          };
          return transport;
        },
        now: Date.now,
        random: Math.random,
        later: (ms, act) => {
          const timer = setTimeout(act, ms);
          return () => clearTimeout(timer);
        },
      },
      reader,
    );
    session.read(ROOM, "show");
    session.start();
    for (let round = 0; round < CUTS; round += 1) {
      while (reader.offsets.length < (round + 1) * BETWEEN_CUTS) await wait(50);
      cut();
    }
    let fresh = await json<Fresh>(`/api/rooms/${ROOM}/snapshot`);
    while (fresh.offset !== reader.offset) {
      await wait(200);
      fresh = await json<Fresh>(`/api/rooms/${ROOM}/snapshot`);
    }
    session.stop();

    expect(reader.state?.snapshot).toEqual(fresh.snapshot);
    expect(reader.beginnings).toBe(1);
    expect(reader.offsets.length).toBeGreaterThanOrEqual(CUTS * BETWEEN_CUTS);
    expect(
      reader.offsets.every((offset, place) => place === 0 || offset === (reader.offsets[place - 1] ?? 0) + 1),
    ).toBe(true);
  },
  240_000,
);
