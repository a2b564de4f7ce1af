/** What may be reported, and what those who keep the room kind do about it. */

import type { FileReport, Person } from "../wire/frames";
import type { CaseOut, OwnReport } from "../wire/http";
import { reported } from "../store/reports";
import type { Reason } from "./acts";
import { ask, type RoomContext } from "./context";

/** Reports a line, or the person alone. Whether it was taken. */
export async function report(
  context: RoomContext,
  person: Person,
  line: number | null,
  { reason_code, reason: text }: Reason,
): Promise<boolean> {
  const frame: FileReport = {
    type: "report.file",
    user_id: person.id,
    message_offset: line,
    reason_code,
    text,
  };
  const answer = await ask(context, frame, "report");
  if (!answer.ok) return false;
  const { aside } = answer;
  if (aside?.kind === "reported") context.live.changeMine((mine) => reported(mine, aside.report_id));
  return true;
}

export function takeCase(context: RoomContext, { id }: CaseOut) {
  return ask(context, { type: "report.take", case_id: id }, id);
}

export function decideCase(context: RoomContext, { id }: CaseOut, outcome: "acted" | "nothing_wrong") {
  return ask(context, { type: "report.decide", case_id: id, outcome }, id);
}

export function cases(context: RoomContext): Promise<CaseOut[]> {
  return context.http.get("/api/rooms/{room_id}/reports", { room_id: context.room });
}

export function ownReports(context: RoomContext): Promise<OwnReport[]> {
  return context.http.get("/api/rooms/{room_id}/reports/mine", { room_id: context.room });
}
