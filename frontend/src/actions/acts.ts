/** What those who keep a room kind may ask for, and what the person concerned may. */

import type { Answer } from "../client/outbox";
import type { ActView, MuteMember, Person } from "../wire/frames";
import type { OwnAct, PersonCard } from "../wire/http";
import { ask, type RoomContext } from "./context";

export type { Answer };
export type ReasonCode = NonNullable<MuteMember["reason_code"]>;
export interface Reason {
  readonly reason_code: ReasonCode;
  readonly reason: string | null;
}

export function mute(context: RoomContext, person: Person, seconds: number, why: Reason) {
  return ask(context, { type: "member.mute", user_id: person.id, seconds, ...why }, person.id);
}

export function warn(context: RoomContext, person: Person, why: Reason) {
  return ask(context, { type: "member.warn", user_id: person.id, ...why }, person.id);
}

export function removeLine(context: RoomContext, offset: number, why: Reason) {
  return ask(context, { type: "message.remove", message_offset: offset, ...why }, `message:${offset}`);
}

export function removeAllOf(context: RoomContext, person: Person, why: Reason) {
  return ask(context, { type: "message.remove_all_of", user_id: person.id, ...why }, person.id);
}

export function undo(context: RoomContext, actId: string) {
  return ask(context, { type: "act.undo", act_id: actId }, actId);
}

export function confirmBan(context: RoomContext, actId: string) {
  return ask(context, { type: "ban.confirm", act_id: actId }, actId);
}

/** The id of an act, as its author is told it. */
export function actOf(answer: Answer): string | null {
  return answer.ok && answer.aside?.kind === "acted" ? answer.aside.act_id : null;
}

export function answerAppeal(context: RoomContext, id: string, granted: boolean, text: string) {
  return ask(context, { type: "appeal.answer", appeal_id: id, granted, text }, id);
}

export function note(context: RoomContext, person: Person, text: string) {
  return ask(context, { type: "person.note", user_id: person.id, text }, person.id);
}

export function dropNote(context: RoomContext, noteId: string) {
  return ask(context, { type: "person.drop_note", note_id: noteId }, noteId);
}

export function ownActs(context: Pick<RoomContext, "http" | "room">): Promise<OwnAct[]> {
  return context.http.get("/api/rooms/{room_id}/acts/mine", { room_id: context.room });
}

export function cardOf(context: RoomContext, userId: string): Promise<PersonCard> {
  return context.http.get("/api/rooms/{room_id}/people/{user_id}", {
    room_id: context.room,
    user_id: userId,
  });
}

export function log(context: RoomContext, filter: { act?: ActView["act"] | undefined; before?: number }) {
  return context.http.get("/api/rooms/{room_id}/acts", {
    room_id: context.room,
    user: "",
    by: "",
    act: filter.act ?? null,
    before: filter.before ?? null,
  });
}

/** `until`: null for good. Only who runs the server may. */
export function banFromServer(context: RoomContext, person: Person, reason: string, until: number | null) {
  return ask(context, { type: "server.ban", user_id: person.id, reason, until }, person.id);
}

export function unbanFromServer(context: RoomContext, person: Person) {
  return ask(context, { type: "server.unban", user_id: person.id }, person.id);
}
