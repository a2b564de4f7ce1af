/** The questions of the room, oldest first, and for which of them the reader has a voice. */

import type { QuestionView, ShowSnapshot } from "../wire/frames";
import type { MineRows, RowsOf } from "./tables";
import { replaced } from "./updates";

export const questionRows: RowsOf<`question.${string}`> = {
  "question.asked": (show, { question_id, author, item_id }, { offset, text }) => {
    if (text == null) return show;
    const asked = { id: question_id, offset, author, text, item_id, upvotes: 0, by: null } as const;
    return { ...show, questions: [...show.questions, { ...asked, state: "open" }] };
  },
  "question.upvoted": (show, { question_id, upvotes }) => changed(show, question_id, { upvotes }),
  "question.taken": (show, { question_id, by }) => changed(show, question_id, { state: "taken", by }),
  "question.answered": (show, { question_id, by }) => changed(show, question_id, { state: "answered", by }),
  "question.removed": (show, { question_id }) => ({
    ...show,
    questions: show.questions.filter((each) => each.id !== question_id),
  }),
};

export const questionMine: MineRows = {
  "question.removed": ({ upvoted }, { question_id }) => ({
    upvoted: upvoted.filter((each) => each !== question_id),
  }),
};

function changed(show: ShowSnapshot, id: string, change: Partial<QuestionView>): ShowSnapshot {
  return { ...show, questions: replaced(show.questions, id, (each) => ({ ...each, ...change })) };
}
