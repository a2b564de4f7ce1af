/**
 * What staff read over HTTPS: all parties with their items, drafts too; all claims; who has a role or a ban.
 */

import type { Person } from "../wire/frames";
import type { FindingOut, StaffMember, StaffParty } from "../wire/http";
import type { StaffClaims } from "../store/staffClaims";
import type { RoomContext } from "./context";

export function parties(context: RoomContext): Promise<StaffParty[]> {
  return context.http.get("/api/rooms/{room_id}/parties", { room_id: context.room });
}

export function preflight(context: RoomContext, partyId: string): Promise<FindingOut[]> {
  return context.http.get("/api/rooms/{room_id}/parties/{party_id}/preflight", {
    room_id: context.room,
    party_id: partyId,
  });
}

/** What was noted of an item for its seller; empty where nothing was. */
export async function noteOf(context: RoomContext, itemId: string): Promise<string> {
  const found = await context.http.get("/api/rooms/{room_id}/notes", { room_id: context.room });
  return found.find((each) => each.item_id === itemId)?.note ?? "";
}

export function members(context: RoomContext): Promise<StaffMember[]> {
  return context.http.get("/api/rooms/{room_id}/members", { room_id: context.room });
}

/** Whoever is called that: one person or nobody. */
export async function personCalled(context: RoomContext, name: string): Promise<Person | undefined> {
  const found = await context.http.get("/api/rooms/{room_id}/people", { room_id: context.room, name });
  return found[0];
}

/** Reads all claims; facts that come meanwhile are not lost. */
export async function claims(context: RoomContext): Promise<void> {
  const { allClaims } = context.live.features;
  allClaims.asked();
  allClaims.answered(await readAll(context));
}

/** All pages, as if they had been true at the offset of the first: the facts after it are told once more. */
async function readAll(context: RoomContext, after = 0): Promise<StaffClaims> {
  const { offset, claims, more } = await context.http.get("/api/rooms/{room_id}/claims", {
    room_id: context.room,
    after,
  });
  const last = claims.at(-1);
  if (!more || !last) return { offset, claims };
  const rest = await readAll(context, last.since);
  return { offset, claims: [...claims, ...rest.claims] };
}
