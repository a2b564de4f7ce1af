/**
 * The desk's log in plain words: acts of moderation, and what somebody should look at; the last one first.
 */

import type { ActView, DeskSnapshot, Notice } from "../../wire/frames";
import { fullTime } from "../format";
import { texts } from "../../messages/texts";

export interface Entry {
  readonly offset: number;
  readonly at: number;
  readonly what: string;
  readonly why: string;
}

export function entriesOf({ acts, notices }: Pick<DeskSnapshot, "acts" | "notices">): Entry[] {
  const entries = [
    ...acts.map((act) => ({ offset: act.offset, at: act.at, what: sayDone(act), why: reasonOf(act) })),
    ...notices.map((notice) => ({ offset: notice.offset, at: notice.at, ...noticed(notice.event) })),
  ];
  return entries.sort((one, other) => other.offset - one.offset);
}

export function sayDone({ act, by, user, until }: ActView): string {
  const t = texts.log;
  switch (act) {
    case "remove":
      return t.removed(by.name, user.name);
    case "ban":
      return until === null
        ? t.bannedForGood(by.name, user.name)
        : t.bannedUntil(by.name, user.name, fullTime(until));
    case "remove_all":
      return t.removedAll(by.name, user.name);
    case "warn":
      return t.warned(by.name, user.name);
    case "mute":
      return t.timedOut(by.name, user.name, until === null ? "" : fullTime(until));
    case "unmute":
      return t.unmuted(by.name, user.name);
    case "unban":
      return t.unbanned(by.name, user.name);
  }
}

/** What was chosen and what was written. */
export function reasonOf(act: Pick<ActView, "reason_code" | "reason">): string {
  return [act.reason_code && texts.log.reasons[act.reason_code], act.reason].filter(Boolean).join(": ");
}

function noticed(event: Notice["event"]): Pick<Entry, "what" | "why"> {
  const t = texts.log;
  switch (event.type) {
    case "command.refused":
      return {
        what: t.triedTo(event.user.name, t.tried[event.command] ?? t.somethingOfStaff),
        why: t.why[event.code] ?? t.refused,
      };
    case "newcomers.noticed":
      return {
        what: t.newcomers[event.what](event.accounts, event.title, event.minutes),
        why: t.newcomersWhy,
      };
  }
}
