/** A plain party, for tests: each says only what it is about. */

import type { PartyView } from "../wire/frames";

export function plainParty(over: Partial<PartyView> = {}): PartyView {
  return {
    id: "p1",
    title: "Friday finds",
    currency: "EUR",
    state: "live",
    starts_at: null,
    hold_minutes: 15,
    several_lots: false,
    on_air: null,
    coming: 0,
    rules: "",
    notes: "",
    cover: null,
    postponed: 0,
    postponed_why: "",
    ended_at: null,
    outage_policy: { act: "freeze", percent: 50 },
    interrupted: null,
    lineup: { slots: [], on_stage: null, since: null },
    repeat: null,
    ...over,
  };
}
