/** Lines older than those of the snapshot, once somebody asked for them; removed words go from here too. */

import type { Fact, MessageView } from "../wire/frames";

/** Lines that are kept while new ones come; whoever asks for older ones gets them, however many there are. */
export const KEPT_HISTORY = 5_000;

/** Earlier lines put before the ones we have; whatever is known already is left out. */
export function prepended(
  history: readonly MessageView[],
  earlier: readonly MessageView[],
  first: number,
): MessageView[] {
  const bound = history[0]?.offset ?? first;
  return [...earlier.filter((each) => each.offset < bound), ...history];
}

/** What fell off the snapshot goes on to the history, so that no hole opens between the two. */
export function grown(
  history: readonly MessageView[],
  before: readonly MessageView[],
  after: readonly MessageView[],
): readonly MessageView[] {
  if (history.length === 0) return history;
  const first = after[0]?.offset ?? 0;
  const fallen = before.filter((each) => each.offset < first);
  return fallen.length === 0 ? history : [...history, ...fallen].slice(-KEPT_HISTORY);
}

export function redacted(history: readonly MessageView[], facts: readonly Fact[]): readonly MessageView[] {
  const gone = new Set<number>();
  for (const { event } of facts) if (event.type === "message.removed") gone.add(event.message_offset);
  if (gone.size === 0) return history;
  return history.map((each) => (gone.has(each.offset) ? { ...each, text: null } : each));
}
