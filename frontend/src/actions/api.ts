/** What staff read over HTTPS: all parties with their items, drafts too; all claims; who has a role or a ban. */

import type { StaffClaims } from "../store/staffClaims";
import type { ItemView, Mine, PartyView, Person } from "../wire/frames";
import type { RoomContext } from "./context";

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

export function parties(context: RoomContext): Promise<StaffParty[]> {
  return context.http.get(`/api/rooms/${context.room}/parties`);
}

export function preflight(context: RoomContext, partyId: string): Promise<Finding[]> {
  return context.http.get(`/api/rooms/${context.room}/parties/${partyId}/preflight`);
}

/** What was noted of an item for its seller; empty where nothing was. */
export async function noteOf(context: RoomContext, itemId: string): Promise<string> {
  const found = await context.http.get<{ item_id: string; note: string }[]>(`/api/rooms/${context.room}/notes`);
  return found.find((each) => each.item_id === itemId)?.note ?? "";
}

export function members(context: RoomContext): Promise<StaffMember[]> {
  return context.http.get(`/api/rooms/${context.room}/members`);
}

/** Whoever is called that: one person or nobody. */
export async function personCalled(context: RoomContext, name: string): Promise<Person | undefined> {
  const found = await context.http.get<Person[]>(`/api/rooms/${context.room}/people?name=${encodeURIComponent(name)}`);
  return found[0];
}

/** Reads all claims; facts that come meanwhile are not lost. */
export async function claims(context: RoomContext): Promise<void> {
  context.live.claimsAsked();
  context.live.claimsRead(await allClaims(context));
}

interface ClaimsPage extends StaffClaims {
  readonly more: boolean;
}

/** All pages, as if they had been true at the offset of the first: the facts after it are told once more. */
async function allClaims(context: RoomContext, after = 0): Promise<StaffClaims> {
  const { offset, claims, more } = await context.http.get<ClaimsPage>(`/api/rooms/${context.room}/claims?after=${after}`);
  const last = claims.at(-1);
  if (!more || !last) return { offset, claims };
  const rest = await allClaims(context, last.since);
  return { offset, claims: [...claims, ...rest.claims] };
}
