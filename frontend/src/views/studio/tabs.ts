/** What of a studio is shown, where not all of it fits. */

import type { DeskSnapshot, Mine } from "../../wire/frames";
import { may } from "../chat/permissions";
import { texts } from "../../messages/texts";

export type BesideTab = "claims" | "chat" | "keep" | "people" | "log";
/** `now`: what is on air, while a party is on. */
export type StudioTab = "now" | "party" | BesideTab;

export type Waiting = Pick<DeskSnapshot, "held" | "reports_waiting" | "evasions">;

/** How much waits for a moderator. */
export function waitingIn({ held, reports_waiting, evasions }: Waiting): number {
  return held.length + reports_waiting + evasions.length;
}

/** With their words; moderation says how much waits. */
export function besideTabs(role: Mine["role"], desk: Waiting): readonly (readonly [BesideTab, string])[] {
  const t = texts.studio.tabs;
  const waits = waitingIn(desk);
  const keep = waits > 0 ? texts.moderation.tabWith(waits) : texts.moderation.tab;
  return [
    ["claims", t.claims],
    ["chat", t.chat],
    ...(may.moderate(role) ? ([["keep", keep]] as const) : []),
    ["people", t.people],
    ["log", t.log],
  ];
}
