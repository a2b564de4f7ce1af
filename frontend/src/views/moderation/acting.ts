/** Acts of a moderator on a line, by a press or a key: told when done, with a way back while the notice stands. */

import type { RoomContext } from "../../actions/context";
import { actOf, mute, type Answer, type Reason, removeLine, undo, warn } from "../../actions/acts";
import { texts } from "../../messages/texts";
import type { MessageView } from "../../wire/frames";

const PLAIN: Reason = { reason_code: "other", reason: null };
export const TIME_OUT_SECONDS = 600;
let last: string | null = null;

/** Whether it was done. The act can be undone by the notice, or by its key. */
export async function done(context: RoomContext, asked: Promise<Answer>, words: string): Promise<boolean> {
  const answer = await asked;
  const act = actOf(answer);
  if (act) last = act;
  if (answer.ok) context.live.tell(words, act ? () => void takeBack(context, act) : undefined);
  return answer.ok;
}

export async function takeBack(context: RoomContext, act: string): Promise<void> {
  if (act === last) last = null;
  if ((await undo(context, act)).ok) context.live.tell(texts.acts.undone);
}

/** What a key does to a line: D deletes, T times out for ten minutes, W warns, U undoes the last act. */
export async function press(context: RoomContext, key: string, message: MessageView): Promise<void> {
  const t = texts.acts;
  const { author } = message;
  if (key === "u" && last) await takeBack(context, last);
  if (key === "d" && message.text !== null)
    await done(context, removeLine(context, message.offset, PLAIN), t.deleted);
  if (key === "t")
    await done(context, mute(context, author, TIME_OUT_SECONDS, PLAIN), t.timedOut(author.name));
  if (key === "w") await done(context, warn(context, author, PLAIN), t.warned(author.name));
}
