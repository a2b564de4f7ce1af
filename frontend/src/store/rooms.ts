/** The room itself, and who is what in it. */

import type { Mine, ShowSnapshot } from "../wire/frames";
import { type EventOf, type MineRows, type RowsOf, unchanged } from "./tables";

export const roomRows: RowsOf<
  `room.${string}` | `member.${string}` | `order.${string}` | "warning.acknowledged"
> = {
  "room.opened": edited,
  "room.edited": edited,
  "room.followed": followed,
  "room.unfollowed": followed,
  "member.role_set": unchanged,
  "member.role_offered": unchanged,
  "member.role_declined": unchanged,
  "member.banned": unchanged,
  "member.unbanned": unchanged,
  "member.left": unchanged,
  "member.muted": unchanged,
  "member.unmuted": unchanged,
  "member.warned": unchanged,
  "warning.acknowledged": unchanged,
  "order.changed": unchanged,
};

const STRANGER = { role: "buyer", offered: null, bids: [] } satisfies Partial<Mine>;

export const roomMine: MineRows = {
  "room.followed": (_, { user_id }, { user }) => (user_id === user ? { follows: true } : {}),
  "room.unfollowed": (_, { user_id }, { user }) => (user_id === user ? { follows: false } : {}),
  "member.role_set": (mine, { user_id, role }, { user }) =>
    user_id === user ? { role, offered: null, bids: role === "buyer" ? mine.bids : [] } : {},
  "member.role_offered": (_, { user_id, role }, { user }) => (user_id === user ? { offered: role } : {}),
  "member.role_declined": (_, { user_id }, { user }) => (user_id === user ? { offered: null } : {}),
  "member.banned": (_, { user_id }, { user }) => (user_id === user ? STRANGER : {}),
  "member.muted": (_, { user_id, until }, { user }) => (user_id === user ? { muted_until: until } : {}),
  "member.unmuted": (_, { user_id }, { user }) => (user_id === user ? { muted_until: null } : {}),
  "member.warned": (_, { user_id }, { user }) => (user_id === user ? { warned: true } : {}),
  "warning.acknowledged": (_, { user_id }, { user }) => (user_id === user ? { warned: false } : {}),
  "member.left": (_, { user_id }, { user }) => (user_id === user ? STRANGER : {}),
};

function edited(show: ShowSnapshot, { room }: EventOf<"room.opened" | "room.edited">): ShowSnapshot {
  return { ...show, room };
}

function followed(
  show: ShowSnapshot,
  { followers }: EventOf<"room.followed" | "room.unfollowed">,
): ShowSnapshot {
  return { ...show, room: { ...show.room, followers } };
}
