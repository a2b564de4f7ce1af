import type { Fact, Reaction } from "../wire/frames";
import { added, type Counts, floating } from "./given";
import type { Part } from "./part";

/** Signs that viewers gave lately. They are weather: a fresh page begins without any. */
export class ReactionsSeen implements Part {
  /** By message. */
  counts = $state.raw<ReadonlyMap<number, Counts>>(new Map());
  /** What floats now: the last burst. */
  floating = $state.raw<Counts>({});

  heard(given: readonly Reaction[]): void {
    this.counts = added(this.counts, given);
    this.floating = floating(given);
  }

  told(facts: readonly Fact[]): void {
    for (const { event } of facts) if (event.type === "message.removed") this.#forget(event.message_offset);
  }

  #forget(offset: number): void {
    this.counts = new Map([...this.counts].filter(([message]) => message !== offset));
  }
}
