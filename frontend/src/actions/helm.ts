/** Everything an action needs, and the one way to ask for something. */

import type { Http } from "../client/http";
import { freshId } from "../client/ids";
import type { Answer } from "../client/outbox";
import type { Session } from "../client/session";
import type { Live } from "../store/live.svelte";
import type { Command } from "../wire/frames";

export interface Helm {
  readonly room: string;
  readonly session: Session;
  readonly live: Live;
  readonly http: Http;
}

/**
 * Sends a command under a fresh id and shows it as pending at `about` until it is answered and its fact was seen.
 * A refusal is shown to the person; the answer is returned for who wants to know.
 */
export async function ask(helm: Helm, body: Command, about: string): Promise<Answer> {
  const id = freshId();
  helm.live.asked(id, body.type, about);
  const answer = await helm.session.ask(helm.room, body, id);
  helm.live.answered(id, answer);
  if (!answer.ok) helm.live.refuse(answer.error.code);
  return answer;
}
