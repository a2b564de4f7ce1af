import type { QuestionView } from "../wire/frames";
import { listed } from "../store/updates";
import { ask, type RoomContext } from "./context";

export const ASKING = "question";

export function askQuestion(context: RoomContext, text: string, itemId: string | null) {
  return ask(context, { type: "question.ask", text, item_id: itemId }, ASKING);
}

/** Nobody is told whose voice it is: the answer changes the reader's own screen. */
export async function upvote(context: RoomContext, { id }: QuestionView, on: boolean): Promise<void> {
  const answer = await ask(context, { type: "question.upvote", question_id: id, on }, id);
  if (!answer.ok) return;
  context.live.changeMine((mine) => ({ ...mine, upvoted: listed(mine.upvoted, id, on) }));
}

export function dealWith(
  context: RoomContext,
  question: QuestionView,
  type: "question.take" | "question.close" | "question.remove",
) {
  return ask(context, { type, question_id: question.id }, question.id);
}
