/** The question queue in the order in which it is read. */

import type { ItemView, QuestionView } from "../../wire/frames";

/** Those that wait: what is being answered first, then the most wanted, then the oldest. */
export function waitingOf(questions: readonly QuestionView[]): QuestionView[] {
  const waiting = questions.filter(({ state }) => state !== "answered");
  const rank = ({ state }: QuestionView) => (state === "taken" ? 0 : 1);
  return waiting.sort((a, b) => rank(a) - rank(b) || b.upvotes - a.upvotes || a.offset - b.offset);
}

/** Those that have an answer, the last one first. */
export function answeredOf(questions: readonly QuestionView[]): QuestionView[] {
  return questions.filter(({ state }) => state === "answered").reverse();
}

/** The title of the item that it is of: of its latest copy, if there are several. */
export function titleOf(items: readonly ItemView[], { item_id }: QuestionView): string | null {
  return items.findLast((item) => (item.copy_of ?? item.id) === item_id)?.title ?? null;
}
