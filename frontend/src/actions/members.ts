import type { SetRole } from "../wire/frames";
import { ask, type RoomContext } from "./context";

export const OFFER = "offered-role";

/** For good, or until a moment. Nobody is banned without a reason. */
export function ban(context: RoomContext, userId: string, reason: string, until: number | null) {
  return ask(context, { type: "member.ban", user_id: userId, reason, until }, userId);
}

export function unban(context: RoomContext, userId: string) {
  return ask(context, { type: "member.unban", user_id: userId }, userId);
}

/** The reader has read why she was warned. */
export function acknowledge(context: RoomContext) {
  return ask(context, { type: "warning.acknowledge" }, "warning");
}

export function setRole(context: RoomContext, userId: string, role: SetRole["role"]) {
  return ask(context, { type: "member.set_role", user_id: userId, role }, userId);
}

/** Answer a role that one was offered. */
export function answerRole(context: RoomContext, role: SetRole["role"] | null) {
  return ask(
    context,
    role === null ? { type: "member.decline_role" } : { type: "member.accept_role", role },
    OFFER,
  );
}
