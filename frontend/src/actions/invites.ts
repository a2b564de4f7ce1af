import type { InviteView, MakeInvite } from "../wire/frames";
import { ask, type RoomContext } from "./context";

export const INVITES = "invites";

/** The links that give a role and are still good. */
export function invites(context: RoomContext): Promise<InviteView[]> {
  return context.http.get("/api/rooms/{room_id}/invites", { room_id: context.room });
}

export function makeInvite(context: RoomContext, invite: Omit<MakeInvite, "type">) {
  return ask(context, { type: "invite.make", ...invite }, INVITES);
}

export function withdrawInvite(context: RoomContext, inviteId: string) {
  return ask(context, { type: "invite.withdraw", invite_id: inviteId }, INVITES);
}
