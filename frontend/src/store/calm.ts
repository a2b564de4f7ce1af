/**
 * What a reader sees of a room that is faster than eyes, if she chose calm: what concerns her, and a fair sample of the
 * rest. Pure: whether a line is shown depends on the lines before it alone, so one that was shown stays.
 */

import type { MessageView } from "../wire/frames";
import { FAST, SECOND_MS } from "./fast";

/** Lines a second that are shown of the rest. */
export const SAMPLE = 4;

/** The second in which the last line came, how many lines came in it and in the one before it, and of the rest. */
export interface Pace {
  readonly second: number;
  readonly lines: number;
  readonly before: number;
  readonly rest: number;
}

export const QUIET: Pace = { second: 0, lines: 0, before: 0, rest: 0 };

/** Whether a line is shown in any case: the reader's own, of those who run the room, to her. */
export function concerns({ author, role, mentions }: MessageView, me: string | undefined): boolean {
  return author.id === me || role !== "buyer" || mentions.some(({ id }) => id === me);
}

/** Those of the lines that are shown, and the pace after them. Of the rest every nth is, whoever wrote it. */
export function calmed(
  pace: Pace,
  lines: readonly MessageView[],
  me: string | undefined,
): { readonly pace: Pace; readonly shown: readonly MessageView[] } {
  const shown: MessageView[] = [];
  for (const line of lines) {
    pace = after(pace, line, me);
    if (concerns(line, me) || (pace.rest - 1) % every(pace) === 0) shown.push(line);
  }
  return { pace, shown };
}

function every({ lines, before }: Pace): number {
  const pace = Math.max(lines, before);
  return pace < FAST ? 1 : Math.ceil(pace / SAMPLE);
}

function after(pace: Pace, line: MessageView, me: string | undefined): Pace {
  const second = Math.floor(line.at / SECOND_MS);
  const rest = pace.rest + (concerns(line, me) ? 0 : 1);
  if (second === pace.second) return { ...pace, lines: pace.lines + 1, rest };
  return { second, lines: 1, before: second === pace.second + 1 ? pace.lines : 0, rest };
}
