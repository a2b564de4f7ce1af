/** The latest lines of the chat. */

import type { MessageView, ShowEvent, ShowSnapshot } from "../wire/frames";
import { reworded } from "./history";
import type { EventOf, RowsOf, ShowFact } from "./tables";

export const KEPT_MESSAGES = 100;

export const messageRows: RowsOf<`message.${string}` | `messages.${string}`> = {
  "message.posted": (show, event, fact) => ({
    ...show,
    messages: [...show.messages, message(fact, event)].slice(-KEPT_MESSAGES),
  }),
  "message.removed": reworked,
  "message.restored": reworked,
  "messages.removed": reworked,
};

function message(fact: ShowFact, event: EventOf<"message.posted">): MessageView {
  return {
    offset: fact.offset,
    at: fact.at,
    author: event.author,
    role: event.role,
    text: fact.text ?? null,
    familiarity: event.familiarity,
  };
}

function reworked(show: ShowSnapshot, _: ShowEvent, fact: ShowFact): ShowSnapshot {
  return { ...show, messages: [...reworded(show.messages, fact)] };
}
