/** What staff read over HTTPS: all parties with their items, drafts too; all claims; who has a role or a ban. */

import type { StaffClaims } from "../store/staffClaims";
import type { ItemView, Mine, PartyView, Person } from "../wire/frames";
import type { Helm } from "./helm";

export interface StaffParty extends PartyView {
  readonly items: readonly ItemView[];
}

export interface Finding {
  readonly what:
    | "nothing_to_sell"
    | "no_price"
    | "no_stock"
    | "no_picture"
    | "no_shipping"
    | "terms_other_currency"
    | "code_other_currency"
    | "no_moderator"
    | "hold_short"
    | "hold_long"
    | "seller_without_items";
  readonly stops: boolean;
  readonly item_id: string | null;
  readonly seller_id: string | null;
}

export interface StaffMember {
  readonly user: Person;
  readonly role: Mine["role"];
  readonly offered: Mine["offered"];
  readonly banned: boolean;
  readonly banned_until: number | null;
}

export function parties(helm: Helm): Promise<StaffParty[]> {
  return helm.http.get(`/api/rooms/${helm.room}/parties`);
}

export function preflight(helm: Helm, partyId: string): Promise<Finding[]> {
  return helm.http.get(`/api/rooms/${helm.room}/parties/${partyId}/preflight`);
}

/** What was noted of an item for its seller; empty where nothing was. */
export async function noteOf(helm: Helm, itemId: string): Promise<string> {
  const found = await helm.http.get<{ item_id: string; note: string }[]>(`/api/rooms/${helm.room}/notes`);
  return found.find((each) => each.item_id === itemId)?.note ?? "";
}

export function members(helm: Helm): Promise<StaffMember[]> {
  return helm.http.get(`/api/rooms/${helm.room}/members`);
}

/** Whoever is called that: one person or nobody. */
export async function personCalled(helm: Helm, name: string): Promise<Person | undefined> {
  const found = await helm.http.get<Person[]>(`/api/rooms/${helm.room}/people?name=${encodeURIComponent(name)}`);
  return found[0];
}

/** Reads all claims; facts that come meanwhile are not lost. */
export async function claims(helm: Helm): Promise<void> {
  helm.live.claimsAsked();
  helm.live.claimsRead(await allClaims(helm));
}

interface ClaimsPage extends StaffClaims {
  readonly more: boolean;
}

/** All pages, as if they had been true at the offset of the first: the facts after it are told once more. */
async function allClaims(helm: Helm, after = 0): Promise<StaffClaims> {
  const { offset, claims, more } = await helm.http.get<ClaimsPage>(`/api/rooms/${helm.room}/claims?after=${after}`);
  const last = claims.at(-1);
  if (!more || !last) return { offset, claims };
  const rest = await allClaims(helm, last.since);
  return { offset, claims: [...claims, ...rest.claims] };
}
