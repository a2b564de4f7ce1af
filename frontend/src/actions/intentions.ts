/** One intention is one command: a second press of it is answered like the first, and nothing is sent. */

import type { Answer } from "../client/outbox";
import type { Command } from "../wire/frames";

/**
 * How long after a success the same press still belongs to the first. A slow double click takes 500 ms, a
 * trembling thumb longer.
 */
export const REST_MS = 800;

/** Remembers the last intention until it was refused, or rested; another one in between ends it too. */
export class Intentions {
  #last: { readonly key: string; readonly answer: Promise<Answer> } | null = null;

  once(about: string, body: Command, ask: () => Promise<Answer>): Promise<Answer> {
    const key = keyOf(about, body);
    if (this.#last?.key === key) return this.#last.answer;
    const last = { key, answer: ask() };
    this.#last = last;
    void last.answer.then(({ ok }) =>
      setTimeout(() => this.#last === last && (this.#last = null), ok ? REST_MS : 0),
    );
    return last.answer;
  }
}

/** The moment of a press is no part of what is meant. */
function keyOf(about: string, body: Command): string {
  return JSON.stringify([about, { ...body, sent_at: undefined }]);
}
