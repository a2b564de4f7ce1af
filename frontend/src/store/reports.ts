/** Reports: how many cases wait at the desk, and which of the reader's own nobody has looked at yet. */

import type { Mine } from "../wire/frames";
import type { DeskTable } from "./deskTable";
import { type MineRows, type RowsOf, unchanged } from "./tables";

export const reportRows: RowsOf<`reports.${string}`> = { "reports.answered": unchanged };

export const reportMine: MineRows = {
  "reports.answered": (mine, { report_ids }) => ({
    reports: mine.reports.filter((id) => !report_ids.includes(id)),
  }),
};

export const reportDesk: Pick<DeskTable, "reports.changed"> = {
  "reports.changed": (desk, { waiting }) => ({ ...desk, reports_waiting: waiting }),
};

/** What the answer to her own report told. */
export function reported(mine: Mine, id: string): Mine {
  return mine.reports.includes(id) ? mine : { ...mine, reports: [...mine.reports, id] };
}
