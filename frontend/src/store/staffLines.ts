/** What staff say among themselves: at the desk alone. */

import type { StaffLineView } from "../wire/frames";
import type { DeskTable } from "./deskTable";

const KEPT = 50;

export const staffLineDesk: Pick<DeskTable, "staff.posted" | "staff.removed"> = {
  "staff.posted": (desk, { author, role }, { offset, at, text }) => {
    const line: StaffLineView = { offset, at, author, role, text: text ?? null };
    return { ...desk, staff_lines: [...desk.staff_lines, line].slice(-KEPT) };
  },
  "staff.removed": (desk, { line_offset }) => ({
    ...desk,
    staff_lines: desk.staff_lines.map((each) =>
      each.offset === line_offset ? { ...each, text: null } : each,
    ),
  }),
};
