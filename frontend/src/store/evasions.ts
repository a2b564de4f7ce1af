/** Who may be somebody that was banned: those at whom somebody of the desk should look. */

import type { DeskTable } from "./deskTable";

const KEPT = 100;

export const evasionDesk: Pick<DeskTable, "evasion.flagged" | "evasion.dismissed"> = {
  "evasion.flagged": (desk, { flag }) => ({ ...desk, evasions: [...desk.evasions, flag].slice(-KEPT) }),
  "evasion.dismissed": (desk, { flag_id }) => ({
    ...desk,
    evasions: desk.evasions.filter((each) => each.id !== flag_id),
  }),
};
