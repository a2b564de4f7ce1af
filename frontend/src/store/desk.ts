/** The desk's log: the last hundred acts of moderation and the last hundred notices, oldest first. */

import type { ActView, DeskEvent, DeskSnapshot, Fact, Notice } from "../wire/frames";

export const KEPT_ACTS = 100;

type DeskEventOf<Type extends DeskEvent["type"]> = Extract<DeskEvent, { type: Type }>;
type DeskFact = Fact & { event: DeskEvent };
type DeskTable = {
  readonly [Type in DeskEvent["type"]]: (
    desk: DeskSnapshot,
    event: DeskEventOf<Type>,
    fact: DeskFact,
  ) => DeskSnapshot;
};

const unchanged = (desk: DeskSnapshot): DeskSnapshot => desk;

/** A row for each type of event of the desk. */
export const DESK: DeskTable = {
  "moderation.acted": (desk, event, fact) => ({
    ...desk,
    acts: [...desk.acts, act(fact, event)].slice(-KEPT_ACTS),
  }),
  "command.refused": noticed,
  "newcomers.noticed": noticed,
  "buyer.stepped": unchanged,
  "buyer.appealed": unchanged,
  "draft.changed": unchanged,
  "item.noted": unchanged,
};

export function reduceDesk(desk: DeskSnapshot, fact: DeskFact): DeskSnapshot {
  const row = DESK[fact.event.type] as (desk: DeskSnapshot, event: DeskEvent, fact: DeskFact) => DeskSnapshot;
  return row(desk, fact.event, fact);
}

function noticed(
  desk: DeskSnapshot,
  event: DeskEventOf<"command.refused" | "newcomers.noticed">,
  fact: DeskFact,
): DeskSnapshot {
  return { ...desk, notices: [...desk.notices, notice(fact, event)].slice(-KEPT_ACTS) };
}

function act(fact: Fact, event: DeskEventOf<"moderation.acted">): ActView {
  const { type: _, ...what } = event;
  return { offset: fact.offset, at: fact.at, ...what };
}

function notice(fact: Fact, event: Notice["event"]): Notice {
  return { offset: fact.offset, at: fact.at, event };
}
