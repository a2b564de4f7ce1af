/** The line above the chat. */

import type { ShowSnapshot } from "../wire/frames";
import type { EventOf, RowsOf } from "./tables";

export const announcementRows: RowsOf<`announcement.${string}`> = {
  "announcement.posted": (show, { author, until }, { offset, text }) => ({
    ...show,
    announcement: text === null ? null : { offset, author, text, until },
  }),
  "announcement.ended": without,
  "announcement.taken_down": without,
};

function without(
  show: ShowSnapshot,
  event: EventOf<"announcement.ended" | "announcement.taken_down">,
): ShowSnapshot {
  return show.announcement?.offset === event.announcement_offset ? { ...show, announcement: null } : show;
}
