/** The desk's log: the last hundred acts of moderation and the last hundred notices, oldest first. */

import type { ActView, DeskEvent, DeskSnapshot, Fact, Notice } from "../wire/frames";

export const KEPT_ACTS = 100;

export function reduceDesk(desk: DeskSnapshot, fact: Fact & { event: DeskEvent }): DeskSnapshot {
  const { event } = fact;
  switch (event.type) {
    case "moderation.acted":
      return { ...desk, acts: [...desk.acts, act(fact, event)].slice(-KEPT_ACTS) };
    case "command.refused":
    case "newcomers.noticed":
      return { ...desk, notices: [...desk.notices, notice(fact, event)].slice(-KEPT_ACTS) };
    case "buyer.stepped":
    case "buyer.appealed":
    case "draft.changed":
    case "item.noted":
      return desk;
    default:
      return event satisfies never;
  }
}

function act(fact: Fact, event: Extract<DeskEvent, { type: "moderation.acted" }>): ActView {
  const { type: _, ...what } = event;
  return { offset: fact.offset, at: fact.at, ...what };
}

function notice(fact: Fact, event: Notice["event"]): Notice {
  return { offset: fact.offset, at: fact.at, event };
}
