/** A slip of the thumb: what was claimed a moment ago is given back with one tap. Later it is in the sheet of the item. */

import type { MyClaim } from "../../../wire/frames";

export const UNDO_MS = 5_000;

/** A claim that she made here, and until when it is undone by one tap: by the server's clock. */
export interface Made {
  readonly claimId: string;
  readonly until: number;
}

/** Only what the bar speaks of, and what is not bought: that is taken back with its seller. */
export function mayUndo(made: Made | null, mine: MyClaim | null, now: number): boolean {
  if (made === null || mine?.claim.id !== made.claimId) return false;
  return mine.claim.state !== "ordered" && now < made.until;
}
