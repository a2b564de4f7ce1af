import type { Fact } from "../wire/frames";
import type { Part } from "./part";
import { isShowFact } from "./reduce";
import { reduceStaffClaims, type StaffClaims } from "./staffClaims";
import type { ShowFact } from "./tables";

/** All claims of the room, where staff read them. */
export class AllClaims implements Part {
  read = $state.raw<StaffClaims | null>(null);
  #sinceAsked: ShowFact[] | null = null;

  told(facts: readonly Fact[]): void {
    const shown = facts.filter(isShowFact);
    this.#sinceAsked?.push(...shown);
    if (this.read) this.read = shown.reduce(reduceStaffClaims, this.read);
  }

  /** They are being read: facts from now on are kept until the answer is here. */
  asked(): void {
    this.#sinceAsked = [];
  }

  answered(claims: StaffClaims): void {
    this.read = (this.#sinceAsked ?? []).reduce(reduceStaffClaims, claims);
    this.#sinceAsked = null;
  }
}
