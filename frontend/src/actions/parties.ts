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

export function edit(helm: Helm, partyId: string, terms: { title: string; hold_minutes: number }) {
  return ask(helm, { type: "party.edit", party_id: partyId, ...terms }, partyId);
}

export function schedule(helm: Helm, partyId: string, startsAt: number) {
  return ask(helm, { type: "party.schedule", party_id: partyId, starts_at: startsAt }, partyId);
}

/** A step in a party's life that needs nothing but its name. */
export function step(helm: Helm, partyId: string, verb: "start" | "pause" | "resume" | "end" | "cancel") {
  return ask(helm, { type: `party.${verb}`, party_id: partyId }, partyId);
}
