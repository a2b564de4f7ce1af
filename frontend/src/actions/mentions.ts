/** Being mentioned. */

import type { ChooseMentions, MessageView } from "../wire/frames";
import { ask, type RoomContext } from "./context";

export const MENTIONED_BY = "mentions";
export type MentionedBy = ChooseMentions["wanted"];

/** Nobody is told of it: the answer changes the reader's own screen. */
export async function chooseMentions(context: RoomContext, wanted: MentionedBy): Promise<boolean> {
  const answer = await ask(context, { type: "mentions.choose", wanted }, MENTIONED_BY);
  if (answer.ok) context.live.changeMine((mine) => ({ ...mine, mentioned_by: wanted }));
  return answer.ok;
}

export function ownMentions(context: RoomContext): Promise<MessageView[]> {
  return context.http.get("/api/rooms/{room_id}/mentions/mine", { room_id: context.room });
}
