/** Whether facts follow from one another: hash[n] = SHA-256(hash[n-1], a line feed, fact[n]). */

import type { Fact } from "../wire/frames";
import { sha256 } from "./hashes";

/** A fact as the exact text that was hashed. */
export interface Line {
  readonly fact: string;
  readonly hash: string;
}

/** The hash before the first fact. */
export function genesis(ledger: string, epoch: string): Promise<string> {
  return sha256(`livesell:${ledger}:${epoch}`);
}

/**
 * The offset at which lines stop following from `previous`, the hash before offset `first`; null if all do.
 */
export async function firstBreak(
  previous: string,
  lines: readonly Line[],
  first: number,
): Promise<number | null> {
  let before = previous;
  for (const [place, line] of lines.entries()) {
    const offset = first + place;
    if (factOf(line).offset !== offset || line.hash !== (await sha256(`${before}\n${line.fact}`)))
      return offset;
    before = line.hash;
  }
  return null;
}

export function factOf(line: Line): Fact {
  return JSON.parse(line.fact) as Fact;
}
