import type { MessageView, PinView } from "../wire/frames";
import { ask, type RoomContext, send } from "./context";

export const CHAT = "chat";
export const PINNED = "pinned";
/** How many older lines are read at once. */
export const EARLIER = 50;

export function post(context: RoomContext, text: string, more: { reply_to?: number; me?: true } = {}) {
  return send(context, { type: "message.post", text, ...more }, CHAT);
}

export function edit(context: RoomContext, message: MessageView, text: string) {
  return send(context, { type: "message.edit", message_offset: message.offset, text }, CHAT);
}

/** `seconds`: null for to the end of the party. */
export function pin(context: RoomContext, message: MessageView, seconds: number | null) {
  return ask(
    context,
    { type: "message.pin", message_offset: message.offset, seconds },
    `message:${message.offset}`,
  );
}

export function unpin(context: RoomContext, pinned: PinView) {
  return ask(context, { type: "message.unpin", pin_offset: pinned.offset }, PINNED);
}

/** One's own line: it needs no reason. */
export function remove(context: RoomContext, message: MessageView) {
  return ask(
    context,
    { type: "message.remove", message_offset: message.offset },
    `message:${message.offset}`,
  );
}

/** Older lines than the oldest on the screen. */
export function before(context: RoomContext, offset: number): Promise<MessageView[]> {
  return context.http.get("/api/rooms/{room_id}/messages", {
    room_id: context.room,
    before: offset,
    limit: EARLIER,
  });
}
