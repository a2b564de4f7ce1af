/** What is being written: a line, an answer to one, or other words for one's own. */

import type { MessageView } from "../../wire/frames";

export class Draft {
  text = $state("");
  answers = $state.raw<MessageView | null>(null);
  edits = $state.raw<MessageView | null>(null);
  /** The field that it is written in. */
  field = $state.raw<HTMLTextAreaElement | null>(null);

  answer(message: MessageView): void {
    this.leave();
    this.answers = message;
    this.field?.focus();
  }

  edit(message: MessageView): void {
    this.answers = null;
    this.edits = message;
    this.text = message.text ?? "";
    this.field?.focus();
  }

  /** Back to a plain line; words that were only there to be edited go. */
  leave(): void {
    if (this.edits) this.text = "";
    this.answers = this.edits = null;
  }
}
