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
  "message.edited": reworked,
  "message.pinned": (show, { message_offset, author, role, until }, { offset, text }) => ({
    ...show,
    pinned: text == null ? null : { offset, message_offset, author, role, text, until },
  }),
  "message.unpinned": (show, { pin_offset }) =>
    show.pinned?.offset === pin_offset ? { ...show, pinned: null } : show,
};

function message(fact: ShowFact, event: EventOf<"message.posted">): MessageView {
  return {
    offset: fact.offset,
    at: fact.at,
    said_at: event.said_at,
    author: event.author,
    role: event.role,
    text: fact.text ?? null,
    familiarity: event.familiarity,
    reply_to: event.reply_to,
    me: event.me,
    edited: false,
    mentions: event.mentions,
  };
}

function reworked(show: ShowSnapshot, _: ShowEvent, fact: ShowFact): ShowSnapshot {
  return { ...show, messages: [...reworded(show.messages, fact)] };
}
