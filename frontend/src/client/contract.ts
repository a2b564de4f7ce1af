/** What the session needs of the world around it, and what it tells whoever listens. */

import type { Code, Fact, Person, Reaction } from "../wire/frames";
import type { Beginning, Ledger } from "./readings";
import type { Dial } from "./transport";

export type Status =
  | { readonly name: "ticket" | "connecting" | "greeting" }
  /** `doubtful`: the socket is there, and nothing came for an answer: the network may be gone. */
  | { readonly name: "open"; readonly doubtful?: boolean }
  | { readonly name: "waiting"; readonly until: number }
  | { readonly name: "closed"; readonly code: number };

/** There is no ticket for this page, now or later. Any other failure to get one is worth another try. */
export class TicketRefused extends Error {}

/** Everything the session needs of the world around it, so that tests can be exact about time. */
export interface World {
  ticket(): Promise<string>;
  dial: Dial;
  now(): number;
  random(): number;
  /** Whether a person has the page in front of her; left out where there is none. */
  inSight?(): boolean;
  /** Runs `act` after a while; returns how to call that off. */
  later(ms: number, act: () => void): () => void;
}

export interface Listener {
  status(status: Status): void;
  welcomed(user: Person | null): void;
  clock(offset: number): void;
  began(room: string, ledger: Ledger, beginning: Beginning): void;
  told(room: string, ledger: Ledger, facts: readonly Fact[]): void;
  ended(room: string, ledger: Ledger, code: Code): void;
  viewers(room: string, count: number): void;
  reactions(room: string, given: readonly Reaction[]): void;
}
