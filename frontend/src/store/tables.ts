/**
 * How events change what a room shows: a row for each type of event, so that a missing one is a type error.
 */

import type { Fact, Mine, ShowEvent, ShowSnapshot } from "../wire/frames";

export type ShowFact = Fact & { event: ShowEvent };
export type EventOf<Type extends ShowEvent["type"]> = Extract<ShowEvent, { type: Type }>;

/** Pure: the same show and event give the same show everywhere. */
export type ShowTable = {
  readonly [Type in ShowEvent["type"]]: (
    show: ShowSnapshot,
    event: EventOf<Type>,
    fact: ShowFact,
  ) => ShowSnapshot;
};

/** The rows of one noun, all of them: `RowsOf<`item.${string}`>`. */
export type RowsOf<Pattern extends string> = Pick<ShowTable, Extract<keyof ShowTable, Pattern>>;

/** Who reads, and the show around the event. */
export interface Around {
  readonly user: string;
  readonly before: ShowSnapshot;
  readonly after: ShowSnapshot;
}

/** What changes of the reader's own; most events leave it as it is. */
export type MineRows = {
  readonly [Type in ShowEvent["type"]]?: (mine: Mine, event: EventOf<Type>, around: Around) => Partial<Mine>;
};

/** A row that changes nothing of the show. */
export const unchanged = (show: ShowSnapshot): ShowSnapshot => show;
