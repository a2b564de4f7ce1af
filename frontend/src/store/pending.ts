/**
 * Intents on their way: what was asked, until its own fact has been seen. The only optimism on the screen.
 */

import type { Command } from "../wire/frames";

export interface Pending {
  readonly id: string;
  readonly type: Command["type"];
  /** The variant, claim, item or message it concerns: where the screen shows that it waits. */
  readonly about: string;
  /** Answered: its fact stands at this offset of the show, and the screen waits for that. */
  readonly at: number | null;
}

export function added(
  list: readonly Pending[],
  id: string,
  type: Command["type"],
  about: string,
): readonly Pending[] {
  return [...list, { id, type, about, at: null }];
}

/** Answered with a fact of the show: it goes when that fact has been seen. Anything else goes now. */
export function answered(
  list: readonly Pending[],
  id: string,
  at: number | null,
  seen: number,
): readonly Pending[] {
  if (at === null || at <= seen) return list.filter((each) => each.id !== id);
  return list.map((each) => (each.id === id ? { ...each, at } : each));
}

export function seenUpTo(list: readonly Pending[], offset: number): readonly Pending[] {
  const kept = list.filter((each) => each.at === null || each.at > offset);
  return kept.length === list.length ? list : kept;
}
