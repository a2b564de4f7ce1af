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

/**
 * What fell off the snapshot goes on to the history, so that no hole opens between the two; from an empty one
 * only while somebody reads there (`held`).
 */
export function grown(
  history: readonly MessageView[],
  before: readonly MessageView[],
  after: readonly MessageView[],
  held = false,
): readonly MessageView[] {
  if (history.length === 0 && !held) return history;
  const first = after[0]?.offset ?? 0;
  const fallen = before.filter((each) => each.offset < first);
  return fallen.length === 0 ? history : [...history, ...fallen].slice(-KEPT_HISTORY);
}

/** The history after these facts: what was removed has no words, what was edited has others. */
export function redacted(history: readonly MessageView[], facts: readonly Fact[]): readonly MessageView[] {
  return history.length === 0 ? history : facts.reduce(reworded, history);
}

/** The lines after a fact that takes words away, or gives them back; the same lines after any other. */
export function reworded(lines: readonly MessageView[], { event, text }: Fact): readonly MessageView[] {
  switch (event.type) {
    case "message.removed":
      return changed(lines, (each) => each.offset === event.message_offset, null);
    case "message.edited":
      return changed(lines, (each) => each.offset === event.message_offset, text ?? null, true);
    case "message.restored":
      return changed(lines, (each) => each.offset === event.message_offset, text ?? null);
    case "messages.removed":
      return changed(lines, (each) => each.author.id === event.user_id, null);
    default:
      return lines;
  }
}

function changed(
  lines: readonly MessageView[],
  concerns: (each: MessageView) => boolean,
  text: string | null,
  edited = false,
): readonly MessageView[] {
  if (!lines.some(concerns)) return lines;
  return lines.map((each) => (concerns(each) ? { ...each, text, edited: edited || each.edited } : each));
}
