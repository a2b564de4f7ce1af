import type { AnnouncementView } from "../wire/frames";
import { ask, type RoomContext } from "./context";

export const ANNOUNCING = "announcement";

export function announce(context: RoomContext, text: string, seconds: number) {
  return ask(context, { type: "announcement.post", text, seconds }, ANNOUNCING);
}

export function takeDown(context: RoomContext, announcement: AnnouncementView) {
  return ask(
    context,
    { type: "announcement.take_down", announcement_offset: announcement.offset },
    ANNOUNCING,
  );
}
