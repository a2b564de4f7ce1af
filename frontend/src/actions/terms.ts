/** A seller's terms and codes, read and sent over HTTPS. */

import { type Http, HttpRefusal } from "../client/http";
import { freshId } from "../client/ids";
import type { DropDiscount, Reply, SetDiscount, SetTerms } from "../wire/frames";
import type { StaffParty } from "./api";

export interface Desk {
  readonly http: Http;
  readonly room: string;
}

/** As the API tells them. */
export type TermsRead = Required<Omit<SetTerms, "type" | "currency">> & { readonly seller_id: string; readonly currency: string };
export type Discount = Required<Omit<SetDiscount, "type" | "currency">> & { readonly used: number; readonly currency: string };

export function readParties({ http, room }: Desk): Promise<StaffParty[]> {
  return http.get(`/api/rooms/${room}/parties`);
}

export function readTerms({ http, room }: Desk): Promise<TermsRead[]> {
  return http.get(`/api/rooms/${room}/terms`);
}

export function readDiscounts({ http, room }: Desk): Promise<Discount[]> {
  return http.get(`/api/rooms/${room}/discounts`);
}

/** Each of these sets what is: sent again after a lost answer it changes nothing more. Throws `HttpRefusal`. */
export async function send({ http, room }: Desk, command: SetTerms | SetDiscount | DropDiscount): Promise<void> {
  const { type, ...body } = command;
  const reply = await http.post<Reply>(`/api/rooms/${room}/commands/${type}`, body, { "Idempotency-Key": freshId() });
  if (!reply.ok) throw new HttpRefusal(200, reply.error?.code ?? null, reply.error?.detail ?? null);
}
