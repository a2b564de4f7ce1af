import type { Command, Repeat, Slot } from "../wire/frames";
import { ask, type RoomContext } from "./context";

export interface PartyTerms {
  title: string;
  currency: string;
  hold_minutes: number;
}

export const NEW_PARTY = "new-party";

export function create(context: RoomContext, terms: PartyTerms) {
  return ask(context, { type: "party.create", ...terms }, NEW_PARTY);
}

export type Changes = Omit<Extract<Command, { type: "party.edit" }>, "type" | "party_id">;

export function edit(context: RoomContext, partyId: string, changes: Changes) {
  return ask(context, { type: "party.edit", party_id: partyId, ...changes }, partyId);
}

export function rsvp(context: RoomContext, partyId: string, coming: boolean) {
  return ask(context, { type: "party.rsvp", party_id: partyId, coming }, partyId);
}

export function repeat(context: RoomContext, partyId: string, terms: Repeat | null) {
  return ask(context, { type: "party.repeat", party_id: partyId, repeat: terms }, partyId);
}

export function setLineup(context: RoomContext, partyId: string, slots: Slot[]) {
  return ask(context, { type: "lineup.set", party_id: partyId, slots }, partyId);
}

/** Hands the stage to that seller of the line-up, or to the next. */
export function handOn(context: RoomContext, partyId: string, sellerId: string | null = null) {
  return ask(context, { type: "stage.hand_on", party_id: partyId, seller_id: sellerId }, partyId);
}

export function schedule(context: RoomContext, partyId: string, startsAt: number, reason = "") {
  return ask(context, { type: "party.schedule", party_id: partyId, starts_at: startsAt, reason }, partyId);
}

export type Step = "start" | "pause" | "resume" | "restart" | "continue" | "end" | "cancel";

/** A step in a party's life that needs nothing but its name. */
export function step(context: RoomContext, partyId: string, verb: Step) {
  return ask(context, { type: `party.${verb}`, party_id: partyId }, partyId);
}
