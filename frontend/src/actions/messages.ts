import type { MessageView } from "../wire/frames";
import { ask, type Helm, send } from "./helm";

export const CHAT = "chat";
/** How many older lines are read at once. */
export const EARLIER = 50;

export function post(helm: Helm, text: string) {
  return send(helm, { type: "message.post", text }, CHAT);
}

/** Without a reason for one's own line; staff say why. */
export function remove(helm: Helm, message: MessageView, reason?: string) {
  const body = { type: "message.remove", message_offset: message.offset } as const;
  return ask(helm, reason ? { ...body, reason } : body, `message:${message.offset}`);
}

/** Older lines than the oldest on the screen. */
export function before(helm: Helm, offset: number): Promise<MessageView[]> {
  return helm.http.get(`/api/rooms/${helm.room}/messages?before=${offset}&limit=${EARLIER}`);
}
