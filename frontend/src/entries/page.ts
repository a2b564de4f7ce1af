/** What Django wrote into the page for the part that runs here. */

/** An order of hers, as of when the page was written. */
export interface OwnOrder {
  readonly id: string;
  readonly party_id: string;
  readonly seller: string;
  readonly state: "open" | "confirmed" | "paid" | "shipped" | "done";
  readonly currency: string;
  readonly total: number;
}

export interface Page {
  readonly room: string;
  readonly title: string;
  readonly user: { readonly id: string; readonly name: string } | null;
  readonly csrf: string;
  readonly staff: boolean;
  /** She has orders here to close or to pay, as of when the page was written. */
  readonly owes: boolean;
  /** Of the party that ended last, and what is unpaid; none while a party is on. */
  readonly orders: readonly OwnOrder[];
  readonly private: boolean;
  /** The item that the link leads to; empty where it leads to the room. */
  readonly item?: string;
  readonly roomUrl: string;
  readonly studioUrl: string;
  readonly signInUrl: string;
  readonly signUpUrl: string;
}

export function readPage(): Page {
  return JSON.parse(document.getElementById("page")?.textContent ?? "null") as Page;
}
