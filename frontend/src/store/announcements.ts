/** The line above the chat, and how facts change it. */

import type { Fact, ShowEvent, ShowSnapshot } from "../wire/frames";

export type AnnouncementEvent = Extract<ShowEvent, { type: `announcement.${string}` }>;

export function isAnnouncement(event: ShowEvent): event is AnnouncementEvent {
  return event.type.startsWith("announcement.");
}

export function reduceAnnouncement(show: ShowSnapshot, event: AnnouncementEvent, { offset, text }: Fact): ShowSnapshot {
  switch (event.type) {
    case "announcement.posted":
      return { ...show, announcement: text === null ? null : { offset, author: event.author, text, until: event.until } };
    case "announcement.ended":
    case "announcement.taken_down":
      return show.announcement?.offset === event.announcement_offset ? { ...show, announcement: null } : show;
    default:
      return event satisfies never;
  }
}
