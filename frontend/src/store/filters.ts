/** What is asked of those who speak, and what the staff look for in what is written. */

import type { ShowSnapshot } from "../wire/frames";
import type { DeskTable } from "./deskTable";
import { type EventOf, type RowsOf } from "./tables";

export const modeRows: RowsOf<`modes.${string}` | `shield.${string}`> = {
  "modes.changed": changed,
  "shield.raised": changed,
  "shield.lowered": changed,
};

export const filterRows: Pick<DeskTable, "modes.acted" | "filters.changed" | "term.added" | "term.removed"> =
  {
    "modes.acted": (desk) => desk,
    "filters.changed": (desk, { filters }) => ({ ...desk, filters }),
    "term.added": (desk, { term }) => ({ ...desk, terms: [...desk.terms, term] }),
    "term.removed": (desk, { term_id }) => ({
      ...desk,
      terms: desk.terms.filter((term) => term.id !== term_id),
    }),
  };

function changed(
  show: ShowSnapshot,
  { modes }: EventOf<"modes.changed" | "shield.raised" | "shield.lowered">,
): ShowSnapshot {
  return { ...show, modes };
}
