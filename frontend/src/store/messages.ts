/** The latest lines of the chat. */

import type { MessageView } from "../wire/frames";
import type { EventOf, RowsOf, ShowFact } from "./tables";

export const KEPT_MESSAGES = 100;

export const messageRows: RowsOf<`message.${string}`> = {
  "message.posted": (show, event, fact) => ({
    ...show,
    messages: [...show.messages, message(fact, event)].slice(-KEPT_MESSAGES),
  }),
  "message.removed": (show, { message_offset }) => ({
    ...show,
    messages: show.messages.map((each) => silenced(each, message_offset)),
  }),
};

function message(fact: ShowFact, event: EventOf<"message.posted">): MessageView {
  return {
    offset: fact.offset,
    at: fact.at,
    author: event.author,
    role: event.role,
    text: fact.text ?? null,
  };
}

function silenced(each: MessageView, offset: number): MessageView {
  return each.offset === offset ? { ...each, text: null } : each;
}
