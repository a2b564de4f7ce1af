/** The shape of the desk's table: a row for each type of event, so that the compiler asks for a missing one. */

import type { DeskEvent, DeskSnapshot, Fact } from "../wire/frames";

export type DeskEventOf<Type extends DeskEvent["type"]> = Extract<DeskEvent, { type: Type }>;
export type DeskFact = Fact & { event: DeskEvent };
export type DeskTable = {
  readonly [Type in DeskEvent["type"]]: (
    desk: DeskSnapshot,
    event: DeskEventOf<Type>,
    fact: DeskFact,
  ) => DeskSnapshot;
};
