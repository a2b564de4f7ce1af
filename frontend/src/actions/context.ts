/** Everything an action needs, and the one way to ask for something. */

import type { Http } from "../client/http";
import { freshId } from "../client/ids";
import type { Answer } from "../client/outbox";
import type { Session } from "../client/session";
import type { Live } from "../store/live.svelte";
import type { Command } from "../wire/frames";
import { type Intentions, REST_MS } from "./intentions";

export interface RoomContext {
  readonly room: string;
  readonly session: Session;
  readonly live: Live;
  readonly http: Http;
  readonly intentions: Intentions;
}

/**
 * Sends a command under a fresh id and shows it as pending at `about` until it is answered and its fact was
 * seen.
 * Pressed twice it is sent once. A refusal is shown to the person; the answer is returned for who wants to
 * know.
 */
export function ask(context: RoomContext, body: Command, about: string): Promise<Answer> {
  return context.intentions.once(about, body, () => send(context, body, about));
}

/** As `ask`, for what is meant as often as it is sent: the field it was written in is empty by then. */
export async function send(context: RoomContext, body: Command, about: string): Promise<Answer> {
  const id = freshId();
  context.live.asked(id, body.type, about);
  const answer = await context.session.ask(context.room, body, id);
  context.live.answered(id, answer);
  if (!answer.ok) context.live.refuse(answer.error.code);
  else setTimeout(context.live.rest(body.type, about), REST_MS);
  return answer;
}
