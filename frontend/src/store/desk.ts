/** The desk's log: the last hundred acts of moderation and the last hundred notices, oldest first. */

import type { ActView, DeskEvent, DeskSnapshot, Fact, Notice } from "../wire/frames";

import type { DeskEventOf, DeskFact, DeskTable } from "./deskTable";
import { raidDesk } from "./elsewhere";
import { evasionDesk } from "./evasions";
import { filterRows } from "./filters";
import { heldDesk } from "./held";
import { reportDesk } from "./reports";
import { staffLineDesk } from "./staffLines";

export const KEPT_ACTS = 100;

const unchanged = (desk: DeskSnapshot): DeskSnapshot => desk;

/** A row for each type of event of the desk. */
export const DESK: DeskTable = {
  "moderation.acted": (desk, event, fact) => ({
    ...desk,
    acts: [...settled(desk.acts, event), act(fact, event)].slice(-KEPT_ACTS),
  }),
  "ban.confirmed": (desk, { act_id, until }) => changed(desk, act_id, { pending: false, until }),
  "act.undone": (desk, { act_id, by }) => changed(desk, act_id, { pending: false, undone_by: by }),
  "appeal.filed": (desk, { appeal }) => ({ ...desk, appeals: [...desk.appeals, appeal].slice(-KEPT_ACTS) }),
  "appeal.answered": (desk, { appeal }) => ({
    ...desk,
    appeals: desk.appeals.map((each) => (each.id === appeal.id ? appeal : each)),
  }),
  "person.noted": unchanged,
  "command.refused": noticed,
  "newcomers.noticed": noticed,
  "buyer.stepped": unchanged,
  "buyer.appealed": unchanged,
  "draft.changed": unchanged,
  "item.noted": unchanged,
  "invite.made": unchanged,
  "invite.taken": unchanged,
  "invite.ended": unchanged,
  "arrivals.told": unchanged,
  ...filterRows,
  ...heldDesk,
  ...evasionDesk,
  ...raidDesk,
  ...reportDesk,
  ...staffLineDesk,
};

export function reduceDesk(desk: DeskSnapshot, fact: Fact): DeskSnapshot {
  if (!isDeskFact(fact)) return desk;
  const row = DESK[fact.event.type] as (desk: DeskSnapshot, event: DeskEvent, fact: DeskFact) => DeskSnapshot;
  return row(desk, fact.event, fact);
}

function isDeskFact(fact: Fact): fact is DeskFact {
  return Object.hasOwn(DESK, fact.event.type);
}

function noticed(
  desk: DeskSnapshot,
  event: DeskEventOf<"command.refused" | "newcomers.noticed">,
  fact: DeskFact,
): DeskSnapshot {
  return { ...desk, notices: [...desk.notices, notice(fact, event)].slice(-KEPT_ACTS) };
}

function act(fact: Fact, event: DeskEventOf<"moderation.acted">): ActView {
  const { type: _, act_id: id, ...what } = event;
  return { id, offset: fact.offset, at: fact.at, ...what, undone_by: null };
}

/** Another ban, or its end, leaves nothing of an earlier one to confirm. */
function settled(acts: readonly ActView[], { act, user }: DeskEventOf<"moderation.acted">): ActView[] {
  const settles = act === "ban" || act === "unban";
  return acts.map((each) =>
    settles && each.pending && each.user.id === user.id ? { ...each, pending: false } : each,
  );
}

function changed(desk: DeskSnapshot, id: string, change: Partial<ActView>): DeskSnapshot {
  return { ...desk, acts: desk.acts.map((each) => (each.id === id ? { ...each, ...change } : each)) };
}

function notice(fact: Fact, event: Notice["event"]): Notice {
  return { offset: fact.offset, at: fact.at, event };
}
