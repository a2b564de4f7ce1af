import type { Command, Repeat, Slot } from "../wire/frames";
import { ask, type Helm } from "./helm";

export interface PartyTerms {
  title: string;
  currency: string;
  hold_minutes: number;
}

export const NEW_PARTY = "new party";

export function create(helm: Helm, terms: PartyTerms) {
  return ask(helm, { type: "party.create", ...terms }, NEW_PARTY);
}

export type Changes = Omit<Extract<Command, { type: "party.edit" }>, "type" | "party_id">;

export function edit(helm: Helm, partyId: string, changes: Changes) {
  return ask(helm, { type: "party.edit", party_id: partyId, ...changes }, partyId);
}

export function rsvp(helm: Helm, partyId: string, coming: boolean) {
  return ask(helm, { type: "party.rsvp", party_id: partyId, coming }, partyId);
}

export function repeat(helm: Helm, partyId: string, terms: Repeat | null) {
  return ask(helm, { type: "party.repeat", party_id: partyId, repeat: terms }, partyId);
}

export function setLineup(helm: Helm, partyId: string, slots: Slot[]) {
  return ask(helm, { type: "lineup.set", party_id: partyId, slots }, partyId);
}

/** Hands the stage to that seller of the line-up, or to the next. */
export function handOn(helm: Helm, partyId: string, sellerId: string | null = null) {
  return ask(helm, { type: "stage.hand_on", party_id: partyId, seller_id: sellerId }, partyId);
}

export function schedule(helm: Helm, partyId: string, startsAt: number, reason = "") {
  return ask(helm, { type: "party.schedule", party_id: partyId, starts_at: startsAt, reason }, partyId);
}

export type Step = "start" | "pause" | "resume" | "restart" | "continue" | "end" | "cancel";

/** A step in a party's life that needs nothing but its name. */
export function step(helm: Helm, partyId: string, verb: Step) {
  return ask(helm, { type: `party.${verb}`, party_id: partyId }, partyId);
}
