import type { DeskSnapshot } from "../wire/frames";

/** What is known of the desk before it was read, or by who does not read it. */
export const NO_DESK: DeskSnapshot = {
  acts: [],
  appeals: [],
  notices: [],
  filters: { rude: "off", languages: [] },
  terms: [],
  held: [],
  reports_waiting: 0,
  evasions: [],
  staff_lines: [],
  raids_from: "everyone",
};
