/** Everything an action needs, and the one way to ask for something. */

import type { Http } from "../client/http";
import { freshId } from "../client/ids";
import type { Answer } from "../client/outbox";
import type { Session } from "../client/session";
import type { Live } from "../store/live.svelte";
import type { Command } from "../wire/frames";
import { type Intentions, REST_MS } from "./intentions";

export interface Helm {
  readonly room: string;
  readonly session: Session;
  readonly live: Live;
  readonly http: Http;
  readonly intentions: Intentions;
}

/**
 * Sends a command under a fresh id and shows it as pending at `about` until it is answered and its fact was seen.
 * Pressed twice it is sent once. A refusal is shown to the person; the answer is returned for who wants to know.
 */
export function ask(helm: Helm, body: Command, about: string): Promise<Answer> {
  return helm.intentions.once(about, body, () => send(helm, body, about));
}

/** As `ask`, for what is meant as often as it is sent: the field it was written in is empty by then. */
export async function send(helm: Helm, body: Command, about: string): Promise<Answer> {
  const id = freshId();
  helm.live.asked(id, body.type, about);
  const answer = await helm.session.ask(helm.room, body, id);
  helm.live.answered(id, answer);
  if (!answer.ok) helm.live.refuse(answer.error.code);
  else setTimeout(helm.live.rest(body.type, about), REST_MS);
  return answer;
}
