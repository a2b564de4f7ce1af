/** A seller's terms and codes, read and sent over HTTPS. */

import type { Http } from "../client/http";
import { freshId } from "../client/ids";
import type { DropDiscount, SetDiscount, SetTerms } from "../wire/frames";
import type { DiscountOut, StaffParty, TermsOut } from "../wire/http";

export interface Desk {
  readonly http: Http;
  readonly room: string;
}

export function readParties({ http, room }: Desk): Promise<StaffParty[]> {
  return http.get("/api/rooms/{room_id}/parties", { room_id: room });
}

export function readTerms({ http, room }: Desk): Promise<TermsOut[]> {
  return http.get("/api/rooms/{room_id}/terms", { room_id: room });
}

export function readDiscounts({ http, room }: Desk): Promise<DiscountOut[]> {
  return http.get("/api/rooms/{room_id}/discounts", { room_id: room });
}

/**
 * Each of these sets what is: sent again after a lost answer it changes nothing more. Throws `HttpRefusal`.
 */
export async function send(
  { http, room }: Desk,
  command: SetTerms | SetDiscount | DropDiscount,
): Promise<void> {
  const { type, ...body } = command;
  await http.command(room, type, body, freshId());
}
