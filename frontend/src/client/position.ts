/**
 * Places in a ledger, and the one decision a reader makes about each fact: deliver, skip, or notice a gap.
 */

import type { Fact, Position } from "../wire/frames";

export type Verdict = "deliver" | "skip" | "gap";

export function judge(last: number, offset: number): Verdict {
  if (offset <= last) return "skip";
  return offset === last + 1 ? "deliver" : "gap";
}

export interface Sifted {
  /** New facts in their order, each directly after the one before. */
  readonly facts: readonly Fact[];
  readonly position: Position;
  /** A fact is missing before the rest of what came; the rest was not delivered. */
  readonly gap: boolean;
}

/** What of a push is news at this position. Never delivers across a gap. */
export function sift(position: Position, pushed: readonly Fact[]): Sifted {
  const facts: Fact[] = [];
  let offset = position.offset;
  for (const fact of pushed) {
    const verdict = judge(offset, fact.offset);
    if (verdict === "gap") return { facts, position: { ...position, offset }, gap: true };
    if (verdict === "skip") continue;
    facts.push(fact);
    offset = fact.offset;
  }
  return { facts, position: { ...position, offset }, gap: false };
}
