import type { MessageView } from "../wire/frames";
import { ask, type RoomContext, send } from "./context";

export const CHAT = "chat";
/** How many older lines are read at once. */
export const EARLIER = 50;

export function post(context: RoomContext, text: string) {
  return send(context, { type: "message.post", text }, CHAT);
}

/** Without a reason for one's own line; staff say why. */
export function remove(context: RoomContext, message: MessageView, reason?: string) {
  const body = { type: "message.remove", message_offset: message.offset } as const;
  return ask(context, reason ? { ...body, reason } : body, `message:${message.offset}`);
}

/** Older lines than the oldest on the screen. */
export function before(context: RoomContext, offset: number): Promise<MessageView[]> {
  return context.http.get("/api/rooms/{room_id}/messages", {
    room_id: context.room,
    before: offset,
    limit: EARLIER,
  });
}
