import { HttpRefusal } from "../client/http";
import { freshId } from "../client/ids";
import { ask, type RoomContext } from "./context";

/** Opens the room beside, in which a party is rehearsed; its id. */
export async function rehearse(context: RoomContext, partyId: string): Promise<string> {
  const reply = await context.http.post("/api/rehearsals", {}, { party_id: partyId }, freshId());
  const event = reply.fact?.event;
  if (event?.type !== "room.opened") throw new HttpRefusal(200, reply.error?.code ?? null);
  return event.room.id;
}

/** Ends this rehearsal, and shuts its room for good. */
export function close(context: RoomContext, partyId: string) {
  return ask(context, { type: "rehearsal.close" }, partyId);
}
