/** The desk's log: the last hundred acts of moderation, oldest first. */

import type { ActView, DeskEvent, DeskSnapshot, Fact } from "../wire/frames";

export const KEPT_ACTS = 100;

export function reduceDesk(desk: DeskSnapshot, fact: Fact & { event: DeskEvent }): DeskSnapshot {
  const { event } = fact;
  switch (event.type) {
    case "moderation.acted":
      return { acts: [...desk.acts, act(fact, event)].slice(-KEPT_ACTS) };
    case "buyer.stepped":
    case "command.refused":
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
