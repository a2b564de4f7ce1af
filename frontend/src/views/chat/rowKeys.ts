/** The keys of a moderator on the lines of a chat: the arrows go from line to line, letters act on one. */

import type { MessageView } from "../../wire/frames";
import { letterOf } from "../shared/letters";

interface Rows {
  readonly list: HTMLElement;
  readonly lines: readonly MessageView[];
  /** Who reads: her own lines are not acted on. */
  readonly me: string | undefined;
}

const ACTS = "dtwbu";

/** What a key asks for on the line in focus, or under the pointer; the arrows are seen to here. */
export function rowKey(
  event: KeyboardEvent,
  { list, lines, me }: Rows,
): { readonly key: string; readonly message: MessageView } | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const rows = [...list.querySelectorAll<HTMLElement>("[data-message]")];
  const at = rows.findIndex((row) => row === document.activeElement);
  if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    const next = at < 0 ? rows.length - 1 : at + (event.key === "ArrowUp" ? -1 : 1);
    rows[next]?.focus();
    event.preventDefault();
    return null;
  }
  const message = lineOf(rows[at] ?? rows.find((each) => each.matches(":hover")), lines);
  const key = event.key === "Enter" && at >= 0 ? "enter" : letterOf(event);
  if (!message || message.author.id === me || !(key === "enter" || ACTS.includes(key))) return null;
  event.preventDefault();
  return { key, message };
}

export function lineOf(
  row: HTMLElement | null | undefined,
  lines: readonly MessageView[],
): MessageView | undefined {
  return lines.find((line) => String(line.offset) === row?.dataset["message"]);
}
