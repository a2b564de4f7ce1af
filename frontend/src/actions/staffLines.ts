/** Lines among staff. */

import type { StaffLineView } from "../wire/frames";
import { ask, type RoomContext, send } from "./context";

export const STAFF_LINE = "staff-line";

export function postStaffLine(context: RoomContext, text: string) {
  return send(context, { type: "staff.post", text }, STAFF_LINE);
}

export function removeStaffLine(context: RoomContext, line: StaffLineView) {
  return ask(context, { type: "staff.remove", line_offset: line.offset }, `staff-line:${line.offset}`);
}
