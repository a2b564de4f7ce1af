/** Commands that were asked and not yet answered. Each keeps its id until it has its one answer. */

import type { Code, Command, Fact, Refusal, Reply } from "../wire/frames";
import { bytesOf, encode } from "./codec";

export type Answer =
  | {
      readonly ok: true;
      readonly fact: Fact | null;
      readonly ledger: Reply["ledger"];
      readonly aside: Reply["aside"];
    }
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
const TOO_LARGE = 1009;
/** The codes of RFC 6455 by which a server says that it could not take a frame. */
const NOT_TAKEN: ReadonlySet<number> = new Set([1002, 1003, 1007, 1008, TOO_LARGE]);

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
    return {
      do: "settle",
      waiting,
      answer: error
        ? { ok: false, error }
        : { ok: true, fact: reply.fact, ledger: reply.ledger, aside: reply.aside },
    };
  }

  /**
   * What closed a connection is not sent again, or it would close the next one too. Of those sent on it and
   * not
   * answered it is the largest where the server took a frame for too large, and else the last.
   */
  blame(code: number, sent: ReadonlySet<string>): void {
    if (!NOT_TAKEN.has(code)) return;
    const suspects = this.all().filter(({ id }) => sent.has(id));
    const size = ({ id, room, body }: Waiting) => bytesOf(encode(id, room, body));
    const culprit =
      code === TOO_LARGE ? suspects.sort((one, other) => size(one) - size(other)).at(-1) : suspects.at(-1);
    if (culprit) this.refuse(culprit.id, code === TOO_LARGE ? "bad_text" : "bad_frame");
  }

  /** Nothing of it will be done, and asking again would not help. */
  refuse(id: string, code: Code): void {
    const error: Refusal = { code, retry: false, retry_after_ms: null, detail: null };
    this.#waiting.get(id)?.resolve({ ok: false, error });
    this.#waiting.delete(id);
  }

  /** Nobody will answer any more: what happened to each is unknown, and is said so. */
  abandon(): void {
    const error: Refusal = { code: "unknown", retry: true, retry_after_ms: null, detail: null };
    for (const waiting of this.#waiting.values()) waiting.resolve({ ok: false, error });
    this.#waiting.clear();
  }
}
