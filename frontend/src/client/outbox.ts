/** Commands that were asked and not yet answered. Each keeps its id until it has its one answer. */

import type { Command, Fact, Refusal, Reply } from "../wire/frames";

export type Answer =
  | { readonly ok: true; readonly fact: Fact | null; readonly ledger: Reply["ledger"]; readonly aside: Reply["aside"] }
  | { readonly ok: false; readonly error: Refusal };

export interface Waiting {
  readonly id: string;
  readonly room: string;
  readonly body: Command;
  readonly askedAt: number;
  readonly resolve: (answer: Answer) => void;
}

/** How long a command that may yet succeed is repeated before the person hears of it. */
export const PATIENCE_MS = 20_000;
const DEFAULT_RETRY_MS = 1_000;

export type Next =
  | { readonly do: "settle"; readonly waiting: Waiting; readonly answer: Answer }
  | { readonly do: "repeat"; readonly waiting: Waiting; readonly afterMs: number }
  | { readonly do: "nothing" };

export class Outbox {
  readonly #waiting = new Map<string, Waiting>();

  add(waiting: Waiting): void {
    this.#waiting.set(waiting.id, waiting);
  }

  get(id: string): Waiting | undefined {
    return this.#waiting.get(id);
  }

  /** Everything unanswered, in the order it was asked. */
  all(): Waiting[] {
    return [...this.#waiting.values()];
  }

  /** What a reply means for its command. A settled command is forgotten, a second reply to it is nothing. */
  judge(reply: Reply, now: number): Next {
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return { do: "nothing" };
    const error = reply.error;
    if (error?.retry && now - waiting.askedAt < PATIENCE_MS) {
      return { do: "repeat", waiting, afterMs: error.retry_after_ms ?? DEFAULT_RETRY_MS };
    }
    this.#waiting.delete(reply.id);
    return { do: "settle", waiting, answer: error ? { ok: false, error } : { ok: true, fact: reply.fact, ledger: reply.ledger, aside: reply.aside } };
  }

  /** Nobody will answer any more: what happened to each is unknown, and is said so. */
  abandon(): void {
    const error: Refusal = { code: "unknown", retry: true, retry_after_ms: null, detail: null };
    for (const waiting of this.#waiting.values()) waiting.resolve({ ok: false, error });
    this.#waiting.clear();
  }
}
