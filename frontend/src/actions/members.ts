import type { SetRole } from "../wire/frames";
import { ask, type Helm } from "./helm";

export const OFFER = "the offered role";

/** For good, or until a moment. Nobody is banned without a reason. */
export function ban(helm: Helm, userId: string, reason: string, until: number | null) {
  return ask(helm, { type: "member.ban", user_id: userId, reason, until }, userId);
}

export function unban(helm: Helm, userId: string) {
  return ask(helm, { type: "member.unban", user_id: userId }, userId);
}

export function setRole(helm: Helm, userId: string, role: SetRole["role"]) {
  return ask(helm, { type: "member.set_role", user_id: userId, role }, userId);
}

/** Answer a role that one was offered. */
export function answerRole(helm: Helm, role: SetRole["role"] | null) {
  return ask(helm, role === null ? { type: "member.decline_role" } : { type: "member.accept_role", role }, OFFER);
}
