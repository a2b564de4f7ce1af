/** Other rooms, recommended or gone to together. */

import { freshId } from "../client/ids";
import { HttpRefusal } from "../client/http";
import type { AllowRaids, ArrivalView, RaidView, ShoutoutView } from "../wire/frames";
import { ask, type RoomContext } from "./context";

export const RAID = "raid";
export const SHOUTOUT = "shoutout";

/** The id of a room of this server whose address that is; null for any other. */
export function roomAt(address: string, origin = location.origin): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const [, id = null] = /^\/rooms\/([0-9a-z]{26})(?:\/|$)/u.exec(url.pathname) ?? [];
  return url.origin === origin ? id : null;
}

export function offerRaid(context: RoomContext, where: string, seconds: number) {
  const room_id = roomAt(where);
  return ask(context, { type: "raid.offer", ...(room_id ? { room_id } : { address: where }), seconds }, RAID);
}

export function takeBackRaid(context: RoomContext, raid: RaidView) {
  return ask(context, { type: "raid.take_back", raid_id: raid.id }, RAID);
}

export function joinRaid(context: RoomContext, raid: RaidView) {
  return ask(context, { type: "raid.join", raid_id: raid.id }, RAID);
}

export function dismissRaid(context: RoomContext, arrival: ArrivalView) {
  return ask(context, { type: "raid.dismiss", raid_id: arrival.id }, RAID);
}

export function allowRaids(context: RoomContext, raids_from: AllowRaids["raids_from"]) {
  return ask(context, { type: "raid.allow", raids_from }, RAID);
}

/** Names a room by its address, or a seller by her name; null where nobody is called that. */
export async function giveShoutout(context: RoomContext, whom: string, seconds: number) {
  const room_id = roomAt(whom);
  const user_id = room_id ? null : await sellerCalled(context, whom.replace(/^[@＠]/u, ""));
  if (!room_id && !user_id) return null;
  const named = room_id ? { room_id } : { user_id };
  return ask(context, { type: "shoutout.give", ...named, seconds }, SHOUTOUT);
}

export function endShoutout(context: RoomContext, shoutout: ShoutoutView) {
  return ask(context, { type: "shoutout.end", shoutout_offset: shoutout.offset }, SHOUTOUT);
}

/** Follows another room than the one that is open; whoever follows it already does. */
export async function followElsewhere({ http }: RoomContext, room: string): Promise<void> {
  try {
    await http.command(room, "room.follow", {}, freshId());
  } catch (error) {
    if (!(error instanceof HttpRefusal && error.said === "wrong_state")) throw error;
  }
}

async function sellerCalled({ http, room }: RoomContext, name: string): Promise<string | undefined> {
  const [found] = await http.get("/api/rooms/{room_id}/people", { room_id: room, name });
  return found?.id;
}
