/** Changing one part of a show; everything else stays the very same. */

import type { PartyView, ShowSnapshot } from "../wire/frames";

export function withParty(show: ShowSnapshot, id: string, change: Partial<PartyView>): ShowSnapshot {
  return { ...show, parties: replaced(show.parties, id, (party) => ({ ...party, ...change })) };
}

/** The list with one member changed; the same list when there is no such member. */
export function replaced<T extends { id: string }>(list: readonly T[], id: string, change: (member: T) => T): T[] {
  if (!list.some((member) => member.id === id)) return list as T[];
  return list.map((member) => (member.id === id ? change(member) : member));
}
