/** A plain party, and a room that asks nothing of those who speak, for tests: each says only what it is about. */

import type { ModesView, PartyView } from "../wire/frames";

export const NO_MODES: ModesView = {
  slow_seconds: 0,
  followers_minutes: null,
  buyers_only: false,
  emoji_only: false,
  unique_only: false,
  first_held: false,
  delay_seconds: 0,
  links: "free",
  shield: false,
};

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
