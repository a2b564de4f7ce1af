import type { PollView } from "../wire/frames";
import { ask, type RoomContext } from "./context";

export const POLL = "poll";

export function openPoll(context: RoomContext, question: string, choices: string[], seconds: number) {
  return ask(context, { type: "poll.open", question, choices, seconds }, POLL);
}

/** Nobody is told of a vote: the answer changes the voter's own screen. */
export async function vote(context: RoomContext, poll: PollView, choice: number): Promise<void> {
  const answer = await ask(context, { type: "poll.vote", poll_id: poll.id, choice }, poll.id);
  if (answer.ok) context.live.changeMine((mine) => ({ ...mine, vote: choice }));
}

export function closePoll(context: RoomContext, poll: PollView) {
  return ask(context, { type: "poll.close", poll_id: poll.id }, POLL);
}

export function removePoll(context: RoomContext, poll: PollView) {
  return ask(context, { type: "poll.remove", poll_id: poll.id }, POLL);
}
