/** Messages that wait: all of them at the desk, the reader's own in her chat. */

import type { DeskSnapshot, Mine, Waiting } from "../wire/frames";
import type { DeskTable } from "./deskTable";
import { type MineRows, type RowsOf, unchanged } from "./tables";

export const heldRows: RowsOf<`held.${string}`> = { "held.declined": unchanged };

export const heldMine: MineRows = {
  "held.declined": (mine, { waited_ids }) => ({ waiting: without(mine.waiting, waited_ids) }),
  "message.posted": (mine, { waited_id }) =>
    waited_id === null ? {} : { waiting: without(mine.waiting, [waited_id]) },
};

export const heldDesk: Pick<DeskTable, "message.held" | "held.taken" | "held.decided"> = {
  "message.held": (desk, { held_id, author, why, until }, { offset, at, text }) => ({
    ...desk,
    held: [...desk.held, { id: held_id, offset, at, author, text: text ?? null, why, until, taken_by: null }],
  }),
  "held.taken": (desk, { held_id, by }) => ({
    ...desk,
    held: desk.held.map((each) => (each.id === held_id ? { ...each, taken_by: by } : each)),
  }),
  "held.decided": (desk: DeskSnapshot, { held_id }) => ({
    ...desk,
    held: desk.held.filter((each) => each.id !== held_id),
  }),
};

/** What the answer to her own message told. */
export function waits(mine: Mine, { id, at, text, why, until }: Omit<Waiting, "kind">): Mine {
  if (mine.waiting.some((each) => each.id === id)) return mine;
  return { ...mine, waiting: [...mine.waiting, { kind: "waiting", id, at, text, why, until }] };
}

function without(waiting: readonly Waiting[], ids: readonly string[]): Waiting[] {
  return waiting.filter((each) => !ids.includes(each.id));
}
