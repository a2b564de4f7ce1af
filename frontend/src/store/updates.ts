/** Changing one part of a show; everything else stays the very same. */

import type { PartyView, ShowSnapshot } from "../wire/frames";

export function withParty(show: ShowSnapshot, id: string, change: Partial<PartyView>): ShowSnapshot {
  return { ...show, parties: replaced(show.parties, id, (party) => ({ ...party, ...change })) };
}

/** The list with one member changed; the same list when there is no such member. */
export function replaced<T extends { id: string }>(
  list: readonly T[],
  id: string,
  change: (member: T) => T,
): T[] {
  if (!list.some((member) => member.id === id)) return list as T[];
  return list.map((member) => (member.id === id ? change(member) : member));
}

/** The list with a member put at its place, instead of an earlier one with the same id. */
export function placed<T extends { id: string }>(
  list: readonly T[],
  fresh: T,
  order: (one: T, other: T) => number,
): T[] {
  return [...list.filter((member) => member.id !== fresh.id), fresh].sort(order);
}

/** The ids, in order, with or without that one. */
export function listed(ids: readonly string[], id: string, on: boolean): string[] {
  const others = ids.filter((each) => each !== id);
  return on ? [...others, id].sort() : others;
}
