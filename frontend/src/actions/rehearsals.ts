import { HttpRefusal } from "../client/http";
import { freshId } from "../client/ids";
import type { Reply } from "../wire/frames";
import { ask, type Helm } from "./helm";

/** Opens the room beside, in which a party is rehearsed; its id. */
export async function rehearse(helm: Helm, partyId: string): Promise<string> {
  const headers = { "Idempotency-Key": freshId() };
  const reply = await helm.http.post<Reply>("/api/rehearsals", { party_id: partyId }, headers);
  const event = reply.fact?.event;
  if (event?.type !== "room.opened") throw new HttpRefusal(200, reply.error?.code ?? null);
  return event.room.id;
}

/** Ends this rehearsal, and shuts its room for good. */
export function close(helm: Helm, partyId: string) {
  return ask(helm, { type: "rehearsal.close" }, partyId);
}
